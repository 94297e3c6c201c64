import Postgres
import Shared
import Store
import TestKit
import Testing

extension Live {
    @Suite("Workers and the schema")
    struct WorkerTableTests {
        private func migrated(_ body: (String, inout PostgresConnection) throws -> Void) throws {
            try MigratedDatabase.with { url in
                var connection = try PostgresConnection(to: url)
                try body(url, &connection)
            }
        }

        private func process(_ instance: String) -> WorkerTable.Identity {
            WorkerTable.Identity(
                instance: instance, kind: "NotifyWorker", host: "mesin1", pid: 7, version: "1.0",
                filed: ["email", "sms"])
        }

        @Test("a process has one line, with what it told last; an orderly end takes it away")
        func lives() throws {
            try migrated { url, connection in
                var session = try WorkerTable.session(url, "NotifyWorker")
                var beat = WorkerTable.Beat()
                try WorkerTable.prove(process("a"), beat, &session)
                beat.lanes = 2
                (beat.ready, beat.silentSeconds, beat.idleSeconds, beat.parked) = (2, 1.5, 30, 4)
                (beat.unparkedSeconds, beat.freeBytes) = (60, 5_000_000_000)
                try WorkerTable.prove(process("a"), beat, &session)
                try WorkerTable.prove(process("b"), WorkerTable.Beat(), &session)
                let all = try WorkerTable.all(&connection)
                #expect(all.map(\.identity.instance) == ["a", "b"])
                #expect(all[0].identity.filed == ["email", "sms"] && all[0].beat.lanes == 2)
                #expect(all[0].beat.ready == 2 && all[0].beat.parked == 4 && all[0].beat.freeBytes == 5_000_000_000)
                #expect(abs(all[0].beat.silentSeconds - 1.5) < 0.01 && abs((all[0].beat.idleSeconds ?? 0) - 30) < 0.01)
                #expect(abs((all[0].beat.unparkedSeconds ?? 0) - 60) < 0.01 && all[0].beatSeconds < 5)
                #expect(all[1].beat.idleSeconds == nil && all[1].workedAt == nil && all[1].beat.freeBytes == nil)
                try WorkerTable.remove("a", &session)
                #expect(try WorkerTable.all(&connection).map(\.identity.instance) == ["b"])
            }
        }

        @Test("the line of one that ended without a word grows old and is removed by others")
        func ageing() throws {
            try migrated { _, connection in
                for instance in ["a", "b"] { try WorkerTable.prove(process(instance), WorkerTable.Beat(), &connection) }
                try connection.run(
                    """
                    UPDATE worker SET beat_at = beat_at - CASE instance WHEN 'a' THEN interval '11 min' ELSE interval '9 min' END
                    """)
                #expect(try WorkerTable.all(&connection).map { Int($0.beatSeconds / 60) } == [11, 9])
                try WorkerTable.prove(process("c"), WorkerTable.Beat(), &connection)
                #expect(Set(try WorkerTable.all(&connection).map(\.identity.instance)) == ["b", "c"])
            }
        }

        @Test("the schema is compared with the program's: nothing, all, less, more, other text")
        func schema() throws {
            try TestDatabase.with { url in
                var connection = try PostgresConnection(to: url)
                let migrator = try Migrator()
                #expect(try migrator.state(&connection) == .none)
                #expect(throws: Remedy.self) { try SchemaGate().pass(url) }
                let names = try migrator.apply(to: url)
                #expect(try migrator.state(&connection) == .current(names.count))
                let gate = SchemaGate()
                try gate.pass(url)
                let last = try #require(names.last)
                for (change, state) in [
                    ("UPDATE schema_migration SET checksum = 'x' WHERE name = '\(last)'", SchemaState.edited([last])),
                    ("DELETE FROM schema_migration WHERE name = '\(last)'", .behind([last])),
                    ("INSERT INTO schema_migration VALUES (9999, '9999_later.sql', 'x')", .newer(["9999_later.sql"])),
                ] {
                    try connection.run(change)
                    #expect(try migrator.state(&connection) == state)
                    #expect(throws: Remedy.self) { try SchemaGate().pass(url) }
                }
                // Who was let in once goes on: others migrate while it runs.
                try gate.pass(url)
            }
        }

        @Test("texts that are missing are named, each of them, and so are those without a word")
        func texts() throws {
            try migrated { _, connection in
                #expect(try TemplateTable.missing(&connection) == [])
                let stored = try TemplateTable.all(&connection).map { "\($0.event) \($0.role) \($0.channel)" }
                let needed = TemplateTable.needed.map { "\($0.event) \($0.role) \($0.channel)" }
                #expect(stored.sorted() == needed.sorted(), "all that the migrations bring is needed")
                try connection.run(
                    """
                    DELETE FROM template WHERE channel = 'sms' AND event IN ('closed', 'held');
                    UPDATE template SET body = ' ' WHERE event = 'asked' AND channel = 'email'
                    """)
                #expect(
                    try TemplateTable.missing(&connection) == [
                        "asked officer email", "asked reporter email", "closed follower sms", "closed officer sms",
                        "closed reader sms", "closed reporter sms",
                        "held former sms", "held officer sms", "held reporter sms",
                    ])
                try connection.run("DELETE FROM template WHERE channel = 'email'")
                #expect(
                    try TemplateTable.missing(&connection).count == TemplateTable.needed.count { $0.channel == "email" }
                        + 7)
                #expect(try !DatabaseHealth.emptyTables(&connection).contains("template"))
                try connection.run("DELETE FROM template")
                #expect(try TemplateTable.missing(&connection).count == stored.count)
                #expect(try DatabaseHealth.emptyTables(&connection).contains("template"))
            }
        }

        @Test("empty tables are named, and sessions counted")
        func health() throws {
            try migrated { _, connection in
                let empty = try DatabaseHealth.emptyTables(&connection)
                #expect(empty.contains("region") && empty.contains("body") && !empty.contains("template"))
                #expect(Set(DatabaseHealth.neededTables) == Set(empty).union(["template"]), "nothing is loaded yet")
                let sessions = try DatabaseHealth.sessions(&connection)
                #expect(sessions.open >= 1 && sessions.most > sessions.open)
            }
        }
    }
}
