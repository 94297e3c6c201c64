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
            guard case .functionReplaced("refuse_change", let statement)? = emptied.first, emptied.count == 1 else {
                return #expect(Bool(false), "\(emptied)")
            }
            // What is said to be done mends it.
            try connection.run(statement)
            #expect(try SchemaGuard.faults(&connection).isEmpty)
            let hollow = try faults(
                after: """
                    CREATE OR REPLACE FUNCTION refuse_change_but_sealing() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN IF false THEN RAISE EXCEPTION ''x''; END IF; RETURN NEW; END'
                    """)
            guard case .functionReplaced("refuse_change_but_sealing", let other)? = hollow.first else {
                return #expect(Bool(false), "\(hollow)")
            }
            try connection.run(other)
            #expect(try SchemaGuard.faults(&connection).isEmpty)
        }

        @Test("a trigger that no longer looks at everything, with the statement that mends it")
        func narrowed() throws {
            let found = try faults(
                after: """
                    CREATE OR REPLACE TRIGGER anchor_append_only BEFORE UPDATE OR DELETE ON anchor
                        FOR EACH ROW WHEN (OLD.number > 7) EXECUTE FUNCTION refuse_change()
                    """)
            guard case .triggerNarrowed(let statement, table: "anchor")? = found.first, found.count == 1 else {
                return #expect(Bool(false), "\(found)")
            }
            try connection.run(statement)
            #expect(try SchemaGuard.faults(&connection).isEmpty)
        }

        @Test("what hides rows, keeps them out, or takes them away")
        func strange() throws {
            let found = try faults(
                after: """
                    CREATE SCHEMA other;
                    CREATE FUNCTION other.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                    CREATE OR REPLACE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE ON erasure
                        FOR EACH ROW EXECUTE FUNCTION other.refuse_change();
                    CREATE RULE quiet AS ON INSERT TO journal_other DO INSTEAD NOTHING;
                    ALTER TABLE anchor ENABLE ROW LEVEL SECURITY
                    """)
            #expect(
                Set(found.map { "\($0)" })
                    == Set(
                        [
                            .strangeTrigger("erasure_append_only", table: "erasure"), .triggerMissing(table: "erasure"),
                            .strangeRule("quiet", table: "journal_other"), .rowsHidden(table: "anchor"),
                        ].map { (fault: SchemaFault) in "\(fault)" }))
        }

        @Test(
            "functions elsewhere that everybody may call with their owner's rights, and tables to come that are given away"
        )
        func givenAway() throws {
            let found = try faults(
                after: """
                    CREATE SCHEMA elsewhere;
                    CREATE FUNCTION elsewhere.door() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                    CREATE FUNCTION elsewhere.shut() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC
                    """)
            let functions = found.filter { if case .strangeFunction = $0 { true } else { false } }
            #expect(functions == [.strangeFunction("elsewhere.door()"), .strangeFunction("elsewhere.shut()")])
            guard case .givesAway(to: "PUBLIC", let statement)? = found.last, found.count == 3 else {
                return #expect(Bool(false), "\(found)")
            }
            try connection.run(statement)
            try connection.run("DROP SCHEMA elsewhere CASCADE")
            #expect(try SchemaGuard.faults(&connection).isEmpty)
        }

        @Test("logins that are no program's: each once, by all that they can do here")
        func strangers() throws {
            var admin = try PostgresConnection(to: url.replacing("//lapor@", with: "//postgres@"))
            let prefix = "s\(UInt32.random(in: 0 ... .max))_"
            // Roles are the server's: nobody else may see these.
            let roles = [
                "direct", "readers", "reader", "owner", "harmless", "worker", "asworker", "twice", "maker", "spy",
                "all",
                "schemas", "root", "known", "asknown",
            ]
            try admin.run("BEGIN")
            for role in roles { try admin.run("CREATE ROLE \(prefix)\(role) LOGIN") }
            let database = try admin.execute("database", "SELECT current_database()::text AS name")[0].text("name")
            let given = """
                GRANT SELECT (phone) ON reporter TO #direct; GRANT pg_read_all_data TO #readers; GRANT #readers TO #reader;
                GRANT lapor TO #owner; GRANT pg_monitor TO #harmless; INSERT INTO database_login VALUES ('#worker', 'intake', now());
                GRANT SELECT ON journal TO #worker; GRANT #worker TO #asworker; GRANT #asworker TO #twice; ALTER ROLE #twice CREATEROLE;
                ALTER ROLE #maker CREATEROLE; ALTER ROLE #spy REPLICATION BYPASSRLS; GRANT #maker TO #all;
                GRANT CREATE ON DATABASE "\(database)" TO #schemas; GRANT postgres TO #root; GRANT SELECT ON journal TO #known;
                ALTER ROLE #known REPLICATION; GRANT #known TO #asknown; INSERT INTO known_account VALUES ('database', '#known', now())
                """
            try admin.run(given.replacing("#", with: prefix))
            let found = try LoginRights.strangers(&admin).filter { $0.name.hasPrefix(prefix) }
            try admin.run("ROLLBACK")
            func member(_ role: String) -> LoginStranger.Way { .member(of: prefix + role) }
            let wanted: [String: [LoginStranger.Way]] = [
                "direct": [.rights], "readers": [.member(of: "pg_read_all_data")], "reader": [member("readers")],
                "owner": [.member(of: "lapor")], "asworker": [member("worker")],
                "twice": [member("asworker"), .attribute("CREATEROLE")], "maker": [.attribute("CREATEROLE")],
                "spy": [.attribute("BYPASSRLS"), .attribute("REPLICATION")], "all": [member("maker")],
                "schemas": [.schemas(database: database)], "root": [.member(of: "postgres")],
                "asknown": [member("known")],
            ]
            #expect(found.map(\.name) == wanted.keys.map { prefix + $0 }.sorted())
            for stranger in found { #expect(stranger.ways == wanted[String(stranger.name.dropFirst(prefix.count))]) }
            let cures = found.flatMap(\.cures).map { $0.replacing(prefix, with: "") }
            #expect(
                cures.contains(#"REVOKE "worker" FROM "asworker""#)
                    && cures.contains(#"ALTER ROLE "spy" NOREPLICATION"#))
        }

        @Test("the owner of the tables may log in only where programs have no logins of their own")
        func owner() throws {
            let found = try faults(after: "INSERT INTO database_login VALUES ('x', 'intake', now())")
            #expect(found.count == 1)
            guard case .ownerMayLogIn? = found.first else { return #expect(Bool(false), "\(found)") }
        }
    }
}
