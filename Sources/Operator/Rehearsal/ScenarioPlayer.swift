import Complaints
import Contract
import Rabbit
import Routing
import Shared

/// Plays a scenario line by line: sets the store's time, lets clocks speak at their moments, publishes, and goes on when
/// the pipeline has come to rest.
struct ScenarioPlayer: ~Copyable {
    struct Tally {
        var lines = 0
        var commands = 0
        /// Moments at which clocks spoke.
        var deadlines = 0
        /// Tracking codes by the scenario's names.
        var codes: [String: String] = [:]
        /// Commands that came to something else than the scenario expects.
        var unexpected: [Phrase] = []
    }

    var store: RehearsalStore
    private(set) var tally = Tally()
    private var connection: RabbitConnection
    /// Vouches for everybody in the scenario.
    private let signer: CommandSigner

    init(store: consuming RehearsalStore, signer: CommandSigner) throws {
        connection = try Connections.publisher()
        self.signer = signer
        self.store = store
    }

    /// Plays all lines, lets time pass until `end`, and waits until everything has been done.
    mutating func play(_ scenario: Scenario, until end: Instant?) throws {
        try store.letClocks(speak: false)
        do {
            try playLines(of: scenario)
            try advance(to: try end ?? store.time(), line: nil)
            try store.waitForRest(&connection)
        } catch {
            try? store.letClocks(speak: true)
            throw error
        }
        try store.letClocks(speak: true)
    }

    private mutating func playLines(of scenario: Scenario) throws {
        for line in scenario.lines {
            try advance(to: line.at, line: line.number)
            try play(line)
            tally.lines += 1
        }
    }

    /// Deadlines fire in order, each at its own moment: one that had passed before its case was taken up again, at once. What
    /// a line does at the very moment of a deadline comes after it.
    private mutating func advance(to time: Instant, line: Int?) throws {
        var now = try store.time()
        guard now <= time else {
            let place = line.map { RehearsalWords.scenarioLine($0) } ?? RehearsalWords.until
            throw Failure(.badData, RehearsalWords.tooEarly(place, IndonesianZone.wib.time(now)))
        }
        while let moment = try store.nextDeadline(upTo: time) {
            now = max(now, moment)
            try store.setTime(now)
            try store.hearClocks(at: now)
            tally.deadlines += 1
        }
        try store.setTime(time)
    }

    private mutating func play(_ line: Scenario.Line) throws {
        switch line.act {
        case .pass: break
        case .submit(let name, let channel, let externalID, let body):
            try publish(
                Publication(
                    exchange: Topology.intakeExchange, routingKey: "intake.\(channel)",
                    properties: MessageProperties(contentType: "application/json"), body: body))
            tally.codes[name] = try store.waitForSubmission(channel: channel, externalID: externalID)
        case .command(let act):
            let command = try act.command(line: line.number, codes: tally.codes)
            try publish(try signer.publication(of: command, at: line.at, id: "play-\(line.number)"))
            let outcome = try store.waitForOutcome(of: command, by: signer.sender)
            tally.commands += 1
            note(outcome, of: act, line: line.number)
        }
    }

    private mutating func note(_ outcome: CommandOutcome, of act: Scenario.CommandLineAct, line: Int) {
        guard outcome.refusal?.code != act.expected else { return }
        let came =
            outcome.refusal.map { RehearsalWords.refused(Phrase(said: $0.reason), $0.code.rawValue) }
            ?? RehearsalWords.carriedOut
        let outcome = RehearsalWords.outcome(line, act.name.rawValue, act.caseName, came)
        tally.unexpected.append(act.expected.map { RehearsalWords.expected(outcome, $0.rawValue) } ?? outcome)
    }

    private mutating func publish(_ publication: Publication) throws {
        try connection.publish(publication)
        try ConfirmPatience.wait(&connection, seconds: 30)
    }
}
