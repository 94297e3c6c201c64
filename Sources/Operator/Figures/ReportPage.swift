import Complaints
import Figures

/// A report as one HTML file that needs nothing else: charts, tables, definitions.
struct ReportPage {
    private let printed: PrintedTable

    init(_ printed: PrintedTable) { self.printed = printed }

    var html: String {
        Page(
            title: heading, scope: scope,
            body: """
                \(tiles)
                \(printed.charts.map(\.html).joined(separator: "\n"))
                <section><h2>Tabel</h2>
                \(withheld)\(tables)</section>
                <section><h2>Definisi</h2>
                \(definitions)</section>
                """,
            foot: "Dihitung dari jurnal kejadian. Setiap tabel dijumlahkan ulang sebelum ditampilkan. Persentase "
                + "dibulatkan ke dua desimal, setengah ke atas."
        ).html
    }

    /// What a table is about, in one line.
    static func title(of printed: PrintedTable) -> String {
        ([ReportPage(printed).heading] + printed.filters.map(\.id)).joined(separator: ", ")
    }

    private var question: FigureQuestion { printed.question }

    private var heading: String {
        let subject =
            switch question.view {
            case .cohort: "Laporan masyarakat"
            case .activity: "Kegiatan penanganan laporan"
            case .deadlines: "Tenggat penanganan laporan"
            }
        guard !question.dimensions.isEmpty else { return subject }
        return subject + " menurut " + question.dimensions.map { $0.title.id.lowercased() }.joined(separator: " dan ")
    }

    private var scope: String {
        var parts = printed.filters.map(\.id)
        parts.append("Keadaan pada \(IndonesianZone.wib.time(printed.table.asOf))")
        return parts.joined(separator: " · ")
    }

    private var tiles: String {
        let shown = zip(question.measures, printed.totals).filter { measure, _ in
            [Measure.total, .followUp, .resolution].contains(measure)
        }
        guard !shown.isEmpty else { return "" }
        let tiles = shown.map { measure, value in
            """
            <div class="tile"><span>\(Page.escaped(measure.title))</span><strong>\(Page.escaped(Self.main(value)))</strong>\
            <small>\(Page.escaped(Self.parts(value, measure)))</small></div>
            """
        }
        return "<div class=\"tiles\">\(tiles.joined())</div>"
    }

    private var withheld: String {
        guard let count = printed.withheld, count > 0 else { return "" }
        return
            "<p>\(count) sel ditahan: nilainya di bawah \(SmallCells.threshold), atau melindungi sel "
            + "yang demikian. Yang mana dari keduanya tidak dikatakan, karena itu pun membuka sel lain.</p>\n"
    }

    /// One table for each group of figures: dozens of columns side by side are read by nobody.
    private var tables: String {
        var left = Array(question.measures.indices)
        var tables: [String] = []
        for (name, group) in Measure.groups where name != "all" {
            let places = left.filter { group.contains(question.measures[$0]) && (name == "status" || !isStanding($0)) }
            guard !places.isEmpty else { continue }
            left.removeAll(where: places.contains)
            tables.append(table(places, Self.captions[name] ?? name, id: "tabel-\(name)"))
        }
        if !left.isEmpty { tables.append(table(left, "Angka", id: "tabel-lain")) }
        return tables.joined(separator: "\n")
    }

    private func isStanding(_ place: Int) -> Bool { Measure.standing.contains(question.measures[place]) }

    private static let captions = [
        "status": "Status dan kedua persentase", "waktu": "Lamanya dan keterlambatan",
        "tunggakan": "Tunggakan dan perpindahan", "akhir": "Bagaimana laporan berakhir",
        "bantahan": "Apakah yang selesai tetap selesai", "matang": "Laporan yang sudah mencapai batas waktunya",
    ]

    private func table(_ places: [Int], _ caption: String, id: String) -> String {
        let heads =
            question.dimensions.map { PageTable.Head(text: $0.title.id) }
            + places.map { PageTable.Head(text: question.measures[$0].title, isNumber: true) }
        let rows = printed.rows.map { row in
            row.keys.map { PageTable.Cell(text: $0.name, isHead: true) } + places.map { Self.cell(row.values[$0]) }
        }
        let label = question.dimensions.indices.map { PageTable.Cell(text: $0 == 0 ? "Jumlah" : "", isHead: true) }
        return PageTable(
            caption: caption, heads: heads, rows: rows, sums: label + places.map { Self.cell(printed.totals[$0]) },
            id: id
        ).html
    }

    private var definitions: String {
        let items = question.measures.map { measure in
            let of = measure.denominator.isEmpty ? "" : " Penyebut: \(measure.denominator)."
            return """
                <dt>\(Page.escaped(measure.title)) <code>\(measure.id) v\(measure.version)</code></dt>\
                <dd>\(Page.escaped(measure.formula)). Satuan: \(measure.unit.rawValue).\(Page.escaped(of)) \
                Sumber: \(Page.escaped(measure.source)).</dd>
                """
        }
        return "<dl>\(items.joined(separator: "\n"))</dl>"
    }

    private static func cell(_ value: FigureValue?) -> PageTable.Cell {
        let parts: String? =
            switch value {
            case .share(let rate) where rate.denominator > 0:
                "\(IndonesianNumber.text(rate.numerator)) / \(IndonesianNumber.text(rate.denominator))"
            case .mean(_, let count) where count > 0: "n = \(IndonesianNumber.text(count))"
            default: nil
            }
        return PageTable.Cell(text: main(value), small: parts)
    }

    private static func main(_ value: FigureValue?) -> String {
        switch value {
        case .none: FigureWords.mark.id
        case .count(let count): IndonesianNumber.text(count)
        case .share(let rate): IndonesianNumber.percent(hundredths: rate.hundredths)
        case .mean(let mean, _): IndonesianNumber.decimal(hundredths: mean)
        }
    }

    private static func parts(_ value: FigureValue?, _ measure: Measure) -> String {
        guard case .share(let rate)? = value else { return measure.formula }
        return
            "\(IndonesianNumber.text(rate.numerator)) / \(IndonesianNumber.text(rate.denominator)) · \(measure.formula)"
    }
}
