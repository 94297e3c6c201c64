package import Complaints

/// Who of the workers lives, and who is missed: by the server's clock, as `WorkerTable.all` has them.
extension [WorkerTable.Listed] {
    package func of(_ kind: WorkerKind) -> [WorkerTable.Listed] { of(kind.rawValue) }
    package func living(_ kind: WorkerKind) -> [WorkerTable.Listed] { living(kind.rawValue) }
    package func silent(_ kind: WorkerKind) -> [WorkerTable.Listed] { silent(kind.rawValue) }

    package func of(_ program: String) -> [WorkerTable.Listed] { filter { $0.identity.kind == program } }

    package func living(_ program: String) -> [WorkerTable.Listed] {
        of(program).filter { $0.beatSeconds < WorkerTable.lifeSeconds }
    }

    /// Processes that ended without a word, or stand still, and in whose place no other was started.
    package func silent(_ program: String) -> [WorkerTable.Listed] {
        var replacements = living(program).map(\.startedAt).sorted()
        let silent = of(program).filter { $0.beatSeconds >= WorkerTable.lifeSeconds }
        return silent.sorted { $0.beatAt < $1.beatAt }.filter { worker in
            guard let place = replacements.firstIndex(where: { $0 >= worker.beatAt }) else { return true }
            replacements.remove(at: place)
            return false
        }
    }
}

extension WorkerTable {
    /// The program by which others come in over HTTP: it proves its life as workers do, and is none.
    package static let gateway = "Gateway"
    /// The program that hands events over HTTP to those who asked for them: likewise, for not every installation has it.
    package static let webhook = "WebhookWorker"
    /// The program by which SMS come in, likewise.
    package static let sms = "SmsWorker"
    /// The program by which reports come in by mail.
    package static let mail = "MailWorker"
}

extension WorkerTable.Listed {
    /// When it last proved its life.
    package var beatAt: Instant { Instant(microseconds: turnedAt.microseconds + Int64(beat.silentSeconds * 1e6)) }
}
