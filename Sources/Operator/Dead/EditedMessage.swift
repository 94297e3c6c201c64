import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import Store

/// A corrected copy in the place of a parked message.
package struct EditedMessage: CommandResult {
    var id: String
    var stage: String
    /// Whether nothing was published: the copy was only checked.
    var dryRun: Bool
    var run: RunName?

    /// The copy must be one that its stage accepts: it is checked by the same decoder. Then the original is kept, the copy is
    /// published and confirmed, and the original is removed.
    ///
    /// - Parameters:
    ///   - file: the copy; nil: the editor of the user makes it.
    ///   - dryRun: only checks.
    /// - Throws: `Failure` `badData` with what is wrong with the copy.
    package init(
        _ id: String, _ filter: ParkedFilter, with file: String?, actor: String, reason: String?, dryRun: Bool
    ) throws {
        let (original, letter) = try ParkedMessage.find(id, filter)
        (self.id, stage, self.dryRun) = (letter.id, letter.stage, dryRun)
        var database = try Connections.database()
        let check = CopyCheck(letter, now: try StoreClock.now(&database))
        let copy: [UInt8]
        if let file {
            copy = try InputFile.read(file)
            try check.accept(copy, insteadOf: original.body)
        } else {
            copy = try Self.edited(original.body, check)
        }
        guard !dryRun else { return }
        let contentType = MessageHead(of: copy).contentType
        var replay = try ParkedReplay(actor: actor, reason: reason)
        run = replay.run
        var pass = ParkedPass(try ParkedSelection(ids: [letter.id], filter), name: ParkedWords.replaying)
        // A further copy of the original is replaced as well: the same correction twice is one.
        try pass.each(replay.run) { delivery, letter, _ in
            try replay.replace(delivery, letter, by: copy, contentType: contentType)
        }
    }

    /// Asks again until the copy is one that is accepted, or the person gives up.
    private static func edited(_ original: [UInt8], _ check: CopyCheck) throws -> [UInt8] {
        var text = CopyCheck.readable(original)
        while true {
            text = try TextEditor.edit(text)
            do throws(Failure) {
                try check.accept(text, insteadOf: original)
                return text
            } catch {
                Terminal.complain(error.phrase)
                guard Consent.isGiven(ParkedWords.editAgain) else { throw error }
            }
        }
    }

    package var text: String {
        run.map { ParkedWords.edited(id, $0.description).text } ?? ParkedWords.wouldBeAccepted.text
    }
}

/// Whether a corrected copy is one that the stage accepts which gave up the original.
struct CopyCheck {
    private let letter: DeadLetter
    private let now: Instant

    init(_ letter: DeadLetter, now: Instant) { (self.letter, self.now) = (letter, now) }

    /// - Throws: `Failure` `badData`.
    func accept(_ copy: [UInt8], insteadOf original: [UInt8]) throws(Failure) {
        guard Self.trimmed(Self.readable(copy)) != Self.trimmed(Self.readable(original)) else {
            throw Failure(.badData, ParkedWords.unchanged)
        }
        for rejection in try rejections(copy) {
            throw Failure(.badData, CommonWords.coded(Phrase(said: rejection.reason), rejection.code))
        }
    }

    /// What the stage would say of it.
    private func rejections(_ copy: [UInt8]) throws(Failure) -> [Rejection] {
        switch letter.stage {
        case "intake":
            let entries = SubmissionDecoder().decode(
                copy, contentType: MessageHead(of: copy).contentType, contentEncoding: nil,
                check: SubmissionCheck(now: now, routedChannel: routedChannel))
            return entries.compactMap(\.rejection)
        case "casework":
            let key = ParkedReplay.isTheirs(letter) ? letter.routingKey : letter.stage
            return CaseCommandDecoder().decode(copy, routingKey: key).compactMap(\.rejection)
        default: throw Failure(.badData, ParkedWords.ownEvents(letter.stage))
        }
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

extension Entry {
    fileprivate var rejection: Rejection? {
        guard case .failure(let rejection) = content else { return nil }
        return rejection
    }
}
