import TestKit
import Testing

extension Disasters {
    @Suite("Alarms of the broker")
    final class AlarmTests: SiteTest {
        @Test(
            "while an alarm holds publishers back, what is queued is stored and routed; afterwards nothing is missing")
        func memoryAlarm() throws {
            let stack = try #require(TestStack.own)
            site.settings["LAPOR_SPILL_SECONDS"] = "2"
            let messages = Submissions(series: "A").mixture(600)
            let submitter = try Submitter(site)
            try submitter.submit(messages)
            try stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1MB")
            defer { _ = try? stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1GB") }
            try site.spawnWorkers()
            try site.spawn("ClockWorker")
            let good = Set(messages.compactMap(\.key)).count
            let stored = try poll(seconds: 60) { try records.complaints() == good }
            let count = try records.complaints()
            #expect(stored, "\(count) of \(good) are stored while the alarm lasts\n\(site.logs)")
            #expect(try records.depth("intake.dead") == 0)
            try stack.control("-q", "set_vm_memory_high_watermark", "absolute", "1GB")
            try records.settle(complaints: good, seconds: 60)
            let bad = messages.filter { $0.key == nil }.count
            // Those are in the worker's hands until now: no queue tells that they are still to come.
            #expect(try poll(seconds: 60) { try records.depth("intake.dead") >= bad })
            try site.finishWorkers()
            // What was on the wire when the alarm began may be parked before it and after it.
            try records.balance(messages, accepted: submitter.accepted(), parkedAgain: bad)
        }
    }
}
