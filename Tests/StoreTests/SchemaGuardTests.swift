import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// What guards the tables, and stands open.
    @Suite final class SchemaGuardTests: SeedTest {
        private func faults(after sql: String) throws -> [SchemaFault] {
            #expect(try SchemaGuard.faults(&connection).isEmpty)
            try connection.run(sql)
            return try SchemaGuard.faults(&connection)
        }

        @Test("each door is named, and nothing else")
        func doors() throws {
            let opened = try faults(
                after: """
                    ALTER TABLE parked_action DISABLE TRIGGER parked_action_append_only;
                    DROP TRIGGER reading_no_truncate ON reading;
                    CREATE FUNCTION back_door(text) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                    REVOKE ALL ON FUNCTION back_door(text) FROM PUBLIC;
                    GRANT SELECT ON journal TO PUBLIC;
                    GRANT UPDATE (text) ON complaint TO PUBLIC;
                    CREATE FUNCTION harmless() RETURNS integer LANGUAGE sql AS 'SELECT 1'
                    """)
            #expect(
                opened == [
                    .triggerOff("parked_action_append_only", table: "parked_action"), .triggerMissing(table: "reading"),
                    .strangeFunction("back_door(text)"),
                    .grantedToAll(LoginRight(of: .table, "complaint", "UPDATE", column: "text")),
                    .grantedToAll(LoginRight(of: .table, "journal", "SELECT")),
                ])
        }

        @Test("a trigger that was switched off on a part of the journal")
        func part() throws {
            let part = try faults(after: "ALTER TABLE journal_other DISABLE TRIGGER ALL")
            #expect(
                !part.isEmpty
                    && part.allSatisfy { if case .triggerOff(_, "journal_other") = $0 { true } else { false } })
        }

        @Test("triggers whose function was emptied")
        func emptied() throws {
            let emptied = try faults(
                after: """
                    CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN RETURN NEW; END'
                    """)
            #expect(emptied.count > 10 && emptied.contains(.triggerOff("anchor_append_only", table: "anchor")))
        }

        @Test("the owner of the tables may log in only where programs have no logins of their own")
        func owner() throws {
            let found = try faults(after: "INSERT INTO database_login VALUES ('x', 'intake', now())")
            #expect(found.count == 1)
            guard case .ownerMayLogIn? = found.first else { return #expect(Bool(false), "\(found)") }
        }
    }
}
