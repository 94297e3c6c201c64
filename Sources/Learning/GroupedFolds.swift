import Complaints

/// Splits texts into parts of about the same size and the same mixture of classes; a group stays together.
struct GroupedFolds {
    /// Part of each text.
    let parts: [Int]

    init(groups: [String], classes: [Int], count: Int, seed: UInt64) {
        var members: [String: [Int]] = [:]
        for (index, group) in groups.enumerated() { members[group, default: []].append(index) }
        var order = members.keys.sorted()
        var random = SeededGenerator(seed: seed)
        order.shuffle(using: &random)
        // The largest first, while there is room for them everywhere; the shuffled order decides among equals.
        let ranked = order.enumerated().sorted {
            let (left, right) = (members[$0.element]?.count ?? 0, members[$1.element]?.count ?? 0)
            return left != right ? left > right : $0.offset < $1.offset
        }
        let classCount = (classes.max() ?? 0) + 1
        var sizes = Array(repeating: 0, count: count)
        var perClass = Array(repeating: Array(repeating: 0, count: classCount), count: count)
        var parts = Array(repeating: 0, count: groups.count)
        for (_, group) in ranked {
            let texts = members[group] ?? []
            // Where the group's classes are rarest; among those the smallest part.
            let part = (0..<count).min { left, right in
                let (mine, other) = (
                    texts.reduce(0) { $0 + perClass[left][classes[$1]] },
                    texts.reduce(0) { $0 + perClass[right][classes[$1]] }
                )
                return mine != other ? mine < other : sizes[left] < sizes[right]
            }
            for text in texts {
                parts[text] = part ?? 0
                sizes[part ?? 0] += 1
                perClass[part ?? 0][classes[text]] += 1
            }
        }
        self.parts = parts
    }
}
