import Complaints
import Postgres
import Shared
import Store
import TestKit
import Testing

extension Live {
    /// A reporter's contact that an operator mends.
    @Suite("Contacts")
    final class ContactTests: SeedTest {
        private let phone = "+6281200000042"

        private func change(_ number: Int, phone: String?, email: String? = nil) throws {
            try ContactTable.change(
                seed.id(number), to: MendedFields(phone: phone, email: email), by: "admin",
                now: CaseSeed.now.advanced(bySeconds: 60), &connection)
        }

        /// All fields, and those of contacts that wait.
        private func counts() throws -> [Int] {
            let counts = try UnreadFieldTable.counts(&connection)
            return [counts.fields, counts.contacts]
        }

        private func prepare() throws {
            try seed.store(0..<3, with: nil, &connection)
            try seed.store(3..<5, with: CaseSeed.clinic, &connection)
            try connection.run(
                """
                INSERT INTO reporter (complaint_id, email) VALUES ('\(seed.id(4))', 'warga@contoh.example');
                INSERT INTO unread_field VALUES ('\(seed.id(3))', 0, 'reporter.phone', 'field_format', '"-"'),
                    ('\(seed.id(3))', 1, 'incident_date', 'field_value', '"0000-01-01"'),
                    ('\(seed.id(4))', 0, 'reporter.phone', 'field_nul', '"\\u0000"')
                """)
        }

