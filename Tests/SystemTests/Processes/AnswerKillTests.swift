import Foundation
import TestKit
import Testing

extension SystemTests {
    @Suite("Kill points of answers")
    final class AnswerKillTests: SiteTest {
        @Test("an answer that was kept and not passed on is passed on when it comes again, and is in the account")
        func interrupted() throws {
            let code = try site.asked()
            site.stop("IntakeWorker")
            let doomed = try site.spawn("IntakeWorker", [], ["LAPOR_KILL_POINT": "committed"])
            try site.sms("sms-2", AskedCase.answer, from: "0812-7777-1001")
            #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL)
            #expect(try records.events(of: code).last == "asked")
            try site.start("IntakeWorker")
            try records.awaitEvents(5, of: code)
            #expect(try records.count("SELECT count(*) FROM correspondence WHERE role = 'reporter'") == 1)
            #expect(try records.count("SELECT count(*) FROM correspondence WHERE version IS NULL") == 0)
            let sound = try poll(seconds: 30) { try site.lapor("reconcile").code == 0 }
            let account = try site.lapor("reconcile").output
            #expect(sound, "\(account)")
            #expect(try records.depth("casework.dead") == 0)
        }
    }
}
