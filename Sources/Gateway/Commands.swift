import Complaints
import Contract
import Faces
import Foundation
import Hummingbird
import Rabbit
import Shared
import Store
import Tokens

/// Hands on what reporters decide on their own cases, and tells them what became of it.
struct Commands: Sendable {
    let authority: Authority
    /// Nil: it takes none.
    let issuer: ReporterIssuer?
    let sender: any Asking & Sending
    /// What became of a command by its key; nil: nothing yet.
    let find: @Sendable (String) async throws(ReadPool.Refusal) -> CommandOutcome?
    private let deadline = BodyDeadline()
    /// Bytes of a command: its text with room for escapes.
    private static let bodyBytes = 128 << 10
    /// What reporters do; those of officials are no matter of the public's.
    static let names = Set(CaseMove.table.filter { $0.roles.contains(.reporter) }.map(\.command))

    init(
        authority: Authority, issuer: ReporterIssuer?, sender: any Asking & Sending,
        find: @escaping @Sendable (String) async throws(ReadPool.Refusal) -> CommandOutcome?
    ) {
        (self.authority, self.issuer, self.sender, self.find) = (authority, issuer, sender, find)
    }

    /// `POST /v1/complaints/{code}/commands`: the secret stands in the body, where no log has it.
    func give(_ request: Request, _ context: FaceContext) async throws -> Response {
        try authority.limit(request, context)
        guard let issuer else { throw Problem.notTaken }
        let code = try Tracking.code(context)
        _ = try MediaType.of(request, among: ["application/json"])
        let named = try IdempotencyKey.of(request)
        let body = try await deadline.body(of: request, context, upTo: Self.bodyBytes)
        let given = try Given(body)
        let id = try Self.id(named ?? given.id)
        let message = try message(
            of: try given.command(on: code, key: Self.key(code, id)), given.proof, issuer,
            from: authority.source(request, context))
        guard given.name != .askCode else { return try await askCode(message, id) }
        switch await sender.ask(message) {
        case .failure(let refusal): throw Problem(command: refusal)
        case .success(let reply?):
            guard let outcome = Outcome(reply) else { throw Problem.fault }
            return try answer(outcome, id, on: code)
        case .success(nil): return Self.pending(id, on: code)
        }
    }

    /// Nobody who asks for a code learns by the answer, or by the time that it takes, whether there is such a case.
    private func askCode(_ message: Publication, _ id: String) async throws(Problem) -> Response {
        if case .failure(let refusal)? = await sender.publish([message]).first { throw Problem(command: refusal) }
        return JSONAnswer.response(
            .accepted, State(id: id, command: CommandName.askCode.rawValue, state: "accepted"))
    }

    /// `GET /v1/complaints/{code}/commands/{id}`: whether it was carried out, and no word of the case.
    func show(_ request: Request, _ context: FaceContext) async throws -> Response {
        try authority.limit(request, context)
        let code = try Tracking.code(context)
        let id = try Self.id(context.parameters.get("id"))
        let found: CommandOutcome?
        do throws(ReadPool.Refusal) {
            found = try await find(Self.key(code, id))
        } catch {
            throw Problem(error)
        }
        guard let found, !found.isKeptBack else { throw Problem.commandUnknown }
        let state = found.refusal == nil ? "applied" : "refused"
        return JSONAnswer.response(
            .ok, State(id: id, command: found.command.rawValue, state: state, refusal: found.refusal?.code.rawValue))
    }

    /// The message of a command, with the token that says for whom it is given.
    private func message(
        of command: CaseCommand, _ secret: String?, _ issuer: ReporterIssuer, from source: String
    ) throws(Problem) -> Publication {
        let now = authority.now()
        let body = command.json(at: now)
        // What CaseWorker would park is told at once.
        if case .failure(let rejection)? = CaseCommandDecoder().decode(body, routingKey: command.routingKey).first?
            .content
        {
            throw Problem(rejection)
        }
        let claims = CommandToken.Claims(
            issuer: issuer.name, actor: command.actor, message: body, at: now, secret: secret, source: source)
        guard let token = issuer.key.token(claims, keyID: issuer.kid) else { throw .fault }
        var properties = MessageProperties(contentType: "application/cloudevents+json", messageID: command.key)
        properties.headers[CommandToken.header] = .text(token)
        return Publication(
            exchange: Topology.caseworkExchange, routingKey: command.routingKey, properties: properties, body: body)
    }

    private func answer(_ outcome: Outcome, _ id: String, on code: TrackingCode) throws(Problem) -> Response {
        if let refusal = outcome.refusal { throw Problem(refused: refusal, outcome.reason) }
        return JSONAnswer.response(
            .ok,
            Applied(
                id: id, command: outcome.command, state: "applied", code: code.grouped, status: outcome.status,
                version: outcome.version))
    }

    private static func pending(_ id: String, on code: TrackingCode) -> Response {
        let place = "/v1/complaints/\(code.grouped)/commands/\(id)"
        return JSONAnswer.response(
            .accepted, State(id: id, state: "pending", statusUrl: place), headers: [.location: place])
    }

    /// A key of its own for each id and case: reporters do not know of each other's.
    private static func key(_ code: TrackingCode, _ id: String) -> String { "gateway:\(code):\(id)" }

    /// - Parameter said: nil: a new one.
    private static func id(_ said: String?) throws(Problem) -> String {
        guard let said else { return UUID().uuidString.lowercased() }
        guard 16...64 ~= said.utf8.count, CaseCommandDecoder.isAccount(said), !said.contains("@") else {
            throw .idMistyped
        }
        return said
    }
}

