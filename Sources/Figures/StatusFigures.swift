package import Complaints

/// Figures that cannot be printed because they do not add up.
package enum FigureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The parts sum to another number than the total.
    case sum(parts: Int, total: Int, in: String = "")
    case sources(status: CaseStatus, journal: Int, cases: Int)
    /// Journals that cannot be replayed: so many, and of one what is wrong.
    case replay(cases: Int, example: String)
    /// A published row that something else is wrong with, or that lacks a number: what it is.
    case row(String)
    case measure(String)
    /// Figures of a moment that is still to come.
    case future(Instant, now: Instant)

    package var description: String {
        switch self {
        case .sum(let parts, let total, let place):
            "\(place.isEmpty ? "" : place + ": ")the parts sum to \(parts), the total is \(total), "
                + "\(abs(total - parts)) \(parts < total ? "less" : "more"): not printed"
        case .sources(let status, let journal, let cases):
            "\(status.rawValue): \(journal) by the journal, \(cases) by the cases: not printed"
        case .replay(let cases, let example):
            "\(cases) journals cannot be replayed, so no figure is printed. \(example)"
        case .row(let reason), .measure(let reason): reason
        case .future(let moment, let now):
            "nobody can know how things stand at \(moment.rfc3339): it is \(now.rfc3339)"
        }
    }
}

/// How many cases stand where, and the two rates that must never be mixed.
package struct StatusFigures: Sendable, Equatable {
    /// Cases in each status; every status is there.
    package let counts: [CaseStatus: Int]
    /// All cases (jumlah).
    package let total: Int

    /// Figures of `counts`; a status that is not named has none.
    ///
    /// - Throws: `FigureError` `sum` when they do not sum to `total`.
    package init(_ counts: [CaseStatus: Int], total: Int) throws(FigureError) {
        let parts = counts.values.reduce(0, +)
        guard parts == total else { throw .sum(parts: parts, total: total) }
        self.counts = counts.merging(CaseStatus.allCases.map { ($0, 0) }) { given, _ in given }
        self.total = total
    }

    /// Persentase tindak lanjut: cases that an agency has answered or finished, (proses + selesai) / jumlah.
    package var followUp: Rate { Rate(count(.proses) + count(.selesai), of: total) }

    /// Persentase selesai: finished cases, selesai / jumlah.
    package var resolution: Rate { Rate(count(.selesai), of: total) }

    package func count(_ status: CaseStatus) -> Int { counts[status] ?? 0 }
}

/// A share with its parts, so that nobody need guess the denominator.
package struct Rate: Sendable, Equatable {
    package let numerator: Int
    package let denominator: Int

    /// `numerator` of `denominator`, the denominator not below 0.
    package init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Hundredths of a percent, halves rounded up; nil of nothing.
    package var hundredths: Int? { Rounding.hundredths(numerator * 100, of: denominator) }

    /// `93.22`, or `-` of nothing.
    package var percent: String { Rounding.text(hundredths: hundredths) }
}
