import Testing

@testable import Postgres

/// The bytes that `array_send`, `uuid_send` and the others of PostgreSQL write, by hand from its documentation.
@Suite struct BinaryFormatTests {
    private func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private func array(_ element: BinaryArray.Element, _ fill: (inout BinaryArray) -> Void) -> String {
        var array = BinaryArray(element)
        fill(&array)
        return hex(array.encoded)
    }

    /// dimensions 1 · flags 1 · element oid · length · lower bound 1
    private func header(_ oid: String, _ length: String) -> String { "0000000100000001" + oid + length + "00000001" }

    @Test func `an empty array`() { #expect(array(.text) { _ in } == header("00000019", "00000000")) }

    @Test func `integers and NULL`() {
        let bytes = array(.integer) {
            $0.append(Int32(1))
            $0.appendNull()
            $0.append(Int32(-2))
        }
        #expect(bytes == header("00000017", "00000003") + "0000000400000001" + "ffffffff" + "00000004fffffffe")
    }

    @Test func `small and big integers`() {
        #expect(array(.smallint) { $0.append(Int16(-2)) } == header("00000015", "00000001") + "00000002fffe")
        #expect(array(.bigint) { $0.append(Int64.min) } == header("00000014", "00000001") + "000000088000000000000000")
    }

    @Test func texts() {
        let bytes = array(.text) {
            $0.append("é")
            $0.append("")
            $0.append(nil as String?)
            $0.append(utf8: Array("ab".utf8))
        }
        #expect(bytes == header("00000019", "00000004") + "00000002c3a9" + "00000000" + "ffffffff" + "000000026162")
    }

    @Test func booleans() {
        let bytes = array(.boolean) {
            $0.append(true)
            $0.append(false)
        }
        #expect(bytes == header("00000010", "00000002") + "0000000101" + "0000000100")
    }

    @Test func uuid() {
        let bytes = array(.uuid) { $0.appendUUID(high: 0x019c_21d5_7a20_7c41, low: 0x9b5e_3f0a_6d2c_8e11) }
        #expect(bytes == header("00000b86", "00000001") + "00000010019c21d57a207c419b5e3f0a6d2c8e11")
    }

    @Test func `times count from 2000`() {
        let epoch = array(.timestamptz) { $0.appendTimestamp(microseconds: 946_684_800_000_000) }
        #expect(epoch == header("000004a0", "00000001") + "000000080000000000000000")
        let before = array(.timestamptz) { $0.appendTimestamp(microseconds: 946_684_799_999_999) }
        #expect(before.hasSuffix("00000008ffffffffffffffff"))
        #expect(array(.date) { $0.appendDate(days: 10_958) }.hasSuffix("0000000400000001"))
        #expect(array(.date) { $0.appendDate(days: 0) }.hasSuffix("00000004ffffd533"))
    }

    @Test func reals() {
        #expect(array(.real) { $0.append(Float(1.5)) } == header("000002bc", "00000001") + "000000043fc00000")
        #expect(array(.real) { $0.append(-6.9147) }.hasSuffix("00000008c01ba8a71de69ad4"), "a double is eight bytes")
    }

    @Test func `types of arrays`() {
        let types: [(BinaryArray.Element, UInt32)] = [
            (.boolean, 1000), (.bigint, 1016), (.smallint, 1005), (.integer, 1007), (.text, 1009), (.real, 1021),
            (.date, 1182),
            (.timestamptz, 1185), (.uuid, 2951), (.json, 199),
        ]
        for (element, oid) in types { #expect(Parameter.array(BinaryArray(element)).type == oid) }
    }

    @Test func `single values`() {
        #expect(Parameter.text(nil).bytes == nil && Parameter.text("").bytes == [])
        #expect(Parameter.text("é").bytes == [0xC3, 0xA9] && Parameter.text("").type == 25)
        #expect(Parameter.bigint(-1).bytes == [UInt8](repeating: 255, count: 8) && Parameter.bigint(0).type == 20)
        #expect(Parameter.integer(258).bytes == [0, 0, 1, 2] && Parameter.integer(0).type == 23)
        #expect(Parameter.boolean(true).bytes == [1] && Parameter.boolean(false).bytes == [0])
        #expect(Parameter.timestamptz(microseconds: 946_684_800_000_001).bytes == [0, 0, 0, 0, 0, 0, 0, 1])
        #expect(Parameter.uuid(high: 1, low: 2).bytes == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2])
    }

    // MARK: COPY

    private let signature = "5047434f50590aff0d0a00" + "00000000" + "00000000"

    @Test func `no rows`() { #expect(hex(CopyRows(columns: 3).encoded) == signature + "ffff") }

    @Test func rows() {
        var rows = CopyRows(columns: 2)
        rows.beginRow()
        rows.append(Int32(7))
        rows.append("a")
        rows.beginRow()
        rows.appendNull()
        rows.append(jsonb: Array("{}".utf8))
        #expect(rows.count == 2)
        #expect(
            hex(rows.encoded) == signature + "0002" + "0000000400000007" + "0000000161" + "0002" + "ffffffff"
                + "00000003017b7d" + "ffff")
        #expect(hex(rows.encoded).hasSuffix("ffff"), "encoding does not change the rows")
        #expect(rows.encoded == rows.encoded)
    }
}