        @Test("a contact that was given is stored, mends its field, and stands in no journal")
        func changed() throws {
            try prepare()
            #expect(try counts() == [3, 2])
            try change(3, phone: phone)
            #expect(try connection.look("SELECT phone FROM reporter WHERE complaint_id = '\(seed.id(3))'") == phone)
            #expect(try counts() == [3, 1])
            let fields = try UnreadFieldTable.fields(of: seed.id(3), &connection)
            #expect(
                fields.map(\.sent) == [#""-""#, #""0000-01-01""#] && fields.map { $0.mendedAt != nil } == [true, false])
            #expect(try UnreadFieldTable.fields(of: seed.id(4), &connection).map(\.sent) == [#""\u0000""#])
            let actions = try ContactTable.actions(on: seed.id(3), &connection)
            #expect(actions.map(\.action) == ["change"] && actions.map(\.fields) == [["reporter.phone"]])
            #expect(try connection.look("SELECT count(*) FROM contact_action k WHERE k::text LIKE '%8120000%'") == "0")
            let error = TestDatabase.error { () throws(PostgresError) in
                try connection.run("DELETE FROM contact_action")
            }
            #expect(error?.sqlState == SQLState("23001"))
        }

        @Test("what else could not be read is given anew: the case has it, its version and what else it says stay")
        func mended() throws {
            try prepare()
            let id = seed.id(3)
            try connection.run(
                """
                UPDATE complaint SET attachments = '[{"url":"https://a.example/1"}]', location_text = 'Lama', title = 'Judul'
                WHERE id = '\(id)';
                INSERT INTO unread_field VALUES ('\(id)', 2, 'location', 'field_type', '7'),
                    ('\(id)', 3, 'location.lat', 'field_type', '"x"'), ('\(id)', 4, 'location.lon', 'field_type', '"y"'),
                    ('\(id)', 5, 'location.region_code', 'field_format', '"x"'),
                    ('\(id)', 6, 'attachments[1].url', 'field_format', '{"url":"a.jpg"}'),
                    ('\(id)', 7, 'attachments[0].name', 'field_nul', '"x"'), ('\(id)', 8, 'attachments[2]', 'field_type', '7'),
                    ('\(id)', 9, 'reporter', 'field_type', '"Budi"'), ('\(id)', 10, 'kind', 'field_value', '"x"')
                """)
            var mended = MendedFields()
            (mended.locationText, mended.regionCode) = ("Jalan Merdeka", "32.73")
            mended.point = (latitude: -6.9, longitude: 107.6)
            mended.incidentDate = CivilDate(iso: "2026-01-31")
            mended.attachments = [Array(#"{"url":"https://a.example/2"}"#.utf8)]
            let now = CaseSeed.now.advanced(bySeconds: 60)
            let before = try connection.look("SELECT version FROM complaint WHERE id = '\(id)'")
            try connection.run("DELETE FROM outbox")
            try ContactTable.change(id, to: mended, by: "admin", now: now, &connection)
            #expect(
                try connection.look(
                    """
                    SELECT concat_ws('|', version, title, location_text, region_hint, lat, lon, incident_date, attachments)
                    FROM complaint WHERE id = '\(id)'
                    """)
                    == "\(before)|Judul|Jalan Merdeka|32.73|-6.9|107.6|2026-01-31|"
                    + #"[{"url":"https://a.example/1"},{"url":"https://a.example/2"}]"#)
            let waiting = { [self] in
                try UnreadFieldTable.fields(of: id, &connection).filter { $0.mendedAt == nil }.map(\.field)
            }
            #expect(try waiting() == ["reporter.phone", "attachments[0].name", "attachments[2]", "reporter", "kind"])
            #expect(try MendedFields.links(of: id, &connection) == 2)
            let action = try #require(try ContactTable.actions(on: id, &connection).first)
            #expect(
                action.fields == [
                    "location.text", "location.region_code", "location.lat", "location.lon", "incident_date",
                    "attachments",
                ])
            // Nobody was told anything by it, and who cannot be reached still waits for the first word.
            #expect(try connection.look("SELECT count(*) FROM outbox") == "0")
            var named = MendedFields(phone: phone)
            (named.name, named.attachments) = ("Warga Contoh", [Array(#"{"url":"https://a.example/3"}"#.utf8)])
            try ContactTable.change(id, to: named, by: "admin", now: now, &connection)
            #expect(try waiting() == ["attachments[0].name", "kind"])
            #expect(try connection.look("SELECT count(*) FROM outbox") == "1")
            #expect(
                try connection.look("SELECT name || phone FROM reporter WHERE complaint_id = '\(id)'") == "Warga Contoh"
                    + phone)
        }

        @Test("who looks is written down, and sees the contact")
        func looked() throws {
            try prepare()
            let contact = try ContactTable.look(at: seed.id(4), by: "admin", now: CaseSeed.now, &connection)
            #expect(contact == ReporterContact(phone: nil, email: "warga@contoh.example"))
            let nobody = try ContactTable.look(at: seed.id(0), by: "admin", now: CaseSeed.now, &connection)
            #expect(nobody == ReporterContact(phone: nil, email: nil))
            #expect(try ContactTable.actions(on: seed.id(4), &connection).map(\.action) == ["look"])
        }

        @Test("whoever could not be reached hears of the registration and of what happened last; others have heard")
        func announced() throws {
            try prepare()
            let held = "SELECT coalesce(string_agg(versions::text, ' '), '') FROM outbox"
            try connection.run(
                """
                DELETE FROM outbox; INSERT INTO journal SELECT complaint_id, 3, 'closed', at, actor, data FROM journal
                WHERE version = 2 AND complaint_id = '\(seed.id(3))'
                """)
            try change(4, phone: phone)
            #expect(try connection.look(held) == "")
            try change(3, phone: phone)
            #expect(try connection.look(held) == "{1,3}")
            try change(3, phone: nil, email: "warga@contoh.example")
            #expect(try connection.look(held) == "{1,3}")
            try change(0, phone: phone)
            #expect(try connection.look(held) == "{1,3} {1}")
        }

        @Test("the proof of notices asks for none about what happened before there was a contact")
        func proof() throws {
            try prepare()
            try connection.run(
                """
                ALTER TABLE journal DISABLE TRIGGER USER;
                UPDATE journal SET at = at - interval '2 hours';
                INSERT INTO notice SELECT gen_random_uuid(), complaint_id, version, event, 'reporter', 'email', 'sent', 1,
                    now(), now() FROM journal WHERE complaint_id = '\(seed.id(4))'
                """)
            func failed() throws -> Bool {
                try Reconciliation(at: CaseSeed.now, &connection).failed.contains("notices_told")
            }
            #expect(try failed() == false)
            try change(3, phone: phone)
            #expect(try failed() == false)
            // A contact that was there before does not excuse.
            try connection.run("INSERT INTO reporter (complaint_id, phone) VALUES ('\(seed.id(1))', '\(phone)')")
            #expect(try failed() == true)
            try change(1, phone: phone)
            #expect(try failed() == true)
        }

        @Test("an open question is answered from the new contact, and no longer from the old one")
        func question() throws {
            try prepare()
            let hashes = try DeploymentTable.hashes(&connection)
            func sender(_ phone: String) -> OpenQuestions.Sender {
                OpenQuestions.Sender(.sms, phone, hashes)
            }
            let (old, new) = (sender("+6281200000041"), sender(phone))
            try connection.run("INSERT INTO open_question VALUES ('sms', \(old.hashes[0]), '\(seed.id(3))', now())")
            try change(3, phone: phone)
            let questions = try OpenQuestions.questions(to: [old, new], answeredSince: CaseSeed.now, &connection)
            #expect(questions == [new: OpenQuestions.Question(of: seed.id(3))])
        }
    }
}
