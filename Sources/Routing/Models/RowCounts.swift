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
        let words = text.whole.tokens.count
        var (table, remembered) = (Self.table(atMost: most), Self.table(atMost: words * 2))
        let (mask, wordMask) = (table.count - 1, remembered.count - 1)
        var (rows, places) = (Array(repeating: Int32(0), count: most), Array(repeating: Int32(0), count: most))
        var counts = Array(repeating: UInt16(0), count: most)
        var (pieces, ends) = (Array(repeating: 0, count: words), Array(repeating: 0, count: words))
        var (found, end) = (0, 0)
        do {
            let (rowOf, tokens) = (known.rowOf.span, text.whole.tokens.span)
            var table = table.mutableSpan
            var remembered = remembered.mutableSpan
            var rows = rows.mutableSpan
            var counts = counts.mutableSpan
            var places = places.mutableSpan
            var pieces = pieces.mutableSpan
            var ends = ends.mutableSpan
            var previous: UInt64?
            for word in 0..<words {
                let hash = tokens[word].hash
                var own = Int(truncatingIfNeeded: hash) & wordMask
                while remembered[own] != 0, tokens[Int(remembered[own]) - 1].hash != hash { own = (own + 1) & wordMask }
                let earlier = Int(remembered[own]) - 1
                pieces[word] = end
                walk.visit(word, after: &previous, withPieces: earlier < 0) { bucket, kind in
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
                    places[end] = kind == .pair ? -table[slot] : table[slot]
                    end += 1
                    if kind != .piece { pieces[word] = end }
                }
                if earlier < 0 {
                    remembered[own] = Int32(truncatingIfNeeded: word + 1)
                } else {
                    // A word that stood there before has the same pieces.
                    for place in pieces[earlier]..<ends[earlier] {
                        let feature = Int(places[place]) - 1
                        if counts[feature] < .max { counts[feature] += 1 }
                        places[end] = places[place]
                        end += 1
                    }
                }
                ends[word] = end
            }
        }
        (self.rows, self.counts, self.found, self.places, self.ends) = (rows, counts, found, places, ends)
    }

    /// An empty table with more places than entries: a search in it ends.
    private static func table(atMost count: Int) -> [Int32] {
        var size = 256
        while size <= count { size *= 2 }
        return Array(repeating: 0, count: size)
    }
}
