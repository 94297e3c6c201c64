import Complaints
import Figures
import Foundation
import Testing

@testable import Operator

@Suite struct PrintedTableTests {
    private static let rows = [("32.04", [0, 0, 2, 53, 0, 4]), ("32.73", [7, 8, 9, 10, 11, 12])]

    @Test func `CSV has each share with its parts`() throws {
        let printed = try PrintedTable(try ChartTests.table([.region], Self.rows), isPublic: false)
        let lines = printed.csv.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("region,region_name,jumlah,belum_terverifikasi,"))
        #expect(
            lines[0].hasSuffix(
                "persentase_tindak_lanjut_numerator,persentase_tindak_lanjut_denominator,persentase_tindak_lanjut,"
                    + "persentase_selesai_numerator,persentase_selesai_denominator,persentase_selesai"))
        #expect(lines[1] == "32.04,<32.04>,59,0,0,2,53,0,4,55,59,93.22,53,59,89.83")
        #expect(lines.count == 3)
    }

    @Test func `CSV without a dimension has the sums as its one row`() throws {
        var question = FigureQuestion()
        let total = ChartTests.cell([9, 0, 20, 30, 0, 0])
        let table = try FigureTable(question, rows: [], total: total, asOf: Instant(microseconds: 0))
        let lines = try PrintedTable(table, isPublic: true).csv.split(separator: "\n")
        #expect(lines.dropFirst() == ["59,9,0,20,30,0,0,50,59,84.75,30,59,50.85,false"])
        let small = try FigureTable(question, rows: [], total: ChartTests.cell([2, 0, 20, 30, 0, 0]), asOf: table.asOf)
        #expect(try PrintedTable(small, isPublic: true).withheld == 0, "a count of all is about nobody")
        question.body = "64.LH"
        let unit = try FigureTable(question, rows: [], total: ChartTests.cell([2, 0, 20, 30, 0, 0]), asOf: table.asOf)
        let printed = try PrintedTable(unit, isPublic: true)
        #expect(printed.withheld == 2, "the two statuses that could be told apart")
        #expect(!ReportPage(printed).html.contains("<5") && ReportPage(printed).html.contains("ditahan"))
        question.body = nil
        question.measures = try Measure.named(["jumlah"])
        let counted = try FigureTable(question, rows: [], total: total, asOf: Instant(microseconds: 0))
        #expect(try PrintedTable(counted, isPublic: false).csv == "jumlah\n59")
    }

    @Test func `a chart shows nothing that the table withholds, whatever figures the table has`() throws {
        var question = FigureQuestion()
        question.measures = [.followUp, .resolution]
        question.body = "64.LH"
        let moment = Instant(microseconds: 1_600_000_000_000_000)
        let counts = [3, 20, 40, 80, 6, 0]
        let whole = try FigureTable(question, rows: [], total: ChartTests.cell(counts), asOf: moment)
        let printed = try PrintedTable(whole, isPublic: true)
        #expect(printed.totals.allSatisfy { $0 != nil } && printed.withheld == 2)
        #expect(printed.charts.isEmpty)
        #expect(try PrintedTable(whole, isPublic: false).charts.count == 1)
        question.dimensions = [.region]
        let rows = [("a", counts), ("b", [30, 20, 40, 80, 60, 50]), ("c", [90, 50, 70, 60, 80, 90])].map {
            FigureTable.Row(keys: [.init(code: $0.0, name: $0.0)], cell: ChartTests.cell($0.1))
        }
        var total = FigureCell()
        for row in rows { total.add(row.cell) }
        let regions = try PrintedTable(FigureTable(question, rows: rows, total: total, asOf: moment), isPublic: true)
        #expect(regions.rows[0].values.allSatisfy { $0 != nil } && !regions.rows[0].isWhole && regions.rows[2].isWhole)
        #expect(regions.charts.allSatisfy { !$0.svg.contains("a, Selesai") && $0.svg.contains("c, Selesai") })
    }

    @Test func `what alone is counted stands above the figures`() throws {
        var question = FigureQuestion()
        (question.region, question.from) = ("64.72", CivilDate(iso: "2020-01-01"))
        let table = try FigureTable(
            question, rows: [], total: ChartTests.cell([9, 0, 0, 0, 0, 0]), asOf: Instant(microseconds: 0))
        let printed = try PrintedTable(table, isPublic: false)
        let english = Language.$current.withValue(.en) { printed.text }
        #expect(english.hasPrefix("Only: Region 64.72, 2020-01-01 to now\n"))
        #expect(try #require(try printed.summary?.json()).contains(#""region" : "64.72""#))
        #expect(try printed.json().contains(#""from" : "2020-01-01""#))
    }

    @Test func `JSON names definitions with their versions`() throws {
        let printed = try PrintedTable(try ChartTests.table([.region], Self.rows), isPublic: false)
        let json = try printed.json()
        let report = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(report["as_of"] as? String == "2020-09-13T12:26:40.000000Z")
        let definitions = try #require(report["definitions"] as? [[String: Any]])
        #expect(definitions.count == 9 && definitions.allSatisfy { $0["version"] as? Int == 1 })
        let row = try #require((report["rows"] as? [[String: Any]])?.first)
        let figures = try #require(row["figures"] as? [String: Any])
        #expect(figures["jumlah"] as? Int == 59)
        let rate = try #require(figures["persentase_selesai"] as? [String: Any])
        #expect(rate["numerator"] as? Int == 53 && rate["denominator"] as? Int == 59)
        #expect(rate["percent"] as? Double == 89.83)
    }

    @Test func `open data withholds what is below 5, and describes every column`() throws {
        let table = try ChartTests.table(
            [.region, .period],
            Self.rows.map { ($0.0 + "/2025-01-01", $0.1) } + [("64/2025-01-01", [20, 20, 20, 20, 20, 20])])
        #expect(table.question.isOfWholeProvinces == false)
        let files = try DataPackage(try PrintedTable(table, isPublic: true), license: "CC-BY-4.0").files
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
        let description = try #require(texts["datapackage.json"])
        let package = try #require(
            JSONSerialization.jsonObject(with: Data(description.utf8)) as? [String: Any])
        let resources = try #require(package["resources"] as? [[String: Any]])
        #expect(
            Set(resources.compactMap { $0["path"] as? String }) == Set(texts.keys).subtracting(["datapackage.json"]))
        for resource in resources where resource["format"] as? String == "csv" {
            let schema = try #require(resource["schema"] as? [String: Any])
            let fields = try #require(schema["fields"] as? [[String: Any]]).compactMap { $0["name"] as? String }
            let path = try #require(resource["path"] as? String)
            let text = try #require(texts[path])
            var records = CSVRecords(Array(text.utf8))
            #expect(records.next()?.fields == fields)
            while let record = records.next() { #expect(record.fields?.count == fields.count) }
        }
        #expect(texts["laporan.csv"]?.contains("32.04,<32.04>,2025-01-01,59,0,0,,") == true)
        #expect(texts["laporan.csv"]?.contains(",true\n") == true)
    }

    @Test func `docs/definitions.md is what the program means`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/definitions.md")
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(
            written == DefinitionsPage.text + "\n",
            "run: .build/debug/lapor report definitions --markdown > docs/definitions.md")
    }

    @Test func `docs/overseers.md is what the program knows of gaming`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/overseers.md")
        #expect(
            try String(contentsOf: page, encoding: .utf8) == OverseersPage.text + "\n",
            "run: .build/debug/lapor report definitions --overseers > docs/overseers.md")
        for measure in Measure.ofCases + Measure.deadlines {
            #expect(OverseersPage.text.contains("| `\(measure.id)` |"))
        }
    }
}
