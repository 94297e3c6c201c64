import Complaints
import Logging
import Shared
import Store

/// Looks into the mailbox again and again: at once while there is more than one look takes, else after a pause; after a failure later
/// and later.
struct MailboxRunner: Sendable {
    private let settings: MailSettings
    private let sender: any WaitingSender
    private let counts: MailCounts
    private let world: LaneWorld
    /// Where it is noted which notices came back.
    private let database: String

    init(
        _ settings: MailSettings, _ sender: any WaitingSender, _ counts: MailCounts, database: String, world: LaneWorld
    ) {
        (self.settings, self.sender, self.counts, self.database, self.world) = (
            settings, sender, counts, database, world
        )
    }

    /// Runs on the calling thread until `status` asks it to end.
    func run(_ status: LaneStatus) {
        var desk = MailDesk(settings, sender, counts, now: { .now }, note: note)
        var refusals = RefusalLog()
        world.keepGoing(status) { worked in
            // A connection for each look: a mailbox that was away, or moved, is found again.
            let mailbox = IMAPMailbox(settings)
            // Its commands have time limits of their own, and a large mail takes longer than a turn may.
            status.setPreparing(true)
            defer { status.setPreparing(false) }
            let done = try desk.work(through: mailbox) { !status.isStopping }
            status.setPreparing(false)
            status.setReady(true)
            refusals.worksAgain("mailbox read again", world)
            worked()
            status.count { counts in
                counts.items += done
                counts.batches += done > 0 ? 1 : 0
            }
            if done < MailDesk.mostMails { world.wait(settings.seconds * 1000, status) }
        } report: { error in
            if !refusals.take(error, world), refusals.isNews(error, world) {
                world.log(.warning, "mailbox not read to its end, trying again", LogFacts.of(error))
            }
            return 0
        }
    }

    /// Mails that come back are few: each has a session of its own.
    private func note(_ bounce: Bounce) throws {
        guard bounce.isFinal, let notice = bounce.notice else { return }
        var session = try Database(at: database, name: WorkerTable.mail, seconds: 10)
        let isKnown = try UnreachableAddresses.note(
            notice, status: bounce.status, isDead: bounce.isAddressDead, at: try StoreClock.now(&session), &session)
        let facts: [String: LogFact] = ["id": .text("\(notice)"), "status": .text(bounce.status)]
        world.log(.notice, isKnown ? "a notice came back" : "a notice came back that is not known", facts)
    }
}
