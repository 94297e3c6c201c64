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

    @Test(arguments: [
        ("a\tb\n1,5\t2;3\n", [["a", "b"], ["1,5", "2;3"]]), ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("sep=;\r\na;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]), ("SEP=\t\na\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("\"sep=;\"\na;b\n1;2\n", [["a", "b"], ["1", "2"]]), ("sep=,\na,b;c\n1,2\n", [["a", "b;c"], ["1", "2"]]),
        ("\u{FEFF}sep=;\na\n1\n", [["a"], ["1"]]), ("\"a,x\";b;c\n1;2;3\n", [["a,x", "b", "c"], ["1", "2", "3"]]),
    ]) func `the separator is the header's, or the one that is named`(_ text: String, _ expected: [[String]]) {
        #expect(records(text).map(\.fields) == expected)
    }

    @Test(arguments: [
        ("a,b\r1,2\r3,4\r", [["a", "b"], ["1", "2"], ["3", "4"]]), ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r\"x\ny\",2\r3,4", [["a", "b"], ["x\ny", "2"], ["3", "4"]]), ("a\r\r1\r", [["a"], ["1"]]),
        ("sep=;\ra;b\r1;2\r", [["a", "b"], ["1", "2"]]), ("a,b\n1\r,2\n", [["a", "b"], ["1\r", "2"]]),
    ]) func `lines that end with CR alone`(_ text: String, _ expected: [[String]]) {
        #expect(records(text).map(\.fields) == expected)
    }

    @Test(arguments: [
        ("a,b\n1,Pipa 6\" bocor\n2,x\n", [["a", "b"], ["1", "Pipa 6\" bocor"], ["2", "x"]]),
        ("a\nx\"y\"\n", [["a"], ["x\"y\""]]),
        ("a,b\n1,5\" dan 7\"\n2,x", [["a", "b"], ["1", "5\" dan 7\""], ["2", "x"]]),
        ("a,b\n1\",2\n3,4\n", [["a", "b"], ["1\"", "2"], ["3", "4"]]),
        ("a,b\n1,\"Pipa 6\" bocor, besar\"\n2,x\n", [["a", "b"], ["1", "Pipa 6\" bocor, besar"], ["2", "x"]]),
        ("a,b\n\"Jembatan\" rusak,\"Bandung\"\n2,x\n", [["a", "b"], ["\"Jembatan\" rusak", "Bandung"], ["2", "x"]]),
        ("a,b\n1,\"Pipa bocor\n2,\"x\"\n3,y\n", [["a", "b"], ["1", "\"Pipa bocor"], ["2", "x"], ["3", "y"]]),
        ("a,b\n1,\"x\" \n2,y\n", [["a", "b"], ["1", "x "], ["2", "y"]]),
    ]) func `a quote that neither opens nor closes a field is a character`(_ text: String, _ expected: [[String]]) {
        #expect(records(text).map(\.fields) == expected)
    }

    @Test func `line numbers count the lines inside quotes`() {
        #expect(records("a,b\n\"1\n2\n3\",x\ny,z\n").map(\.line) == [1, 2, 5])
        #expect(records("a,b\r\"1\n2\",x\ry,z\r").map(\.line) == [1, 2, 4])
        #expect(records("sep=;\r\na;b\r\n1;2\r\n").map(\.line) == [2, 3])
    }

    @Test(arguments: [
        ("a,b\n\"open,2\n3,4\n", 2, 3), ("a,b\n1,2\n3,\"open\n5,6\n7,8", 3, 5), ("a,b\n1,\"open", 2, 2),
        ("a,b\n\"x\ny\",2\n1,\"open\n\n", 4, 5), ("a,b\r1,\"open\r3,4\r", 2, 3), ("a\n1\n\"", 3, 3),
    ]) func `a quote that is never closed is told with its line`(_ text: String, _ line: Int, _ last: Int) {
        let found = records(text).last
        #expect(found?.fields == nil)
        #expect(found?.openQuote == line)
        #expect(found?.lastLine == last)
    }

    @Test func `a quote that opens nothing swallows no records, though another one further on could end its field`() {
        let found = records(
            "id,isi,nama\n1,\"Lampu padam,x\n2,Jalan rusak,x\n3,Banjir,x\n4,Pipa 6\",bocor\n5,Sampah,x\n")
        #expect(found.map { $0.fields?.first } == ["id", "1", "2", "3", "4", "5"])
        #expect(found[1].fields == ["1", "\"Lampu padam", "x"] && found[4].fields == ["4", "Pipa 6\"", "bocor"])
        // A text of several lines is one field.
        let letter = records("id,isi,nama\n1,\"Lampu padam\ndi depan pasar, gelap\nsejak Senin\",Budi\n2,b,c\n")
        #expect(letter.map { $0.fields?.count } == [3, 3, 3])
    }

    @Test func `bytes that are no UTF-8 are no fields, and stay as they are`() {
        let bytes: [UInt8] = Array("a\n".utf8) + [0x78, 0xFF, 0x0A]
        var records = CSVRecords(bytes)
        _ = records.next()
        let record = records.next()
        #expect(record?.fields == nil && record?.openQuote == nil)
        #expect(record.map { Array(bytes[$0.range]) } == [0x78, 0xFF])
    }
}
