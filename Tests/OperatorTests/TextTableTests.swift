import Testing

@testable import Operator

/// Tables fit the screen; colours are there for people alone.
@Suite struct TextTableTests {
    private static let table = TextTable(
        [.caseNumber, .channel, .category, .body, .due], less: [.channel, .category],
        [
            ["BCDF-GHJK-LMNP", "whatsapp", "Jalan dan jembatan kabupaten", "Dinas Pekerjaan Umum Kota Bandung", nil],
            ["BBBB-BBBB-BBBB", "web", "Air", "Desa", Painted("2026-01-01", .red)],
        ])

    private static func widths(_ text: String) -> [Int] { text.split(separator: "\n").map(\.count) }

    @Test func `without a screen it is as wide as it must be`() {
        let text = Self.table.text(fitting: nil)
        #expect(text.contains("Jalan dan jembatan kabupaten  Dinas Pekerjaan Umum Kota Bandung"))
        #expect(text == Self.table.text(fitting: 200) && text == Screen.$width.withValue(nil) { Self.table.text })
    }

    @Test(arguments: [40, 60, 72, 80, 100]) func `no line is wider than the screen, and its key stays`(width: Int) {
        let text = Self.table.text(fitting: width)
        #expect(Self.widths(text).allSatisfy { $0 <= width }, "\(text)")
        #expect(text.contains("BCDF-GHJK-LMNP") && text.contains("2026-01-01"), "\(text)")
    }

    @Test func `columns that are missed least go first, and only if they must`() {
        let (narrow, middle) = (Self.table.text(fitting: 44), Self.table.text(fitting: 80))
        #expect(!narrow.contains("whatsapp"))
        #expect(middle.contains("whatsapp") && middle.contains("Jalan dan"))
    }

    @Test func `a column without words, an empty table and a screen that is far too narrow do no harm`() {
        #expect(TextTable([.id, .reason], [[nil, ""]]).text(fitting: 20).contains("-"))
        #expect(!TextTable([.id]).text(fitting: 20).isEmpty)
        #expect(!Self.table.text(fitting: 1).isEmpty)
    }

    @Test func `a colour takes no room and is there only on a screen with colours`() {
        let plain = Screen.$isColoured.withValue(false) { Self.table.text(fitting: 80) }
        let coloured = Screen.$isColoured.withValue(true) { Self.table.text(fitting: 80) }
        #expect(!plain.contains("\u{1B}") && coloured.contains("\u{1B}[31m2026-01-01\u{1B}[0m"))
        #expect(coloured.replacing("\u{1B}[31m", with: "").replacing("\u{1B}[0m", with: "") == plain)
    }

    @Test(arguments: [
        ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
        (["TERM": "dumb"], true, false), (["TERM": "xterm"], true, true),
    ]) func `colours are for terminals that have and people who want them`(
        environment: [String: String], isTerminal: Bool, expected: Bool
    ) { #expect(Screen.hasColours(environment, isTerminal: isTerminal) == expected) }

    @Test(arguments: [("80", 80), ("200", 200), ("0", nil), ("-1", nil), ("19", nil), ("x", nil), ("", nil)])
    func `a width is a number of columns that a table can use`(text: String, width: Int?) {
        #expect(Screen.width(said: text) == width)
    }
}
