import Postgres
import Shared
import Synchronization

/// Lets a program work when its keys are the store's: looked at until they were once, and again when it has others.
package final class KeyGate: Sendable {
    private let passed = Mutex<Int?>(nil)
    private let keys: CaseKeys

    package init(_ keys: CaseKeys) { self.keys = keys }

    /// - Throws: `Remedy` when they are not, `PostgresError` when the store cannot be asked.
    package func pass(_ url: String) throws {
        let (current, changes) = (keys.current, keys.watch?.changes ?? 0)
        guard !current.isEmpty, passed.withLock({ $0 != changes }) else { return }
        var connection = try PostgresConnection(at: url)
        if let fault = try KeyRegister.faultAtStart(of: current, &connection) { throw Remedy(fault) }
        passed.withLock { $0 = changes }
    }
}

extension CaseKeys {
    fileprivate var isEmpty: Bool { identity == nil && words == nil && search == nil && codes == nil }
}
