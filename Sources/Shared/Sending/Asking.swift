import Foundation
package import Rabbit

/// Who publishes a message and waits for what its reader answers.
package protocol Asking: Sendable {
    /// The answer; nil: none came in time, and the message is in its queue.
    func ask(_ message: Publication) async -> Result<[UInt8]?, Publisher.Refusal>
}

extension Publisher: Asking {
    /// Milliseconds for which an answer is waited for: longer than for the confirm, without which nobody says that it was taken.
    private static let hearing = 5_500

    package func ask(_ message: Publication) async -> Result<[UInt8]?, Refusal> {
        guard let replies else { return .failure(.away) }
        let id = UUID().uuidString.lowercased()
        var message = message
        (message.properties.replyTo, message.properties.correlationID) = (RabbitConnection.directReplies, id)
        let deadline = world.milliseconds() + Self.hearing
        return await withCheckedContinuation { continuation in
            let answer = Answer { continuation.resume(returning: $0) }
            replies.expect(id, until: deadline) { answer.hear($0) }
            offer(message) { outcome in
                if case .failure(let refusal) = outcome {
                    answer.refuse(refusal)
                    replies.forget(id)
                }
            }
        }
    }
}

/// What becomes of one question, told once.
private final class Answer: Sendable {
    private let once = Once()
    private let tell: @Sendable (Result<[UInt8]?, Publisher.Refusal>) -> Void

    init(_ tell: @escaping @Sendable (Result<[UInt8]?, Publisher.Refusal>) -> Void) { self.tell = tell }

    func hear(_ reply: [UInt8]?) { if once.isFirst() { tell(.success(reply)) } }
    func refuse(_ refusal: Publisher.Refusal) { if once.isFirst() { tell(.failure(refusal)) } }
}
