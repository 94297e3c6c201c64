import Complaints
import Figures
import Foundation
import FoundationXML
import Testing

@testable import Operator

@Suite struct ChartTests {
    static func cell(_ counts: [Int]) -> FigureCell {
        var cell = FigureCell()
        for (status, count) in zip(CaseStatus.allCases, counts) { cell[.status(status)] = count }
        cell[.cases] = counts.reduce(0, +)
        return cell
    }

    /// A table by `dimensions`, of rows whose keys are joined by a slash.
    static func table(_ dimensions: [FigureQuestion.Dimension], _ rows: [(String, [Int])]) throws -> FigureTable {
        var question = FigureQuestion()
        question.dimensions = dimensions
        var total = cell([])
        for row in rows { total.add(cell(row.1)) }
        return try FigureTable(
            question,
            rows: rows.map { keys, counts in
                FigureTable.Row(
                    keys: keys.split(separator: "/").map { .init(code: String($0), name: "<\($0)>") },
                    cell: cell(counts))
            }, total: total, asOf: Instant(microseconds: 1_600_000_000_000_000))
    }

    @Test(arguments: [
        (0, 1, 1), (3, 3, 1), (9, 10, 2), (59, 60, 20), (813, 1000, 200), (1000, 1000, 200), (57_171, 60_000, 20_000),
    ])
    func `axes end in round numbers`(_ largest: Int, _ top: Int, _ step: Int) {
        let scale = ChartScale(largest)
        #expect(scale.top == top && scale.step == step)
        #expect(scale.lines.count <= 7 && scale.top >= largest)
    }

    @Test func `axes are round whatever the largest`() {
        #expect(ChartScale(0) == ChartScale(1), "an axis has a length even where nothing is counted")
        for largest in 1..<5_000 {
            let scale = ChartScale(largest)
            #expect(scale.top >= largest && scale.top - largest < scale.step && 2...7 ~= scale.lines.count)
        }
    }

    @Test(arguments: [(0, "0"), (999, "999"), (57_171, "57.171"), (1_000_000, "1.000.000"), (-1_000, "-1.000")])
    func `numbers as Indonesia writes them`(_ number: Int, _ text: String) {
        #expect(IndonesianNumber.text(number) == text)
    }

    @Test func `percent as Indonesia writes it`() {
        #expect(IndonesianNumber.percent(hundredths: 9322) == "93,22 %")
        #expect(IndonesianNumber.percent(hundredths: nil) == "–")
        #expect(IndonesianNumber.decimal(hundredths: -5) == "-0,05")
    }

    /// Widths or heights of the coloured parts, as far as they have a name to tell.
    private static func sizes(_ svg: String, _ side: String) throws -> [String: Double] {
        let document = try XMLText(svg).rectangles
        return Dictionary(
            uniqueKeysWithValues: document.compactMap { attributes, tip in
                tip.isEmpty ? nil : (tip, Double(attributes[side] ?? "") ?? -1)
            })
    }

    @Test func `lengths of bars are as the counts`() throws {
        let printed = try PrintedTable(
            try Self.table([.kind], [("a", [0, 10, 20, 30, 0, 0]), ("b", [0, 0, 5, 0, 0, 0])]), isPublic: false)
        let sizes = try Self.sizes(try printed.chart().svg, "width")
        let unit = try #require(sizes["<a>, Selesai: 30"]) / 30
        #expect(sizes.count == 4)
        for (name, count) in [("<a>, Proses: 20", 20.0), ("<a>, Belum ditindaklanjuti: 10", 10), ("<b>, Proses: 5", 5)]
        {
            #expect(abs(try #require(sizes[name]) - unit * count) < 0.02)
        }
    }

