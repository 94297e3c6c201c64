/// A few scores by index, small enough that a line is faster than a hash table.
struct Tally {
    private var entries: [(key: Int32, score: Double)] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ key: Int32, _ score: Double) {
        if let position = entries.firstIndex(where: { $0.key == key }) {
            entries[position].score += score
        } else {
            entries.append((key, score))
        }
    }

    func score(of key: Int32) -> Double { entries.first { $0.key == key }?.score ?? 0 }

    /// The highest and the second highest; of equals the one added first leads.
    func leaders() -> (first: (key: Int32, score: Double)?, second: (key: Int32, score: Double)?) {
        var first: (key: Int32, score: Double)?
        var second: (key: Int32, score: Double)?
        for entry in entries {
            if entry.score > first?.score ?? -1 {
                (first, second) = (entry, first)
            } else if entry.score > second?.score ?? -1 {
                second = entry
            }
        }
        return (first, second)
    }
}