extension Commands {
    /// What a reporter sends.
    private struct Given: Decodable {
        var id: String?
        private var command: String
        /// As the reporter typed it; nil: they ask for a code, because they have none.
        var secret: String?
        var text: String?
        var reason: String?
        var stars: Int?
        var consent: Bool?
        var level: String?
        var expectedVersion: Int?

        private enum CodingKeys: String, CodingKey {
            case id, command, secret, text, reason, stars, consent, level
            case expectedVersion = "expected_version"
        }

        /// Bytes of a secret with all that people write between its letters. The token that holds it has a limit, and one frame.
        private static let secretBytes = 64

        var name: CommandName? { CommandName(rawValue: command) }
        /// A code is asked for without one: a wrong one would count as a try.
        var proof: String? { name == .askCode ? nil : secret }

        /// - Throws: `Problem` 400, 422.
        init(_ body: [UInt8]) throws(Problem) {
            guard let given = try? JSONDecoder().decode(Given.self, from: Data(body)),
                given.secret != nil || given.name == .askCode
            else { throw .noCommand }
            guard given.secret?.utf8.count ?? 0 <= Self.secretBytes else { throw .secretTooLong }
            self = given
        }

        func command(on code: TrackingCode, key: String) throws(Problem) -> CaseCommand {
            guard let name, Commands.names.contains(name) else { throw .unknownCommand }
            var command = CaseCommand(
                name, key: key, target: .code(code.description),
                actor: CaseActor(.reporter, id: CaseRole.reporter.rawValue))
            (command.text, command.reason, command.stars) = (text, reason, stars)
            (command.consent, command.expectedVersion) = (consent, expectedVersion)
            command.level = level.flatMap(EscalationLevel.init)
            guard (command.level == nil) == (level == nil) else { throw .unknownLevel }
            return command
        }
    }

    /// What CaseWorker answers, as far as a reporter is told.
    private struct Outcome {
        var command: String?
        var refusal: String?
        var reason: String?
        var status: String?
        var version: Int?

        private struct Event: Decodable {
            struct Facts: Decodable {
                var command: String?
                var refusal: String?
                var error: String?
                var reason: String?
                var status: String?
                var version: Int?
            }

            var data: Facts
        }

        /// Nil when it is none.
        init?(_ json: [UInt8]) {
            guard let facts = try? JSONDecoder().decode(Event.self, from: Data(json)).data else { return nil }
            (command, status, version) = (facts.command, facts.status, facts.version)
            (refusal, reason) = (facts.refusal ?? facts.error, facts.reason)
        }
    }

    private struct Applied: Encodable {
        var id: String
        var command: String?
        var state: String
        var code: String
        var status: String?
        /// Of the case, after the command.
        var version: Int?
    }

    private struct State: Encodable {
        var id: String
        var command: String?
        var state: String
        var refusal: String?
        var statusUrl: String?
    }
}

extension Problem {
    fileprivate static let notTaken = Problem(
        .notFound, "commands_not_taken", "This gateway takes no commands: ask who runs lapor.")
    fileprivate static let noCommand = Problem(
        .badRequest, "json_invalid",
        #"The body must be a JSON object such as {"command": "rate", "secret": "BCDFG-HJKLM", "stars": 4}."#)
    fileprivate static let unknownCommand = Problem(
        .unprocessableContent, "command_unknown", "Reporters have no command of this name.", field: "command")
    fileprivate static let secretTooLong = Problem(
        .unprocessableContent, "secret_mistyped", "This is no secret: it has eight or ten consonants.", field: "secret")
    fileprivate static let unknownLevel = Problem(
        .unprocessableContent, "field_value", "There is no level of this name.", field: "level")
    fileprivate static let commandUnknown = Problem(
        .notFound, "command_unknown", "No command has this id, or nothing has become of it yet. Ask again.")
    fileprivate static let idMistyped = Problem(
        .unprocessableContent, "field_format",
        "An id of a command has 16 to 64 letters, digits, '.', '_' and '-', and nobody must guess it: such as a UUID.",
        field: "id")

    /// Why a command was refused, in CaseWorker's own words.
    fileprivate init(refused code: String, _ reason: String?) {
        let status: HTTPResponse.Status =
            switch code {
            case "token_secret": .forbidden
            case "case_unknown": .notFound
            case "incomplete", "too_few_words": .unprocessableContent
            case "too_many_tries": .tooManyRequests
            case _ where code.hasPrefix("token_"): .serviceUnavailable
            default: .conflict
            }
        let detail = reason ?? "The command was refused."
        self.init(status, code, detail, field: code == "token_secret" ? "secret" : nil)
        if status == .serviceUnavailable { retryAfter = 30 }
        if status == .tooManyRequests { retryAfter = Self.secondsOfTries }
    }

    /// Wrong secrets are counted by the hour.
    private static let secondsOfTries = 3600

    /// Why nobody knows of a command.
    fileprivate init(command refusal: Publisher.Refusal) {
        switch refusal {
        case .unconfirmed:
            self.init(
                .serviceUnavailable, "unconfirmed",
                "Nobody knows whether the command was taken. Send the same by the same id: it counts once.",
                retryAfter: 5)
        case .away, .busy, .full:
            self.init(
                .serviceUnavailable, "broker_away", "The command was not taken. Send the same again.", retryAfter: 5)
        }
    }
}
