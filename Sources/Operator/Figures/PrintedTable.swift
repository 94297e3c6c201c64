import Figures

/// A table of figures on its way to a reader: everything, or what the public may see.
struct PrintedTable {
    /// One row; a figure that is nil is withheld.
    struct Row {
        var keys: [FigureTable.Key]
        var values: [FigureValue?]
        /// Whether everything may be shown that was counted for it, whatever its own figures are.
        var isWhole: Bool
    }

    let table: FigureTable
    let rows: [Row]
    let totals: [FigureValue?]
    /// Whether everything may be shown that was counted over all rows.
    let isTotalWhole: Bool
    /// Cells withheld; nil: the table is not for the public.
    let withheld: Int?
    /// Where all cases stand, when that is all that the table says.
    let summary: StatusSummary?

    /// Names of the region and the body that alone are counted.
    var names = ScopeNames()

    init(_ table: FigureTable, isPublic: Bool) throws(FigureError) {
        guard !isPublic else {
            self = PrintedTable(try PublicTable(table))
            return
        }
        self.table = table
        rows = table.rows.map { Row(keys: $0.keys, values: table.values(of: $0), isWhole: true) }
        totals = table.totals
        isTotalWhole = true
        withheld = nil
        summary = try StatusSummary(table)
    }

    /// What of a table may be shown to everybody.
    init(_ shown: PublicTable) {
        table = shown.table
        rows = shown.table.rows.enumerated().map {
            Row(keys: $1.keys, values: shown.values(at: $0), isWhole: shown.isWhole(at: $0))
        }
        totals = shown.totals
        isTotalWhole = shown.isTotalWhole
        withheld = shown.hiddenCells
        summary = nil
    }

    /// Which cases alone are counted, for readers.
    var filters: [Phrase] { question.filters(names) }

    var question: FigureQuestion { table.question }
}

// MARK: - Text

extension PrintedTable {
    private var scope: String {
        let filters = filters.map(\.text)
        return filters.isEmpty ? "" : "\(FigureWords.only(filters.joined(separator: ", ")))\n\n"
    }

    var text: String {
        var text = TextTable(
            question.dimensions.map(\.title) + question.measures.map { Phrase(same: $0.id) },
            overflow: .continued(keys: question.dimensions.count))
        for row in rows { text.add(row.keys.map(\.name) + row.values.map(Self.text)) }
        text.add(question.dimensions.indices.map { $0 == 0 ? FigureWords.total.text : "" } + totals.map(Self.text))
        let note = withheld.map { "\n\n\(FigureWords.withheld($0))" } ?? ""
        return scope + (summary?.text ?? text.text) + note
    }

    static func text(_ value: FigureValue?) -> String {
        switch value {
        case .none: FigureWords.mark.text
        case .count(let count): String(count)
        case .share(let rate): rate.denominator == 0 ? "-" : "\(rate.percent) (\(rate.numerator)/\(rate.denominator))"
        case .mean(let mean, let count): count == 0 ? "-" : "\(Rounding.text(hundredths: mean)) (n=\(count))"
        }
    }

    /// Codes and names; shares with numerator and denominator, means with their count. What is withheld is empty, and
    /// `suppressed` says so.
    var csv: String {
        // Without a dimension the sums are the one row.
        let body = question.dimensions.isEmpty ? [csvFigures(totals)] : rows.map { csvLine($0.keys, $0.values) }
        let lines = [csvHeader] + body
        return lines.map(CSVLine.text).joined(separator: "\n")
    }

    /// The sums, in the columns of the figures.
    var csvTotals: [String] { csvFigures(totals) }

    private var csvHeader: [String] {
        let keys = question.dimensions.flatMap { $0.hasNames ? [$0.rawValue, "\($0.rawValue)_name"] : [$0.rawValue] }
        let figures = question.measures.flatMap { measure in
            switch measure.rule {
            case .count: [measure.id]
            case .share, .growth: ["\(measure.id)_numerator", "\(measure.id)_denominator", measure.id]
            case .mean, .meanDays, .medianDays, .quantileDays: [measure.id, "\(measure.id)_count"]
            }
        }
        return keys + figures + (withheld == nil ? [] : ["suppressed"])
    }

    private func csvLine(_ keys: [FigureTable.Key], _ values: [FigureValue?]) -> [String] {
        let codes = zip(question.dimensions, keys).flatMap { $0.hasNames ? [$1.code, $1.name] : [$1.code] }
        return codes + csvFigures(values)
    }

    private func csvFigures(_ values: [FigureValue?]) -> [String] {
        let figures = zip(question.measures, values).flatMap { measure, value -> [String] in
            switch (measure.rule, value) {
            case (_, .count(let count)): [String(count)]
            case (_, .share(let rate)):
                rate.denominator == 0
                    ? ["", "0", ""] : [String(rate.numerator), String(rate.denominator), rate.percent]
            case (_, .mean(let mean, let count)): [mean.map { Rounding.text(hundredths: $0) } ?? "", String(count)]
            case (.count, .none): [""]
            case (.share, .none), (.growth, .none): ["", "", ""]
            case (_, .none): ["", ""]
            }
        }
        return figures + (withheld == nil ? [] : [values.contains { $0 == nil } ? "true" : "false"])
    }
}

extension FigureQuestion.Dimension {
    var title: Phrase {
        switch self {
        case .period: Phrase.period
        case .region: Phrase.region
        case .body: Phrase.body
        case .category: Phrase.category
        case .kind: Phrase.kind
        case .channel: Phrase.channel
        case .status: Phrase.status
        }
    }

    /// Whether its codes are no names.
    var hasNames: Bool { self == .region || self == .body || self == .category }
}

/// What the region and the body are called that a question names by their codes.
struct ScopeNames {
    var region: String?
    var body: String?
}

/// A line of CSV (RFC 4180), without its end.
enum CSVLine {
    static func text(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        let field = inert(field)
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    /// Spreadsheets compute what begins like a formula: an apostrophe before it makes words of it (OWASP, CSV injection). A
    /// number stays one.
    private static func inert(_ field: String) -> String {
        guard let first = field.first, "=+-@\t\r".contains(first), Double(field) == nil else { return field }
        return "'" + field
    }
}
