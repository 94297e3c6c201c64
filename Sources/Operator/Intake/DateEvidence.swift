import Complaints

/// What the cells of a column of dates tell about the order of day, month and year.
struct DateEvidence {
    let column: String
    /// No year of two digits makes a day later than that.
    let latest: CivilDate
    /// The first line that can be read in more ways than one.
    private var open: Int?
    /// The first line that can be read in these ways, and in no others.
    private var proofs: [Set<DateOrder>: Int] = [:]

    init(column: String, until latest: CivilDate) { (self.column, self.latest) = (column, latest) }

    mutating func add(_ text: String, line: Int) {
        guard let orders = WrittenMoment(text, until: latest).orders else { return }
        if orders.count > 1 { open = open ?? line }
        if proofs[orders] == nil { proofs[orders] = line }
    }

    /// The order that holds for the column; nil when it does not matter.
    ///
    /// - Throws: `Failure` `badData` when nothing tells it, or cells contradict each other.
    var order: DateOrder? {
        get throws(Failure) {
            guard let open else { return nil }
            if let (one, other) = contradiction {
                throw Failure(.badData, IntakeWords.datesMixed(one, other, column))
            }
            let common = proofs.keys.reduce(Set(DateOrder.allCases)) { $0.intersection($1) }
            guard common.count == 1, let proven = common.first else {
                throw Failure(.badData, CommonWords.line(open, IntakeWords.dateOpen(column)))
            }
            return proven
        }
    }

    /// Two lines that no order reads both.
    private var contradiction: (Int, Int)? {
        let lines = proofs.sorted { $0.value < $1.value }
        for (place, one) in lines.enumerated() {
            for other in lines[(place + 1)...] where one.key.isDisjoint(with: other.key) {
                return (one.value, other.value)
            }
        }
        return nil
    }
}
