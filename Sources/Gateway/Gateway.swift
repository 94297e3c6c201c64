import Complaints
import Faces
import Hummingbird
package import Ops
import Postgres
import Rabbit
import Shared
import Store

/// The public's way in over HTTP: it takes submissions of channels by their keys, and answers when the broker has confirmed.
package enum Gateway {
    package static let process: WorkerProcess = {
        var process = WorkerProcess(
            name: WorkerTable.gateway, purpose: "takes submissions over HTTP, and confirms them when they are safe",
            stage: "gateway", furtherSettings: SettingKey.gateway, prepare: prepare)
        process.brokerUse = .publishing(on: Topology.intakeExchange)
        return process
    }()

    private static func prepare(_ preparation: WorkerProcess.Preparation) throws -> WorkerProcess.Lanes {
        let settings = try GatewaySettings(preparation.environment)
        let guardian = try preparation.guardedStart(publishingOn: Topology.intakeExchange)
        let (world, url) = (preparation.world, preparation.settings.databaseURL)
        let known = Latest(settings.state.read())
        let lists = Latest<ReferenceLists>()
        let codes = try codes(preparation.keys)
        let watch = KnowledgeWatch(
            url: url, file: settings.state, known: known, lists: lists, codes: codes, world: world)
        let publisher = Publisher(world: world)
        let authority = Authority(
            account: preparation.settings.broker.user, known: known, proxies: settings.proxies,
            addresses: RateLimit(perMinute: settings.addressRate),
            keys: RateLimit(perMinute: settings.keyRate), now: { .now }, milliseconds: world.milliseconds)
        let pool = ReadPool(name: preparation.name, url: url, world: world)
        let tracking = Tracking(authority: authority, codes: codes) { code, proofs throws(ReadPool.Refusal) in
            try await pool.read { session throws(PostgresError) in try PublicCase.read(code, proofs, &session) }
        }
        let told = ToldCodes(keys: codes, known: known, now: authority.now) { keys throws(ReadPool.Refusal) in
            try await pool.read { session throws(PostgresError) in try FiledSubmission.stored(keys, &session) }
        }
        let sent = Sent(authority: authority) { key throws(ReadPool.Refusal) in
            try await pool.read { session throws(PostgresError) in try SubmissionState.read(key, &session) }
        }
        let issuer = settings.issuer?.name
        let asker = settings.issuer.map { _ in Publisher(world: world, hearsReplies: true) }
        let commands = Commands(authority: authority, issuer: settings.issuer, sender: asker ?? publisher) {
            key throws(ReadPool.Refusal) in
            try await pool.read { session throws(PostgresError) in
                // Others' commands may have the same id.
                try CommandTable.outcomes(of: [key], &session)[key]?.first { $0.sender == issuer }?.outcome
            }
        }
        let events = Events(authority: authority) { question throws(ReadPool.Refusal) in
            try await pool.read { session throws(PostgresError) in try question.answer(&session) }
        }
        let endpoints = endpoints(
            Filing(authority, publisher, told), sent, tracking, commands, events,
            Catalogue(authority: authority, lists: lists))
        var members = (1...2).map { number in
            let status = LaneStatus()
            return LaneGroup.Member(name: "reader-\(number)", status: status) { pool.run(status) }
        }
        for (name, publisher) in [("publisher", publisher)] + (asker.map { [("asker", $0)] } ?? []) {
            let status = LaneStatus()
            members.append(
                LaneGroup.Member(name: name, status: status) {
                    publisher.run(preparation.settings, name: preparation.name, status) {
                        try guardian.verifyBroker()
                    }
                })
        }
        let reading = LaneStatus()
        members.append(LaneGroup.Member(name: "knowledge", status: reading) { watch.run(reading) })
        return WorkerProcess.Lanes(members, doors: [FaceServer(at: settings.place, endpoints, preparation)])
    }

    /// The keys of codes that hold now: their file is read again while the process runs.
    ///
    /// - Throws: `Remedy` without one.
    private static func codes(_ keys: CaseKeys) throws(Remedy) -> @Sendable () -> CodeKeys {
        guard let first = keys.codes else {
            throw Remedy(
                "\(SettingKey.codesKeyFile.name) is not set, and tracking codes are made of its key",
                "let it name the file that IntakeWorker has")
        }
        return { keys.watch?.current.codes ?? first }
    }

    /// All that there is, as `openapi.yaml` has it.
    static func endpoints(
        _ filing: Filing, _ sent: Sent, _ tracking: Tracking, _ commands: Commands, _ events: Events,
        _ catalogue: Catalogue
    ) -> [Endpoint] {
        [
            Endpoint(.post, "/v1/complaints", answer: filing.submit),
            Endpoint(.post, "/v1/complaints/batch", answer: filing.submitBatch),
            Endpoint(.get, "/v1/submissions/{external_id}", answer: sent.show),
            Endpoint(.get, "/v1/complaints/{code}", answer: tracking.show),
            Endpoint(.post, "/v1/complaints/{code}/open", answer: tracking.open),
            Endpoint(.post, "/v1/complaints/{code}/commands", answer: commands.give),
            Endpoint(.get, "/v1/complaints/{code}/commands/{id}", answer: commands.show),
            Endpoint(.get, "/v1/events", answer: events.show),
            Endpoint(.get, "/openapi.yaml", answer: catalogue.contract),
        ]
            + ReferenceList.allCases.map { name in
                Endpoint(.get, "/v1/\(name)") { try catalogue.show(name, $0, $1) }
            }
    }
}
