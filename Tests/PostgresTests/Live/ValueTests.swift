import TestKit
import Testing

@testable import Postgres

extension Live {
    @Suite("Values", .serialized)
    final class ValueTests: SessionTest {
        /// `ARRAY[a, NULL, b]` as text, as the server understood the binary array.
        private func text(
            _ element: BinaryArray.Element, _ type: String, _ fill: (inout BinaryArray) -> Void
        ) throws -> [String?] {
            var array = BinaryArray(element)
            fill(&array)
            var rows: [String?] = []
            try TestDatabase.session { connection, _ in
                try connection.run("SET timezone = 'UTC'")
                let result = try connection.execute(
                    "q", "SELECT v::text, pg_typeof(v)::text FROM unnest($1) WITH ORDINALITY AS t (v, n) ORDER BY n",
                    [.array(array)])
                rows = (0..<result.count).map { result.optionalText($0, 0) }
                for row in 0..<result.count { #expect(result.text(row, 1) == type) }
            }
            return rows
        }

        @Test("arrays of every element type, with NULL in them")
        func arrays() throws {
            #expect(
                try text(.boolean, "boolean") {
                    $0.append(true)
                    $0.appendNull()
                    $0.append(false)
                } == ["true", nil, "false"])
            #expect(
                try text(.smallint, "smallint") {
                    $0.append(Int16.min)
                    $0.appendNull()
                    $0.append(Int16.max)
                } == ["-32768", nil, "32767"])
            #expect(
                try text(.integer, "integer") {
                    $0.append(Int32.min)
                    $0.appendNull()
                    $0.append(Int32.max)
                } == ["-2147483648", nil, "2147483647"])
            #expect(
                try text(.bigint, "bigint") {
                    $0.append(Int64.min)
                    $0.appendNull()
                    $0.append(Int64.max)
                } == ["-9223372036854775808", nil, "9223372036854775807"])
            #expect(
                try text(.real, "real") {
                    $0.append(Float(0.25))
                    $0.appendNull()
                    $0.append(-Float.infinity)
                } == ["0.25", nil, "-Infinity"])
        }

        @Test("arrays of texts, dates, times, ids and JSON")
        func longerArrays() throws {
            let strange = "Jl. Cikini №1 — \"kutip\" {a,b} \\ '🌋' \n\té"
            #expect(
                try text(.text, "text") {
                    $0.append(strange)
                    $0.append(String?.none)
                    $0.append("")
                    $0.append("NULL")
                } == [strange, nil, "", "NULL"])
            #expect(
                try text(.date, "date") {
                    $0.appendDate(days: 0)
                    $0.appendNull()
                    $0.appendDate(days: 20_454)
                    $0.appendDate(days: -1)
                } == ["1970-01-01", nil, "2026-01-01", "1969-12-31"])
            #expect(
                try text(.timestamptz, "timestamp with time zone") {
                    $0.appendTimestamp(microseconds: 0)
                    $0.appendNull()
                    $0.appendTimestamp(microseconds: 1_767_225_600_000_001)
                } == ["1970-01-01 00:00:00+00", nil, "2026-01-01 00:00:00.000001+00"])
            #expect(
                try text(.uuid, "uuid") {
                    $0.appendUUID(high: 0x019a_b1e2_7c00_7d11, low: 0x8a5b_0123_4567_89ab)
                    $0.appendNull()
                    $0.appendUUID(high: .max, low: 0)
                } == ["019ab1e2-7c00-7d11-8a5b-0123456789ab", nil, "ffffffff-ffff-ffff-0000-000000000000"])
            #expect(
                try text(.json, "json") {
                    $0.append(#"{"b": [1, "é"],  "a": null}"#)
                    $0.appendNull()
                } == [#"{"b": [1, "é"],  "a": null}"#, nil])
        }

        @Test(
            "an array without elements is an array without rows",
            arguments: [
                BinaryArray.Element.boolean, .smallint, .integer, .bigint, .real, .text, .date, .timestamptz, .uuid,
                .json,
            ])
        func empty(_ element: BinaryArray.Element) throws {
            #expect(try text(element, "") { _ in } == [])
        }

        @Test("single parameters and columns read what was written")
        func singles() throws {
            let rows = try connection.execute(
                "one",
                """
                SELECT $1, $2, $3, $4, $5, $6, $7, 1.5::float8, (-0.5)::real, date '1969-12-31', (-2)::smallint
                """,
                [
                    .text("é🌋"), .text(nil), .bigint(.min), .integer(-7), .boolean(true),
                    .timestamptz(microseconds: -1), .uuid(high: 1, low: .max),
                ])
            #expect(rows.text(0, 0) == "é🌋")
            #expect(rows.isNull(0, 1) && rows.optionalText(0, 1) == nil)
            #expect(rows.integer(0, 2) == .min && rows.integer(0, 3) == -7 && rows.boolean(0, 4))
            #expect(rows.microseconds(0, 5) == -1)
            #expect(rows.uuid(0, 6) == (1, .max))
            #expect(rows.double(0, 7) == 1.5 && rows.float(0, 8) == -0.5)
            #expect(rows.days(0, 9) == -1 && rows.integer(0, 10) == -2)
        }

        @Test("a statement is prepared once and takes new values")
        func prepared() throws {
            for number in 0..<3 {
                #expect(
                    try connection.execute("sum", "SELECT $1 + 1", [.bigint(Int64(number))]).integer(0, 0) == Int64(
                        number) + 1)
            }
            let known = try connection.execute(
                "known", "SELECT count(*) FROM pg_prepared_statements WHERE name = 'sum'")
            #expect(known.integer(0, 0) == 1)
        }

        @Test("10,000 rows of long text go through one array")
        func large() throws {
            var array = BinaryArray(.text)
            for _ in 0..<10_000 { array.append(String(repeating: "é", count: 500)) }
            let result = try connection.execute("sum", "SELECT sum(length(v)) FROM unnest($1) v", [.array(array)])
            #expect(result.integer(0, 0) == 5_000_000)
        }
    }
}