    @Test func `heights of columns are as the counts, and of two dimensions each has its chart`() throws {
        let table = try Self.table(
            [.region, .period],
            [
                ("a/2025-01-01", [4, 0, 0, 8, 0, 0]), ("b/2025-01-01", [0, 0, 0, 8, 0, 0]),
                ("a/2025-02-01", [2, 0, 0, 0, 0, 0]),
            ])
        let charts = try PrintedTable(table, isPublic: false).charts
        #expect(charts.count == 3)
        let columns = try Self.sizes(charts[1].svg, "height")
        let unit = try #require(columns["<2025-01-01>, Selesai: 16"]) / 16
        let small = try #require(columns["<2025-02-01>, Belum terverifikasi: 2"])
        #expect(abs(small - unit * 2) < 0.02)
        for chart in charts { #expect(chart.svg.contains("<title>") && chart.svg.contains("<desc>")) }
    }

    @Test func `a public chart has the place of each withheld row, no count of it, and says how many there are`() throws
    {
        let rows = [("a", [3, 0, 0, 80, 0, 0]), ("b", [60, 0, 0, 70, 0, 0]), ("c", [90, 0, 0, 95, 0, 0])]
        let printed = try PrintedTable(try Self.table([.kind], rows), isPublic: true)
        let svg = try printed.chart().svg
        #expect(svg.contains("&lt;c&gt;, Selesai: 95") && !svg.contains("&lt;a&gt;,") && !svg.contains("&lt;b&gt;,"))
        #expect(svg.contains(">ditahan<") && svg.contains("2 dari 3 ditahan"))
        #expect(printed.text.contains(FigureWords.mark.text))
        let two = try Self.table([.kind, .period], rows.map { ($0.0 + "/2025-01-01", $0.1) })
        #expect(try PrintedTable(two, isPublic: true).charts.isEmpty)
    }

    @Test func `months keep their distance where one between is withheld, and no line crosses it`() throws {
        let months = [
            ("01", [90, 0, 0, 95, 0, 0]), ("02", [2, 0, 0, 95, 0, 0]), ("03", [80, 0, 0, 95, 0, 0]),
            ("04", [70, 0, 0, 95, 0, 0]),
        ]
        let table = try Self.table([.period], months.map { ("2025-\($0.0)-01", $0.1) })
        let printed = try PrintedTable(table, isPublic: true)
        let whole = printed.rows.map(\.isWhole)
        #expect(whole.contains(false) && whole.contains(true))
        let columns = try XMLText(printed.charts[0].svg).rectangles.filter { !$0.1.isEmpty }
        let places = Set(columns.compactMap { Double($0.0["x"] ?? "") }).sorted()
        #expect(places.count == 4, "each month has its place")
        #expect(columns.count { $0.1.hasSuffix("ditahan") } == whole.count { !$0 })
        let pieces = LineChart(
            title: "t", names: ["a", "b", "c", "d"], counts: [9, nil, 7, 8],
            lines: [.init(name: "l", color: "#000000", values: [5_000, nil, 6_000, 7_000])]
        ).svg(.broad)
        #expect(pieces.components(separatedBy: "<path").count == 2, "the first month stands alone")
        #expect(pieces.contains("n = 7") && pieces.contains("1 dari 4 ditahan"))
    }

    @Test func `names stand whole, whatever the width, and of two that are the same each has its code`() throws {
        let name = "Dinas Pekerjaan Umum dan Penataan Ruang Kota Bontang"
        for layout in [ChartWidth.broad, .narrow] {
            let svg = StackedChart(
                title: "Laporan", parts: [.init(name: "p", color: "#000000")], bars: [.init(name: name, counts: [3])]
            ).rows(layout)
            let words = try XMLText(svg).words
            for word in name.split(separator: " ") { #expect(words.contains { $0.contains(word) }, "\(word)") }
        }
        var question = FigureQuestion()
        question.dimensions = [.body]
        let rows = ["1", "2"].map { code in
            FigureTable.Row(keys: [.init(code: code, name: "Dinas")], cell: Self.cell([9, 0, 0, 9, 0, 0]))
        }
        let table = try FigureTable(
            question, rows: rows, total: Self.cell([18, 0, 0, 18, 0, 0]), asOf: Instant(microseconds: 0))
        let svg = try PrintedTable(table, isPublic: false).chart().svg
        #expect(svg.contains("Dinas (1)") && svg.contains("Dinas (2)"))
    }

    @Test func `letters for phones are of 12 in a drawing of 344`() throws {
        let table = try Self.table([.period], (1...9).map { ("2025-0\($0)-01", [9, 9, 9, 9, 9, 9]) })
        for chart in try PrintedTable(table, isPublic: false).charts {
            #expect(chart.narrow.contains("viewBox=\"0 0 344 "))
            for match in chart.narrow.matches(of: /font-size="(\d+)"/) { #expect(Int(match.1) ?? 0 >= 12) }
        }
    }

    @Test func `all figures are a table and a picture for each question, and no table of dozens of columns`() throws {
        var question = FigureQuestion()
        question.dimensions = [.kind]
        question.measures = try Measure.named(["all"])
        let rows = ["a", "b"].map {
            FigureTable.Row(keys: [.init(code: $0, name: $0)], cell: Self.cell([9, 0, 0, 9, 0, 0]))
        }
        var total = Self.cell([18, 0, 0, 18, 0, 0])
        total[.closed(.other)] = 18
        let closed = rows.map { row in
            var row = row
            row.cell[.closed(.other)] = 9
            return row
        }
        let table = try FigureTable(question, rows: closed, total: total, asOf: Instant(microseconds: 0))
        let page = ReportPage(try PrintedTable(table, isPublic: false)).html
        let captions = page.matches(of: /<caption id="([^"]+)">/).map { String($0.1) }
        #expect(captions.count >= 4 && Set(captions).count == captions.count)
        for place in page.components(separatedBy: "<table>").dropFirst() {
            #expect(place.components(separatedBy: "<th scope=\"col\"").count <= 16)
        }
        for title in ["Siapa yang menutup", "Di mana laporan menunggu", "Penyelesaian, median", "Persentase terlambat"]
        {
            #expect(page.contains("<title>\(title)</title>"), "\(title)")
        }
        #expect(page.components(separatedBy: "role=\"region\"").count - 1 == captions.count)
        #expect(page.components(separatedBy: "tabindex=\"0\"").count - 1 == captions.count)
    }

    @Test func `a page is well formed and has every figure of the table`() throws {
        let table = try Self.table([.region], [("a & b", [1, 2, 3, 4, 5, 6]), ("c", [1_000, 0, 0, 0, 0, 0])])
        let html = ReportPage(try PrintedTable(table, isPublic: false)).html
        let text = try XMLText(html.replacing("<!DOCTYPE html>", with: "").replacing(#/<meta [^>]*>/#, with: "")).words
        for word in ["<a & b>", "1.000", "33,33 %", "7 / 21", "19,05 %", "4 / 21", "1.021"] {
            #expect(text.contains(word), "\(word)")
        }
    }
}

/// What an XML text says, by Foundation's own parser.
private final class XMLText: NSObject, XMLParserDelegate {
    private(set) var words: Set<String> = []
    private(set) var rectangles: [([String: String], String)] = []
    private var open: [String: String]?
    private var text = ""

    init(_ xml: String) throws {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = self
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
        _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
        attributes: [String: String]
    ) {
        take()
        if name == "rect" { open = attributes }
    }

    func parser(_: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?) {
        if name == "title", let attributes = open { rectangles.append((attributes, text)) }
        if name == "rect" { open = nil }
        take()
    }

    private func take() {
        words.insert(text.trimmingCharacters(in: .whitespacesAndNewlines))
        text = ""
    }
}
