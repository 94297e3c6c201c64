import Complaints
import Contract
import Rabbit
import Shared
import Store

/// A corrected copy in the place of a parked message.
package struct EditedMessage: CommandResult {
    var id: String
    var stage: String
    /// Whether nothing was published: the copy was only checked.
    var dryRun: Bool
    /// Whether all that the copy says was accepted before, so that it changes nothing.
    var known: Bool
    var run: RunName?

    /// The copy must be one that its stage accepts: it is checked by the same decoder, and its numbers against the store. Then
    /// the original is kept, the copy is published and confirmed, and the original is removed.
    ///
    /// - Parameters:
    ///   - file: the copy; nil: the editor of the user makes it.
    ///   - account: whose message is published although it may not send for its channel.
    ///   - dryRun: only checks.
    /// - Throws: `Failure` `badData` with what is wrong with the copy.
    package init(
        _ id: String, _ filter: ParkedFilter, with file: String?, actor: String, reason: String?,
        vouchingFor account: String?, dryRun: Bool
    ) throws {
        let (original, letter) = try ParkedMessage.find(id, filter)
        _ = try ParkedSelection([letter]).vouched(for: account).permitted()
        (self.id, stage, self.dryRun) = (letter.id, letter.stage, dryRun)
        var database = try Connections.database()
        let written = original.opened.body
        let check = CopyCheck(
            letter, isEnvelope: original.isEnvelope, now: try StoreClock.now(&database), before: .looked)
        let copy: [UInt8]
        if let file {
            copy = try InputFile.read(file)
            known = try !check.accept(copy, insteadOf: written)
        } else {
            // An editor shows all of it.
            guard let reason else { throw Failure(.configuration, ReadingWords.needsReason) }
            try ReadingTable.note(
                .parked, of: [], parked: letter.id, by: Reader(actor: actor, reason: reason),
                at: try StoreClock.now(&database), &database)
            (copy, known) = try Self.edited(written, check)
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
    private static func edited(_ original: [UInt8], _ check: CopyCheck) throws -> (copy: [UInt8], known: Bool) {
        var text = CopyCheck.readable(original)
        while true {
            text = try TextEditor.edit(text)
            do {
                return (text, try !check.accept(text, insteadOf: original))
            } catch let failure as Failure {
                Terminal.complain(failure.phrase)
                guard Consent.isGiven(ParkedWords.editAgain) else { throw failure }
            }
        }
    }

    package var text: String {
        let done = run.map { ParkedWords.edited(id, $0.description) }
        return (done ?? (known ? ParkedWords.wouldChangeNothing : ParkedWords.wouldBeAccepted)).text
    }
}
