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

    @Test func `a public chart has no withheld row, and none that would give one away`() throws {
        let rows = [("a", [3, 0, 0, 80, 0, 0]), ("b", [60, 0, 0, 70, 0, 0]), ("c", [90, 0, 0, 95, 0, 0])]
        let printed = try PrintedTable(try Self.table([.region], rows), isPublic: true)
        let svg = try printed.chart().svg
        #expect(svg.contains("&lt;c&gt;") && !svg.contains("&lt;a&gt;") && !svg.contains("&lt;b&gt;"))
        #expect(printed.text.contains(PrintedTable.mark))
        let two = try Self.table([.region, .period], rows.map { ($0.0 + "/2025-01-01", $0.1) })
        #expect(try PrintedTable(two, isPublic: true).charts.isEmpty)
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
