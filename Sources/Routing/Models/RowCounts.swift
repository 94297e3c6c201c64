/// The features of one text that a set of models knows, with where they occur.
struct RowCounts {
    /// In the order of their first occurrence; only the first `found` count.
    let rows: [Int32]
    let counts: [UInt16]
    let found: Int
    /// The feature of each occurrence in the text, counted from 1; a pair's is negative.
    let places: [Int32]
    /// Where the occurrences of each word end.
    let ends: [Int]

    init(of text: LearningText, in known: ModelRows) {
        let walk = FeatureWalk(text, known.space)
        let most = walk.most
        var size = 256
        while size <= most { size *= 2 }
        let mask = size - 1
        var (table, rows) = (Array(repeating: Int32(0), count: size), Array(repeating: Int32(0), count: most))
        var (counts, places) = (Array(repeating: UInt16(0), count: most), Array(repeating: Int32(0), count: most))
        var (found, end) = (0, 0)
        var previous: UInt64?
        var ends: [Int] = []
        ends.reserveCapacity(text.whole.tokens.count)
        do {
            let rowOf = known.rowOf.span
            var table = table.mutableSpan
            var rows = rows.mutableSpan
            var counts = counts.mutableSpan
            var places = places.mutableSpan
            for word in text.whole.tokens.indices {
                walk.visit(word, after: &previous) { bucket, isPair in
                    let row = rowOf[Int(bucket)]
                    guard row >= 0 else { return }
                    // Rows are as good as drawn by lot: they need no further hash.
                    var slot = Int(row) & mask
                    while table[slot] != 0, rows[Int(table[slot]) - 1] != row { slot = (slot + 1) & mask }
                    if table[slot] == 0 {
                        (rows[found], counts[found]) = (row, 1)
                        found += 1
                        table[slot] = Int32(truncatingIfNeeded: found)
                    } else if counts[Int(table[slot]) - 1] < .max {
                        counts[Int(table[slot]) - 1] += 1
                    }
                    places[end] = isPair ? -table[slot] : table[slot]
                    end += 1
                }
                ends.append(end)
            }
        }
        (self.rows, self.counts, self.found, self.places, self.ends) = (rows, counts, found, places, ends)
    }
}
