import Complaints
package import Figures
import Store

/// Bodies by one of their rates, each among those of like volume, with what chance leaves open.
package struct RankedBodies: CommandResult {
    struct Row: Encodable {
        /// How many cases bodies of its group have.
        var volume: String
        var bestRank: Int
        var worstRank: Int
        var code: String
        var name: String
        var numerator: Int
        var denominator: Int
        var percent: Double
        /// The interval that the rate lies in with 95 % confidence.
        var low: Double
        var high: Double
        /// What officers and reporters closed, of all its cases; nil: not of this rate.
        var decidedPercent: Double?
        /// Objections among closed cases; nil: not of this rate.
        var disputedPercent: Double?
    }

    var measure: String
    /// The last day of submission that is counted; nil: all.
    var to: String?
    var rows: [Row]
    /// Bodies with fewer than 30 cases.
    var unranked: Int

    /// What bodies may be ranked by: of each more is better.
    package static let measures: [Measure] = [.resolution, .decided, .followUp, .onTime]

    /// - Parameters:
    ///   - measure: one of `measures`.
    ///   - question: which cases; those of young cohorts are left out.
    package init(by measure: Measure, _ question: FigureQuestion) throws {
        var database = try Connections.figures()
        try question.check(&database)
        let now = try StoreClock.now(&database)
        var question = question
        question.dimensions = [.body]
        if measure == .onTime {
            (question.view, question.measures) = (.deadlines, [measure])
        } else {
            let days = try FigureReader.days(of: question, at: now, &database)
            question.to = min(question.to ?? days.lastRipeDay, days.lastRipeDay)
            question.measures = [measure, .decided, .disputedShare]
        }
        let table = try FigureReader.answer(question, at: now, &database)
        let values = table.rows.map(table.values)
        let ranking = Ranking(values.map { $0[0].rate ?? Rate(0, of: 0) })
        self.measure = measure.id
        to = question.to?.description
        unranked = ranking.unranked
        rows = ranking.places.map { Row($0, table.rows[$0.index].keys[0], values[$0.index]) }
    }

    package var text: String {
        let table = TextTable(
            [
                .cases, .rank, .body, .percent, .calculation, .interval, FigureWords.decided, FigureWords.disputed,
            ],
            less: [.calculation, FigureWords.disputed],
            rows.map { row in
                [
                    row.volume, row.bestRank == row.worstRank ? "\(row.bestRank)" : "\(row.bestRank)–\(row.worstRank)",
                    row.name, Self.text(row.percent), "\(row.numerator) / \(row.denominator)",
                    "\(Self.text(row.low))–\(Self.text(row.high))", row.decidedPercent.map(Self.text),
                    row.disputedPercent.map(Self.text),
                ]
            })
        let through = to.map { FigureWords.ripeThrough($0).text + "\n\n" } ?? ""
        return through + (rows.isEmpty ? FigureWords.nobodyRanked.text : table.text)
    }

    package var hint: Phrase? { unranked > 0 ? FigureWords.unranked(unranked) : nil }

    private static func text(_ percent: Double) -> String {
        Rounding.text(hundredths: Int((percent * 100).rounded()))
    }
}

extension RankedBodies.Row {
    fileprivate init(_ place: Ranking.Place, _ key: FigureTable.Key, _ values: [FigureValue]) {
        volume = place.volume.label
        (bestRank, worstRank) = (place.ranks.lowerBound, place.ranks.upperBound)
        (code, name) = (key.code, key.name)
        (numerator, denominator) = (place.rate.numerator, place.rate.denominator)
        percent = Double(place.rate.hundredths ?? 0) / 100
        (low, high) = (Double(place.interval.low) / 100, Double(place.interval.high) / 100)
        let further = values.dropFirst().map { $0.rate?.hundredths.map { Double($0) / 100 } }
        (decidedPercent, disputedPercent) = further.count == 2 ? (further[0], further[1]) : (nil, nil)
    }
}

extension FigureValue {
    /// Nil of counts and means.
    var rate: Rate? {
        guard case .share(let rate) = self else { return nil }
        return rate
    }

    /// Hundredths of a mean or median; nil of others, and of nothing.
    var mean: Int? {
        guard case .mean(let mean, _) = self else { return nil }
        return mean
    }
}
