import TestKit
import Testing

@testable import Postgres

extension Live {
    @Suite("COPY", .serialized)
    final class CopyTests: SessionTest {
        @Test("binary rows of every type, JSON and enumerations too")
        func binary() throws {
            try connection.run(
                """
                SET timezone = 'UTC';
                CREATE TYPE mood AS ENUM ('proses', 'selesai');
                CREATE TABLE t (a boolean, b smallint, c integer, d bigint, e real, f double precision, g text,
                    h date, i timestamptz, j uuid, k json, l jsonb, m mood)
                """)
            var rows = CopyRows(columns: 13)
            rows.beginRow()
            rows.append(true)
            rows.append(Int16(-1))
            rows.append(Int32(-2))
            rows.append(Int64(-3))
            rows.append(Float(0.5))
            rows.append(Double(-0.25))
            rows.append("é🌋\t\\N")
            rows.appendDate(days: 20_454)
            rows.appendTimestamp(microseconds: 1)
            rows.appendUUID(high: 1, low: 2)
            rows.append(utf8: Array(#"{"a":  1}"#.utf8))
            rows.append(jsonb: Array(#"{"b":  "é"}"#.utf8))
            rows.append("selesai")
            rows.beginRow()
            for _ in 0..<13 { rows.appendNull() }
            try connection.copy(into: "t", rows)
            let found = try connection.run("SELECT t::text FROM t")
            #expect(found.count == 2)
            #expect(
                found.text(0, 0)
                    == #"(t,-1,-2,-3,0.5,-0.25,"é🌋\#t\\N",2026-01-01,"1970-01-01 00:00:00.000001+00","#
                    + #"00000000-0000-0001-0000-000000000002,"{""a"":  1}","{""b"": ""é""}",selesai)"#)
            #expect(found.text(1, 0) == "(,,,,,,,,,,,,)")
        }

        @Test("CSV with quotes, line breaks and empty fields")
        func csv() throws {
            try connection.run("CREATE TABLE t (a text, b text, c integer)")
            try connection.copy(into: "t (a, b, c)", csv: Array("a,b,c\n\"x, \"\"y\"\"\nz\",,3\né🌋,\"\",\n".utf8))
            let found = try connection.run("SELECT a, b, c::text FROM t ORDER BY c")
            #expect(found.text(0, 0) == "x, \"y\"\nz")
            #expect(found.isNull(0, 1) && found.text(0, 2) == "3")
            #expect(found.optionalText(1, 1)?.isEmpty == true && found.isNull(1, 2))
        }

        @Test("a refused COPY stores nothing and leaves the session usable")
        func refused() throws {
            try connection.run("CREATE TABLE t (id integer PRIMARY KEY CHECK (id < 100000))")
            var rows = CopyRows(columns: 1)
            // Large, and wrong at the end: the server refuses what was sent long ago.
            for number in 0...100_000 {
                rows.beginRow()
                rows.append(Int32(number))
            }
            #expect(
                TestDatabase.error { () throws(PostgresError) in try connection.copy(into: "t", rows) }?.sqlState
                    == SQLState("23514"))
            #expect(
                TestDatabase.error { () throws(PostgresError) in try connection.copy(into: "none", rows) }?.sqlState
                    == SQLState("42P01"))
            let broken = Array("id\nx\n".utf8) + [UInt8](repeating: 0x31, count: 4_000_000)
            #expect(
                TestDatabase.error { () throws(PostgresError) in try connection.copy(into: "t", csv: broken) }?
                    .sqlState
                    == SQLState("22P02"))
            #expect(try connection.run("SELECT count(*)::text FROM t").text(0, 0) == "0")
            var good = CopyRows(columns: 1)
            good.beginRow()
            good.append(Int32(1))
            try connection.copy(into: "t", good)
            try connection.copy(into: "t", CopyRows(columns: 1))
            #expect(try connection.run("SELECT count(*)::text FROM t").text(0, 0) == "1")
        }
    }
}
