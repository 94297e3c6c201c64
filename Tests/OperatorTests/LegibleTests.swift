import Foundation
import Testing

@testable import Operator

@Suite struct LegibleTests {
    @Test(arguments: [
        ("x\u{1B}]0;PWNED\u{7}\u{1B}[2J", "x·]0;PWNED··[2J"), ("red \u{1B}[31m", "red ·[31m"),
        ("over\r\u{8}write", "over··write"),
        ("\u{9B}31m C1", "·31m C1"), ("a\u{202E}txt.exe", "a·txt.exe"), ("two\u{2028}lines", "two·lines"),
        ("DEL\u{7F}", "DEL·"), ("nul\u{0}", "nul·"), ("\r\n", "·\n"), ("a\tb\nc", "a\tb\nc"),
        ("Jl. Mawar — ✓ 🙂 e\u{301}", "Jl. Mawar — ✓ 🙂 e\u{301}"),
    ]) func `what a terminal would obey is shown as a dot`(_ text: String, _ shown: String) {
        #expect(Screen.shown(text) == shown)
    }

    @Test func `colours are ours alone, also beside marks that join with what stands before them`() {
        let text = Screen.$isColoured.withValue(true) { "\(Painted("\u{301}late\u{1B}[0m", .red))\u{301}" }
        #expect(Screen.shown(text) == "\u{1B}[31m\u{301}late·[0m\u{1B}[0m\u{301}")
    }

    @Test func `JSON says the same to the next program`() throws {
        let value = ["a\u{1B}b\u{9B}c\u{7F}d\u{202E}e\u{2028}f\r\n"]
        let shown = try JSONResult.encode(value).legibleJSON
        #expect(shown.legible == shown)
        #expect(try JSONDecoder().decode([String].self, from: Data(shown.utf8)) == value)
    }

    @Test(arguments: [
        ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"), ("+62 21 5", "'+62 21 5"), ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-12.5", "-12.5"), ("+3", "+3"), ("a=b", "a=b"), ("", ""), ("=1,2", "\"'=1,2\""), ("\t=1", "'\t=1"),
    ]) func `no cell of a table is a formula`(_ field: String, _ cell: String) {
        #expect(CSVLine.text([field]) == cell)
    }
}
