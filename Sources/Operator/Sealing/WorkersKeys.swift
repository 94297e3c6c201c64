import Sealing
import Shared
import Store

/// Which keys the workers have loaded that run now.
struct WorkersKeys {
    /// Also those that were silent too shortly to be gone for sure.
    private let all: [WorkerTable.Listed]
    /// Workers that have a session with the store, by their programs' names.
    private let connected: Set<String>
    private var living: [WorkerTable.Listed] { all.filter { $0.beatSeconds < WorkerTable.lifeSeconds } }

    init(_ database: inout Database) throws {
        self.init(
            try WorkerTable.all(&database).filter { $0.beatSeconds < Double(WorkerTable.keptSeconds) },
            connected: try DatabaseHealth.programs(&database))
    }

    init(_ all: [WorkerTable.Listed], connected: Set<String> = []) {
        (self.all, self.connected) = (all, connected)
    }

    /// - Throws: `Failure` `notYet` naming those that need keys of this kind, and do not have this one.
    func require(_ key: LoadedKey) throws(Failure) {
        let lacking = living.filter { $0.needs(key.kind) && $0.beat.keys?.contains(key) != true }
        guard !lacking.isEmpty else { return }
        throw Failure(.notYet, SealingWords.notLoaded("\(key.id)", Self.names(lacking)))
    }

    /// Checks that nobody seals under another key of this kind, nor can be doing so unheard.
    ///
    /// - Throws: `Failure` `notYet` naming those that do, that have fallen silent with another one, or that never said.
    func requireFirst(_ key: LoadedKey) throws(Failure) {
        let others = all.filter { worker in
            worker.needs(key.kind) && worker.beat.keys?.first { $0.kind == key.kind } != key
        }
        guard others.isEmpty else {
            let (living, silent) = (others.filter(\.isLiving), others.filter { !$0.isLiving })
            throw living.isEmpty
                ? Failure(.notYet, SealingWords.fellSilent(WorkerTable.keptSeconds / 60, Self.names(silent)))
                : Failure(.notYet, SealingWords.sealsByOther("\(key.id)", Self.names(living)))
        }
        let heard = Set(all.map(\.identity.kind))
        let unheard = WorkerKind.allCases.filter { kind in
            kind.keys.contains(key.kind) && connected.contains(kind.rawValue) && !heard.contains(kind.rawValue)
        }
        guard unheard.isEmpty else {
            let names = unheard.map(\.rawValue).joined(separator: ", ")
            throw Failure(.notYet, SealingWords.sealsByOther("\(key.id)", names))
        }
    }
}

extension WorkerTable.Listed {
    fileprivate var isLiving: Bool { beatSeconds < WorkerTable.lifeSeconds }

    /// Whether its work needs keys of this kind.
    fileprivate func needs(_ kind: KeyKind) -> Bool {
        guard let worker = WorkerKind(rawValue: identity.kind) else {
            let further = [WorkerTable.gateway: SettingKey.gateway, WorkerTable.webhook: SettingKey.webhook]
            return further[identity.kind]?.contains(kind.setting) == true
        }
        return worker.keys.contains(kind)
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

extension WorkerKind {
    /// Of which kinds it needs keys.
    fileprivate var keys: [KeyKind] {
        let settings =
            switch self {
            case .intake: SettingKey.intake
            case .routing: SettingKey.routing
            case .casework: SettingKey.casework
            case .notify: SettingKey.notify
            case .clock: SettingKey.clock
            }
        return KeyKind.allCases.filter { settings.contains($0.setting) }
    }
}

extension KeyKind {
    /// Whether its keys wrap those of cases.
    var wraps: Bool { self == .identity || self == .words }
}
