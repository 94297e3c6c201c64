import Complaints
import Figures

/// A report as one HTML file that needs nothing else: charts, table, definitions.
struct ReportPage {
    private let printed: PrintedTable

    init(_ printed: PrintedTable) { self.printed = printed }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="id">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(heading))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <header><p class="kicker">SP4N-LAPOR!</p><h1>\(Self.escaped(heading))</h1><p>\(Self.escaped(scope))</p></header>
        <main>
        \(tiles)
        \(printed.charts.map { "<figure>\n\($0.svg)\n</figure>" }.joined(separator: "\n"))
        <section><h2>Tabel</h2>
        \(withheld)<div class="wide">\(table)</div></section>
        <section><h2>Definisi</h2>
        \(definitions)</section>
        </main>
        <footer>Dihitung dari jurnal kejadian. Setiap tabel dijumlahkan ulang sebelum ditampilkan. Persentase dibulatkan \
        ke dua desimal, setengah ke atas.</footer>
        </body>
        </html>
        """
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
        var parts = question.filters.map(\.id)
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
            <div class="tile"><span>\(Self.escaped(measure.title))</span><strong>\(Self.main(value))</strong>\
            <small>\(Self.parts(value, measure))</small></div>
            """
        }
        return "<div class=\"tiles\">\(tiles.joined())</div>"
    }

    private var withheld: String {
        guard let count = printed.withheld else { return "" }
        return
            "<p>\(count) sel tidak ditampilkan (\(Self.escaped(PrintedTable.mark))): nilainya di bawah 5, atau melindungi "
            + "sel yang di bawah 5.</p>\n"
    }

    private var table: String {
        let heads =
            question.dimensions.map { "<th scope=\"col\">\($0.title.id)</th>" }
            + question.measures.map { "<th scope=\"col\" class=\"n\">\(Self.escaped($0.title))</th>" }
        let rows = printed.rows.map { row in
            let keys = row.keys.map { "<th scope=\"row\">\(Self.escaped($0.name))</th>" }
            return "<tr>\(keys.joined())\(row.values.map(Self.cell).joined())</tr>"
        }
        let width = question.dimensions.count
        let label = width == 0 ? "" : "<th scope=\"row\" colspan=\"\(width)\">Jumlah</th>"
        return """
            <table>
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            <tfoot><tr>\(label)\(printed.totals.map(Self.cell).joined())</tr></tfoot>
            </table>
            """
    }

    private var definitions: String {
        let items = question.measures.map { measure in
            let of = measure.denominator.isEmpty ? "" : " Penyebut: \(measure.denominator)."
            return """
                <dt>\(Self.escaped(measure.title)) <code>\(measure.id) v\(measure.version)</code></dt>\
                <dd>\(Self.escaped(measure.formula)). Satuan: \(measure.unit.rawValue).\(Self.escaped(of)) \
                Sumber: \(Self.escaped(measure.source)).</dd>
                """
        }
        return "<dl>\(items.joined(separator: "\n"))</dl>"
    }

    private static func cell(_ value: FigureValue?) -> String {
        let parts: String =
            switch value {
            case .share(let rate) where rate.denominator > 0:
                "<small>\(IndonesianNumber.text(rate.numerator)) / \(IndonesianNumber.text(rate.denominator))</small>"
            case .mean(_, let count) where count > 0: "<small>n = \(IndonesianNumber.text(count))</small>"
            default: ""
            }
        return "<td class=\"n\">\(main(value))\(parts)</td>"
    }

    private static func main(_ value: FigureValue?) -> String {
        switch value {
        case .none: escaped(PrintedTable.mark)
        case .count(let count): IndonesianNumber.text(count)
        case .share(let rate): IndonesianNumber.percent(hundredths: rate.hundredths)
        case .mean(let mean, _): IndonesianNumber.decimal(hundredths: mean)
        }
    }

    private static func parts(_ value: FigureValue?, _ measure: Measure) -> String {
        guard case .share(let rate)? = value else { return escaped(measure.formula) }
        return "\(IndonesianNumber.text(rate.numerator)) / \(IndonesianNumber.text(rate.denominator)) · "
            + escaped(measure.formula)
    }

    private static func escaped(_ text: String) -> String { SVGDrawing.escaped(text) }

    private static let style = """
        :root { color-scheme: light; --ink: #1d2733; --soft: #5b6670; --line: #e3e7ec; --brand: #12766f; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 15px/1.5 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; color: var(--ink); \
        background: #f5f7f9; }
        header { background: var(--brand); color: #fff; padding: 28px 0 30px; }
        header > *, main, footer { max-width: 1040px; margin: 0 auto; }
        header > * { padding: 0 24px; }
        header .kicker { letter-spacing: .12em; font-size: 12px; font-weight: 600; opacity: .85; }
        h1 { font-size: 28px; line-height: 1.25; margin-top: 4px; margin-bottom: 6px; }
        h2 { font-size: 19px; margin: 0 0 12px; }
        main { padding: 22px 24px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px; \
        margin-bottom: 18px; }
        .tile, figure, section { background: #fff; border: 1px solid var(--line); border-radius: 10px; }
        .tile { padding: 16px 18px; display: flex; flex-direction: column; }
        .tile span { color: var(--soft); font-size: 13px; }
        .tile strong { font-size: 32px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .tile small { color: var(--soft); }
        figure { margin: 0 0 18px; padding: 10px; }
        figure svg { width: 100%; height: auto; display: block; }
        section { padding: 18px 20px; margin-bottom: 18px; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
        th, td { padding: 7px 9px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid #c9d1d9; vertical-align: bottom; }
        tbody th { font-weight: 500; min-width: 150px; }
        tbody tr:hover { background: #f5f9f8; }
        tfoot td, tfoot th { font-weight: 700; border-bottom: 0; border-top: 2px solid #c9d1d9; }
        .n { text-align: right; white-space: nowrap; }
        thead .n { white-space: normal; }
        td small { display: block; color: var(--soft); font-weight: 400; font-size: 11px; }
        dt { font-weight: 600; margin-top: 10px; }
        dt code { color: var(--soft); font-weight: 400; font-size: 12px; }
        dd { margin: 0; color: #3c4650; }
        footer { padding: 0 24px 36px; color: var(--soft); font-size: 13px; }
        @media print { body { background: #fff; } figure, section, .tile { break-inside: avoid; } }
        """
}
