package import Complaints

/// Who of the workers lives, and who is missed: by the server's clock, as `WorkerTable.all` has them.
extension [WorkerTable.Listed] {
    package func of(_ kind: WorkerKind) -> [WorkerTable.Listed] { filter { $0.identity.kind == kind.rawValue } }

    package func living(_ kind: WorkerKind) -> [WorkerTable.Listed] {
        of(kind).filter { $0.beatSeconds < WorkerTable.lifeSeconds }
    }

    /// Processes that ended without a word, or stand still, and in whose place no other was started.
    package func silent(_ kind: WorkerKind) -> [WorkerTable.Listed] {
        var replacements = living(kind).map(\.startedAt).sorted()
        let silent = of(kind).filter { $0.beatSeconds >= WorkerTable.lifeSeconds }
        return silent.sorted { $0.beatAt < $1.beatAt }.filter { worker in
            guard let place = replacements.firstIndex(where: { $0 >= worker.beatAt }) else { return true }
            replacements.remove(at: place)
            return false
        }
    }
}

extension WorkerTable.Listed {
    /// When it last proved its life.
    package var beatAt: Instant { Instant(microseconds: turnedAt.microseconds + Int64(beat.silentSeconds * 1e6)) }
}
