import Complaints
import Contract
import Foundation
import Store

/// Whether a corrected copy is one that the stage accepts which gave up the original.
struct CopyCheck {
    private let letter: DeadLetter
    /// Whether the original was sealed: then intake takes one report, and no batch of them.
    private let isEnvelope: Bool
    private let now: Instant
    private let before: StoredBefore

    init(_ letter: DeadLetter, isEnvelope: Bool = false, now: Instant, before: StoredBefore) {
        (self.letter, self.isEnvelope, self.now, self.before) = (letter, isEnvelope, now, before)
    }

    /// - Returns: whether anything in it is new; false: all of it was accepted before, word for word.
    /// - Throws: `Failure` `badData` with what the stage would say of it, and what the store throws.
    func accept(_ copy: [UInt8], insteadOf original: [UInt8]) throws -> Bool {
        guard Self.trimmed(Self.readable(copy)) != Self.trimmed(Self.readable(original)) else {
            throw Failure(.badData, ParkedWords.unchanged)
        }
        switch letter.stage {
        case "intake": return try acceptSubmissions(copy)
        case "casework": return try acceptCommands(copy)
        default: throw Failure(.badData, ParkedWords.ownEvents(letter.stage))
        }
    }

    private func acceptSubmissions(_ copy: [UInt8]) throws -> Bool {
        let entries = SubmissionDecoder().decode(
            copy, contentType: MessageHead(of: copy).contentType, contentEncoding: nil,
            check: SubmissionCheck(now: now, routedChannel: routedChannel))
        guard !isEnvelope || entries.allSatisfy({ $0.index == nil }) else { throw Self.failure(.envelopeOfMany) }
        let submissions = try entries.map(Self.content)
        var said: [SubmissionKey: UInt64] = [:]
        for submission in submissions where submission.part == nil {
            let earlier = said.updateValue(submission.contentHash, forKey: submission.key)
            guard earlier.map({ $0 == submission.contentHash }) ?? true else { throw Self.failure(.externalIDReused) }
        }
        let found = try before.submissions(submissions)
        guard !found.contains(.other) else { throw Self.failure(.externalIDReused) }
        return found.contains(.nothing)
    }

    private func acceptCommands(_ copy: [UInt8]) throws -> Bool {
        let key = ParkedReplay.isTheirs(letter) ? letter.routingKey : letter.stage
        let commands = try CaseCommandDecoder().decode(copy, routingKey: key).map(Self.content)
        let found = try before.commands(commands)
        guard !found.contains(.other) else {
            let refusal = CommandOutcome.idReused
            throw Failure(.badData, CommonWords.coded(Phrase(said: refusal.reason), refusal.code.rawValue))
        }
        return found.contains(.nothing)
    }

    private static func content<Item>(_ entry: Entry<Item>) throws(Failure) -> Item {
        switch entry.content {
        case .success(let item): return item
        case .failure(let rejection): throw failure(rejection)
        }
    }

    private static func failure(_ rejection: Rejection) -> Failure {
        Failure(.badData, CommonWords.coded(Phrase(said: rejection.reason), rejection.code))
    }

    private var routedChannel: String? {
        guard ParkedReplay.isTheirs(letter), letter.routingKey.hasPrefix("intake.") else { return nil }
        return String(letter.routingKey.dropFirst("intake.".count))
    }

    /// The message as somebody can edit it: JSON indented, anything else as it is.
    static func readable(_ bytes: [UInt8]) -> [UInt8] {
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
            let data = try? JSONSerialization.data(
                withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        else { return bytes }
        return Array(data) + [0x0A]
    }

    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let end = bytes.lastIndex { $0 > 0x20 } ?? -1
        return bytes[...end].drop { $0 <= 0x20 }
    }
}
