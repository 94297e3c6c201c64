import Foundation
import Rabbit
import TestKit
import Testing

extension Disasters {
    /// What can happen to a broker while workers run.
    @Suite("Faults of the broker")
    final class BrokerFaultTests: SiteTest {
        @Test("events that no queue is bound for are kept by their worker, not given back until they count as deadly")
        func unroutable() throws {
            try site.broker.setPolicy("lapor.intake", of: "intake", #"{"delivery-limit":2}"#)
            for (queue, key) in [("routing", "complaint.registered"), ("notify", "complaint.#")] {
                try site.broker.deleteBinding(of: queue, to: "lapor.events", key: key)
            }
            // Without the management API a worker does not see bindings.
            let intake = try site.spawn("IntakeWorker", [], ["LAPOR_MANAGEMENT_URL": nil])
            let messages = Submissions(series: "U").mixture(100)
            let submitter = try Submitter(site)
            try submitter.submit(messages)
            #expect(poll(seconds: 20) { intake.output.contains("publish failed") })
            #expect(intake.output.contains("no queue is bound for lapor.events complaint.registered"))
            Thread.sleep(forTimeInterval: 15)
            let told = intake.output.components(separatedBy: "publish failed, trying again until somebody mends it")
            #expect((2...9).contains(told.count), "an error of each lane, not each second: \(intake.output)")
            #expect(intake.output.contains("run 'lapor topology apply'"))
            // Bindings come back one by one, while the worker publishes: what routing misses in between ClockWorker announces again.
            try site.spawn("ClockWorker")
            try site.run("topology", "apply")
            try site.spawn("RoutingWorker")
            try site.spawn("NotifyWorker")
            try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 180)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
        }

        @Test(
            "a right that is taken away while a worker runs is an error with its cure, and the work goes on when it is back"
        )
        func rightTaken() throws {
            let intake = try site.spawn("IntakeWorker", [], ["LAPOR_MANAGEMENT_URL": nil])
            try site.spawn("RoutingWorker")
            try site.spawn("NotifyWorker")
            try site.awaitProcesses()
            // Channels publish by another account; here it is the same, so they come first.
            kill(intake.processID, SIGSTOP)
            let messages = Submissions(series: "R").mixture(20)
            let submitter = try Submitter(site)
            try submitter.submit(messages)
            try site.broker.setPermissions(write: "^$")
            kill(intake.processID, SIGCONT)
            let said = poll(seconds: 30) { intake.output.contains("has no right to exchange ") }
            #expect(said, "\(intake.output)")
            #expect(intake.output.contains("trying again until somebody mends it"))
            #expect(intake.output.contains("rabbitmqctl set_permissions"))
            try site.broker.setPermissions()
            #expect(poll(seconds: 30) { intake.output.contains("publishing works again") }, "\(intake.output)")
            try records.settle(complaints: Set(messages.compactMap(\.key)).count)
            try site.finishWorkers()
            try records.balance(messages, accepted: submitter.accepted())
        }

        @Test("a queue of events is deleted with what it holds: its worker names it, and the journal gives it back")
        func queueDeleted() throws {
            try site.spawnWorkers()
            let clock = try site.spawn("ClockWorker")
            let submitter = try Submitter(site)
            let messages = Submissions(series: "T").mixture(300)
            // All have started, and what is routed waits for a NotifyWorker that stands still.
            try submitter.submit(Array(messages[..<1]))
            try records.settle(complaints: 1)
            let notify = try #require(site.programs.first { $0.name == "NotifyWorker" })
            kill(notify.processID, SIGSTOP)
            defer { kill(notify.processID, SIGCONT) }
            try submitter.submit(Array(messages[1..<100]))
            let good = Set(messages[..<100].compactMap(\.key)).count
            let unsettled = "SELECT (SELECT count(*) FROM complaint WHERE version < 2) + (SELECT count(*) FROM outbox)"
            let routed = try poll(seconds: 30) { try records.complaints() == good && records.count(unsettled) == 0 }
            try #require(routed, "\(site.logs.suffix(2000))")
            for queue in ["routing", "notify"] { try site.broker.deleteQueue(queue) }
            kill(notify.processID, SIGCONT)
            for name in ["RoutingWorker", "NotifyWorker"] {
                let worker = try #require(site.programs.first { $0.name == name })
                let queue = name == "RoutingWorker" ? "routing" : "notify"
                #expect(
                    poll(seconds: 30) { worker.output.contains("queue \(queue) is missing") }, "\(worker.output)")
            }
            try submitter.submit(Array(messages[100...]))
            try site.run("topology", "apply")
            try site.run("announce", "--since", "1h")
            #expect(poll(seconds: 30) { clock.output.contains("announced what had been stored and forgotten") })
            try records.settle(complaints: Set(messages.compactMap(\.key)).count, seconds: 90)
            try site.finishWorkers()
            let again = submitter.repetitions(of: messages.filter { $0.key == nil })
            try records.balance(messages, accepted: submitter.accepted(), parkedAgain: 3, publishedAgain: again)
        }
    }
}
