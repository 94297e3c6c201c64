import Complaints
import Figures

extension PrintedTable {
    private struct Definition: Encodable {
        var id: String
        var version: Int
        var formula: String
        var unit: String
        var denominator: String?
    }

    private struct Key: Encodable {
        var code: String
        var name: String
    }

    private struct Line: Encodable {
        var keys: [String: Key]
        var figures: [String: Figure]
    }

    private struct Report: Encodable {
        var asOf: String
        var view: String
        var region: String?
        var body: String?
        var from: String?
        var to: String?
        var definitions: [Definition]
        var rows: [Line]
        var total: [String: Figure]
        var suppressedCells: Int?
    }

    /// A number, or an object that says what it was counted from.
    private struct Figure: Encodable {
        var value: FigureValue?

        private enum Keys: String, CodingKey {
            case numerator, denominator, percent, value, count, suppressed
        }

        func encode(to encoder: any Encoder) throws {
            if case .count(let count)? = value {
                var container = encoder.singleValueContainer()
                return try container.encode(count)
            }
            var container = encoder.container(keyedBy: Keys.self)
            switch value {
            case .share(let rate):
                try container.encode(rate.numerator, forKey: .numerator)
                try container.encode(rate.denominator, forKey: .denominator)
                try container.encode(rate.hundredths.map { Double($0) / 100 }, forKey: .percent)
            case .mean(let mean, let count):
                try container.encode(mean.map { Double($0) / 100 }, forKey: .value)
                try container.encode(count, forKey: .count)
            case .count, .none: try container.encode(true, forKey: .suppressed)
            }
        }
    }

    func json() throws -> String {
        try JSONResult.encode(
            Report(
                asOf: table.asOf.rfc3339, view: question.view.rawValue, region: question.region, body: question.body,
                from: question.from?.description, to: question.to?.description,
                definitions: question.measures.map {
                    Definition(
                        id: $0.id, version: $0.version, formula: $0.formula, unit: $0.unit.rawValue,
                        denominator: $0.denominator.isEmpty ? nil : $0.denominator)
                },
                rows: rows.map { row in
                    let keys = zip(question.dimensions, row.keys).map {
                        ($0.rawValue, Key(code: $1.code, name: $1.name))
                    }
                    return Line(keys: Dictionary(uniqueKeysWithValues: keys), figures: figures(row.values))
                },
                total: figures(totals), suppressedCells: withheld))
    }

    private func figures(_ values: [FigureValue?]) -> [String: Figure] {
        Dictionary(uniqueKeysWithValues: zip(question.measures, values).map { ($0.id, Figure(value: $1)) })
    }
}
