import Shared

/// The broker, compared with what must be there.
package struct TopologyCheck: CommandResult {
    var differences: [String]

    /// Compares.
    ///
    /// - Throws: `SettingError`, `RabbitError` or `TopologyError`.
    package static func now() throws -> TopologyCheck { try TopologyCheck(try Connections.topology()) }

    /// Sets the policies, declares what is missing, and compares.
    ///
    /// - Parameter isRehearsal: whether to mark the virtual host as one for rehearsal; it must not be in use.
    /// - Throws: `SettingError`, `RabbitError` or `TopologyError`.
    package static func apply(isRehearsal: Bool) throws -> TopologyCheck {
        let control = try Connections.topology()
        if isRehearsal { try control.markForRehearsal() }
        try control.apply()
        return try TopologyCheck(control)
    }

    private init(_ control: TopologyControl) throws {
        do {
            try control.check()
            differences = []
        } catch TopologyError.mismatch(let found) {
            differences = found
        }
    }

    package var text: String { SetupWords.topologyGood.text }

    /// Why the command fails; nil when nothing differs.
    package var failure: (any Error)? { differences.isEmpty ? nil : TopologyError.mismatch(differences) }
}
