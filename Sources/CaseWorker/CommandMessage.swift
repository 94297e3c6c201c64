import Complaints
import Contract
import Rabbit
import Shared
import Tokens

/// A message with commands, as far as they share it. An object, because it is passed on with each of them.
final class CommandMessage: Sendable {
    /// As it was published: this is what the token speaks of.
    let body: [UInt8]
    let contentType: String?
    /// The header with the token; nil: there is none.
    let proof: FieldValue?
    /// A token of these very bytes, whoever signed it.
    let token: Result<CommandToken, CommandRefusal>
    /// Where its sender waits for the outcomes; nil: nobody does.
    let sender: ReplyAddress?
    /// How often it has waited for its case.
    let waits: Int
    /// How often it was parked and put back; nil: never. Who puts it back signs it, and need not be who sent it first.
    let replays: FieldValue?

    init(_ delivery: Delivery) {
        let properties = delivery.properties
        body = delivery.body
        contentType = properties.contentType
        proof = properties.headers[CommandToken.header]
        token = Self.token(proof, of: body)
        sender = delivery.replyAddress
        waits = EarlyCommand.waits(of: properties)
        replays = properties.headers[Parking.replaysHeader]
    }

    private static func token(_ proof: FieldValue?, of body: [UInt8]) -> Result<CommandToken, CommandRefusal> {
        guard let proof else { return .failure(.missingToken) }
        do throws(CommandRefusal) {
            let token = try CommandToken(proof.text ?? "")
            guard token.claims.digest == CommandToken.digest(of: body) else { return .failure(.otherCommand) }
            return .success(token)
        } catch {
            return .failure(error)
        }
    }
}

/// A command with the message that brought it.
struct CaseItem: Sendable {
    var command: UnprovenCommand
    /// Which of its message's commands it is, from 0; nil: it came alone.
    var index: Int?
    var message: CommandMessage
}
