import Sealing
import Shared
import Store

/// Which keys the workers have loaded that run now.
struct WorkersKeys {
    private let living: [WorkerTable.Listed]

    init(_ database: inout Database) throws {
        living = try WorkerTable.all(&database).filter { $0.beatSeconds < WorkerTable.lifeSeconds }
    }

    init(_ living: [WorkerTable.Listed]) { self.living = living }

    /// - Throws: `Failure` `notYet` naming those that need keys of this kind, and do not have this one.
    func require(_ key: LoadedKey) throws(Failure) {
        let lacking = living.filter { worker in
            Self.needed(by: worker.identity.kind).contains(key.kind) && worker.beat.keys?.contains(key) != true
        }
        guard !lacking.isEmpty else { return }
        throw Failure(.notYet, SealingWords.notLoaded("\(key.id)", Self.names(lacking)))
    }
}

extension WorkersKeys {
    /// Checks that IntakeWorkers make the codes that this program foretells.
    ///
    /// - Parameter key: the one that this program uses; nil: it has none from a file.
    /// - Throws: `Failure` `notYet` naming those that use another one.
    func requireCodes(by key: LoadedKey?) throws(Failure) {
        guard let key else { return }
        let others = living.filter { worker in
            guard worker.identity.kind == WorkerKind.intake.rawValue, let keys = worker.beat.keys else { return false }
            return keys.first { $0.kind == .codes } != key
        }
        guard others.isEmpty else {
            throw Failure(.notYet, SealingWords.otherCodes("\(key.id)", Self.names(others)))
        }
    }

    private static func names(_ workers: [WorkerTable.Listed]) -> String {
        workers.map { "\($0.identity.kind) \($0.identity.host) \($0.identity.pid)" }.joined(separator: ", ")
    }
}

extension WorkersKeys {
    /// Of which kinds a program needs keys.
    private static func needed(by program: String) -> [KeyKind] {
        let settings: [SettingKey] =
            switch WorkerKind(rawValue: program) {
            case .intake: SettingKey.intake
            case .routing: SettingKey.routing
            case .casework: SettingKey.casework
            case .notify: SettingKey.notify
            case .clock: SettingKey.clock
            case nil: program == "Gateway" ? SettingKey.gateway : []
            }
        return KeyKind.allCases.filter { settings.contains($0.setting) }
    }
}

extension KeyKind {
    /// Whether its keys wrap those of cases.
    var wraps: Bool { self == .identity || self == .words }
}
