import Foundation
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

    // MARK: Nothing is lost unsaid

    @Test(arguments: [30, 40, 44, 60, 80, 120]) func `a column that has no room is named`(width: Int) {
        let text = Self.table.text(fitting: width)
        for head in ["Case", "Channel", "Category", "Body", "Due"] {
            #expect(text.contains(head), "\(width):\n\(text)")
        }
        #expect(text.contains("--wide") == !text.split(separator: "\n")[0].contains("Channel"), "\(text)")
    }

    private static let proof = TextTable(
        [.check, .oneSide, .count, .otherSide, .count, .difference, .wrong, .addsUp], less: [.oneSide, .otherSide],
        overflow: .below,
        [
            ["submissions", "accepted submissions", 77_651, "complaints and answers", 77_651, 0, 0, "yes"],
            ["notices_followers", "closings of followed cases", 12, "notices about them", 11, 1, 1, "NO"],
        ])

    @Test(arguments: [50, 60, 72, 79, 80, 100, 120]) func `or stands below its row`(width: Int) {
        let text = Self.proof.text(fitting: width)
        #expect(Self.widths(text).allSatisfy { $0 <= width }, "\(text)")
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for said in [
            "accepted submissions", "complaints and answers", "closings of followed cases", "77651",
            "notices about them",
        ] {
            #expect(words.contains(said), "\(width):\n\(text)")
        }
    }

    /// As a report by province and month: 2 keys and 9 figures.
    private static let figures: TextTable = {
        let heads = ["jumlah", "belum_terverifikasi", "belum_ditindaklanjuti", "proses", "selesai", "tunda", "arsip"]
        let rates = ["persentase_tindak_lanjut", "persentase_selesai"]
        let row: TextTable.Row = [
            "Kalimantan Utara", "2026-11", 123_456, 12_345, 23_456, 3_456, 84_199, 0, 0, "71.01 (87655/123456)",
            "68.20 (84199/123456)",
        ]
        return TextTable(
            [Phrase.region, .period] + (heads + rates).map { Phrase(same: $0) }, overflow: .continued(keys: 2),
            [row, row])
    }()

    @Test(arguments: [60, 72, 80, 100, 120, 140]) func `figures go on below, with their keys again, and none is cut`(
        width: Int
    ) {
        let text = Self.figures.text(fitting: width)
        #expect(Self.widths(text).allSatisfy { $0 <= width }, "\(text)")
        for figure in ["123456", "12345", "23456", "3456", "84199", "71.01 (87655/123456)", "68.20 (84199/123456)"] {
            #expect(text.contains(figure), "\(width):\n\(text)")
        }
        #expect(!text.contains("…"))
        let blocks = text.components(separatedBy: "\n\n")
        #expect(blocks.allSatisfy { $0.contains("Kalimantan Utara") && $0.contains("2026-11") })
        let heads = text.filter { !$0.isWhitespace && $0 != "-" }
        #expect(width < 100 ? blocks.count > 1 : blocks.count <= 2, "\(text)")
        #expect(heads.contains("jumlah"))
    }

    @Test(arguments: [20, 24, 40]) func `a number is whole, however narrow the screen`(width: Int) {
        let table = TextTable(
            [.stage, .code, .messages, .bytes, .oldest],
            [["intake", "external_id_reused", 1_234_567, 98_765_432, "2026-11-24 10:16 WIB"]])
        let text = table.text(fitting: width)
        #expect(text.contains("1234567") && text.contains("98765432"), "\(text)")
        #expect(Self.widths(text).allSatisfy { $0 <= width }, "\(text)")
    }

    @Test func `heads break where they may, and no more than they must`() {
        let table = TextTable(
            [.id, Phrase(same: "belum_ditindaklanjuti"), .furtherCopies], [["a", 1, 2], ["b", 3, 4]])
        let narrow = table.text(fitting: 30)
        let lines = narrow.split(separator: "\n")
        #expect(lines.count == 5 && lines.allSatisfy { $0.count <= 30 } && !narrow.contains("…"), "\(narrow)")
        #expect(lines[0].contains("belum_") && lines[0].contains("Further") && !lines[0].contains("Id"))
        #expect(lines[1].hasPrefix("Id") && lines[1].contains("ditindaklanjuti") && lines[1].contains("copies"))
        #expect(table.text(fitting: 60).split(separator: "\n").count == 4)
    }

    @Test func `a column without words, an empty table and a screen that is far too narrow do no harm`() {
        #expect(TextTable([.id, .reason], [[nil, ""]]).text(fitting: 20).contains("-"))
        #expect(!TextTable([.id]).text(fitting: 20).isEmpty)
        #expect(!Self.table.text(fitting: 1).isEmpty)
    }

    @Test func `a colour takes no room and is there only on a screen with colours`() {
        let plain = Screen.$isColoured.withValue(false) { Self.table.text(fitting: 80) }
        let coloured = Screen.$isColoured.withValue(true) { Self.table.text(fitting: 80) }
        let shown = Screen.shown(coloured)
        #expect(!plain.contains("\u{1B}") && shown.contains("\u{1B}[31m2026-01-01\u{1B}[0m"))
        #expect(shown.replacing("\u{1B}[31m", with: "").replacing("\u{1B}[0m", with: "") == plain)
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
