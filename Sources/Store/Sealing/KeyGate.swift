import Postgres
import Shared
import Synchronization

/// Lets a program work when its keys are the store's: looked at until they were once, and again when it has others.
package final class KeyGate: Sendable {
    private let passed = Mutex<Int?>(nil)
    private let keys: CaseKeys
    /// Whether the program begins no work, and so does not say whose keys the store's are.
    private let isTrial: Bool

    package init(_ keys: CaseKeys, isTrial: Bool = false) { (self.keys, self.isTrial) = (keys, isTrial) }

    /// - Throws: `Remedy` when they are not, `PostgresError` when the store cannot be asked.
    package func pass(_ url: String) throws {
        let (current, changes) = (keys.current, keys.watch?.changes ?? 0)
        guard !current.isEmpty, passed.withLock({ $0 != changes }) else { return }
        var connection = try PostgresConnection(at: url)
        let fault =
            isTrial
            ? try KeyRegister.fault(of: current, &connection) : try KeyRegister.faultAtStart(of: current, &connection)
        if let fault { throw Remedy(fault) }
        passed.withLock { $0 = changes }
    }
}

extension CaseKeys {
    fileprivate var isEmpty: Bool { identity == nil && words == nil && search == nil && codes == nil }
}
