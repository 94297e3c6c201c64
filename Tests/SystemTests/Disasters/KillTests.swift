import TestKit
import Testing

extension Disasters {
    @Suite("Kills")
    final class KillTests: SiteTest {
        @Test("kill -9 of every worker, of the broker and of the database, in the middle of 5,000 submissions")
        func killEverything() throws {
            let stack = try #require(TestStack.own)
            // One submission in a hundred is bad, so of what a worker has in hand that came in a row one is.
            site.settings["LAPOR_PREFETCH"] = "100"
            let crew = try Crew(site)
            let messages = Submissions(series: "K").mixture(5000)
            let submitter = try Submitter(site)
            let disaster = Disaster()
            try submitter.submit(messages, pause: 30, seconds: 120) { sent in
                switch sent {
                case 500, 3200, 4700: try crew.replace("NotifyWorker")
                case 900, 3000, 4600: try crew.replace("IntakeWorker")
                case 1300, 3400, 4800: try crew.replace("RoutingWorker")
                case 2000: disaster.strike { try stack.script("restart", "broker", "--hard") }
                case 4000: disaster.strike { try stack.script("restart", "postgres", "--hard") }
                default: break
                }
            }
            try disaster.isOver()
            let accepted = try submitter.accepted()
            let good = Set(messages.filter { accepted.contains($0.messageID) }.compactMap(\.key))
            try records.settle(complaints: good.count, seconds: 120)
            try site.finishWorkers()
            // What was parked but not yet acknowledged when its worker or the broker ended is delivered again, and
            // parked again: of what was in hand, which are two stretches of the queue, what had come back and what was
            // new, one bad submission each. What the channel had to publish again may be parked once for each time.
            let interruptions = crew.kills(of: "IntakeWorker") + 1
            let again = submitter.repetitions(of: messages.filter { $0.key == nil })
            try records.balance(
                messages, accepted: accepted, parkedAgain: 2 * interruptions, publishedAgain: again)
        }
    }
}
