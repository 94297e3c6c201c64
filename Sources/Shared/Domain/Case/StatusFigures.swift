/// Figures that cannot be printed because they do not add up.
public enum FigureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The parts sum to another number than the total.
    case sum(parts: Int, total: Int)
    /// Two sources count a status differently.
    case sources(status: CaseStatus, journal: Int, cases: Int)
    /// An event that this program does not know stands in the journal.
    case unknownEvent(String)

    /// What does not fit.
    public var description: String {
        switch self {
        case .sum(let parts, let total): "the parts sum to \(parts), the total is \(total): not printed"
        case .sources(let status, let journal, let cases):
            "\(status.rawValue): \(journal) by the journal, \(cases) by the cases: not printed"
        case .unknownEvent(let event): "the journal has event '\(event)', which this program does not know"
        }
    }
}

/// How many cases stand where, and the two rates that must never be mixed.
public struct StatusFigures: Sendable, Equatable {
    /// Cases in each status; every status is there.
    public let counts: [CaseStatus: Int]
    /// All cases (jumlah).
    public let total: Int

    /// Figures of `counts`; a status that is not named has none.
    ///
    /// - Throws: `FigureError` `sum` when they do not sum to `total`.
    public init(_ counts: [CaseStatus: Int], total: Int) throws(FigureError) {
        let parts = counts.values.reduce(0, +)
        guard parts == total else { throw .sum(parts: parts, total: total) }
        self.counts = counts.merging(CaseStatus.allCases.map { ($0, 0) }) { given, _ in given }
        self.total = total
    }

    /// Persentase tindak lanjut: cases that an agency has answered or finished, (proses + selesai) / jumlah.
    public var followUp: Rate { Rate(count(.proses) + count(.selesai), of: total) }

    /// Persentase selesai: finished cases, selesai / jumlah.
    public var resolution: Rate { Rate(count(.selesai), of: total) }

    /// Cases in `status`.
    public func count(_ status: CaseStatus) -> Int { counts[status] ?? 0 }
}

/// A share with its parts, so that nobody need guess the denominator.
public struct Rate: Sendable, Equatable {
    /// How many.
    public let numerator: Int
    /// Of how many.
    public let denominator: Int

    /// `numerator` of `denominator`, neither below 0.
    public init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Hundredths of a percent, halves rounded up; nil of nothing.
    public var hundredths: Int? {
        denominator > 0 ? (numerator * 20_000 + denominator) / (2 * denominator) : nil
    }

    /// `93.22`, or `-` of nothing.
    public var percent: String {
        guard let hundredths else { return "-" }
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }
}
