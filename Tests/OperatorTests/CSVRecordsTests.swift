import Testing

@testable import Operator

@Suite struct CSVRecordsTests {
    private func records(_ text: String) -> [CSVRecords.Record] {
        var records = CSVRecords(Array(text.utf8))
        var all: [CSVRecords.Record] = []
        while let record = records.next() { all.append(record) }
        return all
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]), ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a\n\n\n1\n", [["a"], ["1"]]), ("a,b\n\"x,\"\"y\"\"\n z\",2\n", [["a", "b"], ["x,\"y\"\n z", "2"]]),
        ("a\n\"\"\n", [["a"], [""]]), ("a\n\"x\"\r\n", [["a"], ["x"]]), ("", []),
    ]) func `fields of records`(_ text: String, _ expected: [[String]]) {
        #expect(records(text).map(\.fields) == expected)
    }

    @Test func `line numbers count the lines inside quotes`() {
        #expect(records("a,b\n\"1\n2\n3\",x\ny,z\n").map(\.line) == [1, 2, 5])
    }

    @Test(arguments: ["a,b\n\"open,2\n3,4\n", "a\nx\"y\"\n"]) func `quotes that do not match are no fields`(
        _ text: String
    ) {
        #expect(records(text).last?.fields == nil)
    }

    @Test func `bytes that are no UTF-8 are no fields, and stay as they are`() {
        let bytes: [UInt8] = Array("a\n".utf8) + [0x78, 0xFF, 0x0A]
        var records = CSVRecords(bytes)
        _ = records.next()
        let record = records.next()
        #expect(record?.fields == nil)
        #expect(record.map { Array(bytes[$0.range]) } == [0x78, 0xFF])
    }
}
