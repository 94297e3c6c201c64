/// What the cells of a column of dates tell about the order of day and month.
struct DateEvidence {
    let column: String
    /// The first line that can be read both ways.
    private var open: Int?
    /// The first line that can be read in one way only, of each.
    private var proofs: [DateOrder: Int] = [:]

    init(column: String) { self.column = column }

    mutating func add(_ text: String, line: Int) {
        guard let orders = WrittenMoment(text).orders else { return }
        if orders.count > 1 { open = open ?? line }
        if orders.count == 1, let only = orders.first, proofs[only] == nil { proofs[only] = line }
    }

    /// The order that holds for the column; nil when it does not matter.
    ///
    /// - Throws: `Failure` `badData` when nothing tells it, or cells contradict each other.
    var order: DateOrder? {
        get throws(Failure) {
            guard let open else { return nil }
            if let day = proofs[.dmy], let month = proofs[.mdy] {
                throw Failure(.badData, IntakeWords.datesMixed(column, day, month))
            }
            guard let proven = proofs.keys.first else {
                throw Failure(.badData, CommonWords.line(open, IntakeWords.dateOpen(column)))
            }
            return proven
        }
    }
}
