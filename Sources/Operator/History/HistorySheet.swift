import Figures

/// A table of history on its way to a reader, in any form.
struct HistorySheet: Encodable {
    enum Value {
        case text(String)
        /// A word of ours, which programs read in English whatever the screen speaks.
        case word(Phrase)
        case count(Int)
        case rate(Rate)
        /// Why there is no number.
        case none(Phrase)
        case blank
    }

    struct Column {
        /// Its name in files.
        var id: String
        var title: Phrase
        /// Whether it holds rates, which files write with their parts.
        var isRate = false
    }

    let title: Phrase
    let columns: [Column]
    private(set) var rows: [[Value]] = []

    init(_ title: Phrase, _ columns: [Column]) { (self.title, self.columns) = (title, columns) }

    mutating func add(_ row: [Value]) { rows.append(row) }

    /// The same table with its first rows alone.
    func cut(to limit: Int) -> (sheet: HistorySheet, more: Int) {
        var sheet = self
        sheet.rows = Array(rows.prefix(limit))
        return (sheet, rows.count - sheet.rows.count)
    }

    var text: String {
        TextTable(
            columns.map(\.title), widest: 80, overflow: .continued(keys: 2), rows.map { $0.map(Self.shown) }
        ).text
    }

    private static func shown(_ value: Value) -> String? {
        switch value {
        case .text(let text): text
        case .word(let word): word.text
        case .count(let count): String(count)
        case .rate(let rate): PrintedTable.text(.share(rate))
        case .none(let why): why.text
        case .blank: nil
        }
    }

    var csv: String {
        let header = columns.flatMap { $0.isRate ? ["\($0.id)_numerator", "\($0.id)_denominator", $0.id] : [$0.id] }
        let lines = rows.map { row in
            zip(columns, row).flatMap { column, value -> [String] in
                switch value {
                case .rate(let rate):
                    [String(rate.numerator), String(rate.denominator), rate.denominator == 0 ? "" : rate.percent]
                case _ where column.isRate: ["", "", ""]
                case .text(let text): [text]
                case .word(let word): [word.en]
                case .count(let count): [String(count)]
                case .none, .blank: [""]
                }
            }
        }
        return ([header] + lines).map(CSVLine.text).joined(separator: "\n")
    }

    /// For a page, in Indonesian.
    var html: String {
        let heads = columns.map { PageTable.Head(text: $0.title.id, isNumber: $0.isRate || isCount($0)) }
        let body = rows.map { row in
            row.enumerated().map { place, value in
                let text: String =
                    switch value {
                    case .text(let text): text
                    case .word(let word): word.id
                    case .count(let count): IndonesianNumber.text(count)
                    case .rate(let rate): IndonesianNumber.percent(hundredths: rate.hundredths)
                    case .none(let why): why.id
                    case .blank: "–"
                    }
                var small: String?
                if case .rate(let rate) = value, rate.denominator > 0 {
                    small = "\(IndonesianNumber.text(rate.numerator)) / \(IndonesianNumber.text(rate.denominator))"
                }
                return PageTable.Cell(text: text, small: small, isHead: place == 0)
            }
        }
        return PageTable(caption: title.id, heads: heads, rows: body, sums: nil).html
    }

    private func isCount(_ column: Column) -> Bool {
        guard let place = columns.firstIndex(where: { $0.id == column.id }) else { return false }
        return rows.contains { if case .count = $0[place] { true } else { false } }
    }
}

// MARK: - JSON

extension HistorySheet {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Share: Encodable {
        var numerator: Int
        var denominator: Int
        var percent: Double?
    }

    /// An array of objects, whose members are named as the columns are in files.
    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for row in rows {
            var object = list.nestedContainer(keyedBy: Key.self)
            for (column, value) in zip(columns, row) {
                let key = Key(column.id)
                switch value {
                case .text(let text): try object.encode(text, forKey: key)
                case .word(let word): try object.encode(word, forKey: key)
                case .count(let count): try object.encode(count, forKey: key)
                case .rate(let rate):
                    let share = Share(
                        numerator: rate.numerator, denominator: rate.denominator,
                        percent: rate.hundredths.map { Double($0) / 100 })
                    try object.encode(share, forKey: key)
                case .none, .blank: try object.encodeNil(forKey: key)
                }
            }
        }
    }
}
