import Logging
import Rabbit
import Shared
import Store

/// What must hold before a lane may take messages: the schema is the program's, and the broker has what it needs. Shared by
/// the lanes of a process.
package final class StartGuard: Sendable {
    /// Looks whether the broker has what is needed; says what could not be looked at.
    private let lookAtBroker: @Sendable (_ skipped: (TopologyError) -> Void) throws -> Void
    private let databaseURL: String
    private let missingKeys: [SettingKey]
    private let world: LaneWorld
    private let schema = SchemaGate()
    private let keys: KeyGate
    private let skipping = Once()

    /// - Parameters:
    ///   - keys: those that the worker has.
    ///   - missingKeys: settings of keys that it needs and does not have.
    init(
        databaseURL: String, keys: KeyGate, missingKeys: [SettingKey] = [], world: LaneWorld,
        lookAtBroker: @escaping @Sendable (_ skipped: (TopologyError) -> Void) throws -> Void
    ) {
        self.lookAtBroker = lookAtBroker
        self.databaseURL = databaseURL
        self.keys = keys
        self.missingKeys = missingKeys
        self.world = world
    }

    /// Once more, before a lane opens its connections again.
    ///
    /// - Throws: `StageFailure`, `TopologyError`, `RabbitError`.
    package func verify() throws {
        do {
            try lookAtStore()
        } catch let remedy as Remedy {
            throw StageFailure.fault("\(remedy)")
        }
        try verifyBroker()
    }

    /// The broker alone, of a program that goes on without the store.
    ///
    /// - Throws: `TopologyError`, `RabbitError`.
    package func verifyBroker() throws { try lookAtBroker(saySkipped) }

    /// At the start. What only a person can mend ends it; a server that is away will come back.
    ///
    /// - Throws: `Remedy`, `TopologyError`.
    func verifyAtStart() throws {
        try waitingFor("database", lookAtStore)
        try waitingFor("broker") { try verifyBroker() }
    }

    /// Looks whether an account may publish on `exchange`, in a connection of its own: what is refused closes it.
    static func checkWriting(_ exchange: String, _ broker: RabbitAddress) throws(RabbitError) {
        var connection = try RabbitConnection(to: broker)
        try connection.checkWriting(exchange)
    }

    /// With another installation's keys nobody would be found, and what is dropped would seal what nobody can open; without any,
    /// citizens' words would be stored in clear: only scenarios have no citizens.
    private func lookAtStore() throws {
        try schema.pass(databaseURL)
        try keys.pass(databaseURL)
        guard let first = missingKeys.first, try !StoreClock.isRehearsal(at: databaseURL) else { return }
        throw Remedy(
            "\(first.name) is not set, and personal data is not stored in clear",
            "run 'lapor keys new FOLDER' once, and set \(missingKeys.map(\.name).joined(separator: ", "))")
    }

    private func waitingFor(_ server: String, _ look: () throws -> Void) throws {
        do {
            try look()
        } catch let error as RabbitError {
            if error.isLastingRefusal, let remedy = error.remedy { throw remedy }
            world.log(.warning, "\(server) is away, waiting for it", ["reason": "\(error)"])
        } catch let error where DatabaseFault(error) != nil {
            guard case .unavailable? = DatabaseFault(error) else {
                if let remedy = Remedy(database: error) { throw remedy }
                throw error
            }
            world.log(.warning, "\(server) is away, waiting for it", ["reason": "\(error)"])
        }
    }

    private func saySkipped(_ error: TopologyError) {
        guard skipping.isFirst() else { return }
        world.log(
            .warning, "policies are not checked, the work goes on without", ["reason": "\(error)"])
    }
}
