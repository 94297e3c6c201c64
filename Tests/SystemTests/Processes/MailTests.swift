import Foundation
import Shared
import TestKit
import Testing

extension SystemTests {
    /// Mails of a real mailbox: each becomes one report, whatever ends in between.
    @Suite("Mail", .enabled(if: MailboxServer.isInstalled, "dovecot is not there: scripts/install.sh --test"))
    final class MailTests: SiteTest {
        /// A mail, and the words by which its report is known.
        private static func mail(_ number: Int, id: String? = nil, headers: String = "") -> String {
            """
            From: "Warga \(number)" <warga\(number)@contoh.example>\r
            To: lapor@lapor.example\r
            Subject: =?utf-8?q?Jalan_rusak_\(number)?=\r
            Message-ID: <\(id ?? "m\(number)")@contoh.example>\r
            \(headers)Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
            Jalan di Desa Uji nomor \(number) di Kabupaten Garut rusak parah dan banyak lubang.\r

            """
        }

        private func spawn(_ server: MailboxServer, _ changes: [String: String?] = [:]) throws -> Program {
            let own: [String: String?] = ["LAPOR_MANAGEMENT_URL": nil, "LAPOR_MAIL_FROM": "lapor@lapor.example"]
            let settings = server.settings.mapValues(Optional.some).merging(own) { $1 }.merging(changes) { $1 }
            return try site.spawn("MailWorker", [], settings)
        }

        private func stored() throws -> [String] {
            try records.texts("SELECT external_id FROM submission WHERE channel = 'email' ORDER BY 1")
        }

        @Test(
            "MailWorker dies between the confirm and the move, again and again: each mail is one report, and none is left"
        )
        func killedInBetween() throws {
            let server = try MailboxServer(in: site.folder)
            try site.start("IntakeWorker")
            let count = Depth.of(12, proof: 100)
            for number in 1...count { try server.put(Self.mail(number)) }
            // The same words under the same number are the same mail; other words under it are another.
            try server.put(Self.mail(1))
            try server.put(Self.mail(count + 1, id: "m1"))
            for turn in [1, 2, 3, 1] {
                let doomed = try spawn(server, ["LAPOR_KILL_POINT": "mailed:\(turn)"])
                #expect(doomed.waitForEnd(seconds: 30) == -SIGKILL, "\(doomed.output.suffix(300))")
            }
            // Two on one mailbox, as while one takes over from another.
            let others = try (0..<2).map { _ in try spawn(server) }
            let done = poll(seconds: 60) { server.count() == 0 }
            try #require(done, "\(server.count()) mails are left: \(others.map(\.output).joined().suffix(2000))")
            // Two that move a mail at the same moment may both copy it before it is gone.
            let moved = server.count("Selesai")
            #expect(moved >= count + 2 && server.count("Gagal") == 0, "\(moved) of \(count + 2)")
            #expect(try poll(seconds: 30) { try records.complaints() == count + 1 && records.depth("intake") == 0 })
            #expect(try stored().count == count + 1 && records.depth("intake.dead") == 0)
            others.forEach { $0.stop() }
        }

        /// What became of the notices of the only case that its reporter gets by mail.
        private func notices() throws -> [String] {
            try records.texts(
                """
                SELECT event || ' ' || state || coalesce(' ' || reason, '') FROM notification
                WHERE recipient = 'reporter' AND channel = 'email' ORDER BY version
                """)
        }

        @Test("a notice that comes back was not told, and nothing more is sent to an address that nobody has")
        func cameBack() throws {
            let server = try MailboxServer(in: site.folder)
            try site.start("IntakeWorker")
            try site.start("NotifyWorker")
            let worker = try spawn(server)
            try server.put(Self.mail(1))
            try #require(poll(seconds: 60) { try notices() == ["registered filed"] }, "\(worker.output.suffix(1000))")
            let id = try #require(try records.texts("SELECT id::text FROM notice WHERE recipient = 'reporter'").first)
            try server.put(
                """
                From: MAILER-DAEMON@mx.example\r
                Return-Path: <>\r
                \r
                <warga1@contoh.example>: 550 5.1.1 User unknown\r
                Message-ID: <\(id)@lapor.example>\r

                """)
            let isNoted = try poll(seconds: 30) { try notices() == ["registered failed came back: 5.1.1"] }
            #expect(isNoted, "\(String(describing: try? notices())) \(worker.output.suffix(1000))")
            #expect(try records.count("SELECT count(*) FROM unreachable_address WHERE status = '5.1.1'") == 1)
            try site.start("RoutingWorker")
            let isSpared = try poll(seconds: 60) {
                try notices().dropFirst().map { $0.drop { $0 != " " } } == [" failed nobody has the address: 5.1.1"]
            }
            #expect(isSpared, "\(String(describing: try? notices()))")
            #expect(poll(seconds: 30) { server.count("Otomatis") == 1 })
            worker.stop()
        }

        @Test(
            "what programs send is filed, what nobody can read is parked with a reason, and a mailbox that was away is read again"
        )
        func sorted() throws {
            let server = try MailboxServer(in: site.folder)
            try site.start("IntakeWorker")
            let worker = try spawn(server)
            try server.put(Self.mail(1, headers: "Auto-Submitted: auto-replied\r\n"))
            try server.put(Self.mail(2, headers: "Precedence: bulk\r\n"))
            try server.put("From: a@contoh.example\r\nSubject: \r\n\r\n\r\n")
            #expect(poll(seconds: 30) { server.count() == 0 }, "\(worker.output.suffix(1000))")
            server.stop()
            #expect(poll(seconds: 30) { worker.output.contains("mailbox not read") })
            try server.start()
            try server.put(Self.mail(3))
            #expect(poll(seconds: 60) { server.count() == 0 }, "\(worker.output.suffix(1000))")
            #expect(server.count("Otomatis") == 2 && server.count("Gagal") == 1 && server.count("Selesai") == 1)
            #expect(try poll(seconds: 30) { try records.complaints() == 1 && records.depth("intake.dead") == 1 })
            #expect(!worker.output.contains("contoh.example") && !worker.output.contains(MailboxServer.password))
            worker.stop()
        }
    }
}
