import Complaints
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// Nothing is shown of which nobody could write down who reads it.
    @Suite final class ReadingNoteTests: SeedTest {
        private let reader = Reader(actor: "sari", reason: "permintaan 7")

        private func note() throws {
            try ReadingTable.note(.words, of: [seed.id(0)], by: reader, at: CaseSeed.now, &connection)
        }

        @Test(
            "a rule or a trigger swallows the note, or changes it: refused, and the doctor names it",
            arguments: [
                ("CREATE RULE hush AS ON INSERT TO reading DO INSTEAD NOTHING", "hush"),
                ("CREATE RULE hush AS ON INSERT TO reading WHERE NEW.actor = 'sari' DO INSTEAD NOTHING", "hush"),
                (trigger("BEFORE", "RETURN NULL"), "thief"),
                (
                    "CREATE SCHEMA den; "
                        + trigger("BEFORE", "RETURN NULL").replacing("thief()", with: "den.thief()"), "thief"
                ),
                (trigger("BEFORE", "NEW.actor := 'budi'; RETURN NEW"), "thief"),
                (trigger("BEFORE", "NEW.cases := '{}'; RETURN NEW"), "thief"),
                (
                    "ALTER TABLE reading DISABLE TRIGGER ALL; "
                        + trigger("AFTER", "DELETE FROM reading WHERE id = NEW.id; RETURN NULL"), "thief"
                ),
                (
                    "ALTER TABLE reading DISABLE TRIGGER ALL; "
                        + trigger("AFTER", "UPDATE reading SET reason = 'x' WHERE id = NEW.id; RETURN NULL"), "thief"
                ),
            ])
        func swallowed(sql: String, name: String) throws {
            try note()
            try connection.run(sql)
            let error = TestDatabase.error { () throws(PostgresError) in
                try ReadingTable.note(.words, of: [seed.id(0)], by: reader, at: CaseSeed.now, &connection)
            }
            #expect(error?.code == .abandoned(.fault), "\(String(describing: error))")
            let faults = try SchemaGuard.faults(&connection)
            #expect(
                faults.contains(.strangeRule(name, table: "reading"))
                    || faults.contains(.strangeTrigger(name, table: "reading")), "\(faults)")
            // Nobody is found here, so of those there is nothing to take away.
            guard !sql.contains("NEW.cases") else { return }
            #expect(throws: PostgresError.self) {
                try PersonTables.cases(
                    of: [.phone("+6281200000001")], by: reader, at: CaseSeed.now, &connection)
            }
        }

        private static func trigger(_ when: String, _ body: String) -> String {
            """
            CREATE FUNCTION thief() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body); END $$;
            CREATE TRIGGER thief \(when) INSERT ON reading FOR EACH ROW EXECUTE FUNCTION thief()
            """
        }
    }
}
