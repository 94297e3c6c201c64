/// One thing that must add up: two sides that are counted independently, and what does not fit.
package struct ReconciliationCheck: Sendable, Equatable, Codable {
    package struct Side: Sendable, Equatable, Codable {
        package var what: String
        package var count: Int

        package init(_ what: String, _ count: Int) {
            self.what = what
            self.count = count
        }
    }

    /// Stable, for programs.
    package var name: String
    package var left: Side
    /// The other; it must be as many.
    package var right: Side
    /// How many things do not fit, each by itself: two wrongs can leave the sides equal.
    package var wrong: Int
    /// Ids of a few of them, with what is wrong; no personal data.
    package var examples: [String]

    package static let examplesKept = 5

    package init(_ name: String, _ left: Side, _ right: Side, wrong: Int = 0, examples: [String] = []) {
        self.name = name
        self.left = left
        self.right = right
        self.wrong = wrong
        self.examples = examples
    }

    init(_ name: String, _ left: Side, _ right: Side, _ wrongs: Wrongs) {
        self.init(name, left, right, wrong: wrongs.count, examples: wrongs.examples)
    }

    package var withoutExamples: ReconciliationCheck { ReconciliationCheck(name, left, right, wrong: wrong) }

    package var difference: Int { left.count - right.count }

    package var isSound: Bool { difference == 0 && wrong == 0 }

    /// What does not add up, in a sentence.
    package var complaint: String {
        let some = examples.isEmpty ? "" : "; such as " + examples.joined(separator: ", ")
        return "\(name): \(left.count) \(left.what), \(right.count) \(right.what), \(wrong) wrong\(some)"
    }
}

/// Things that were found wrong: how many, and a few by name.
struct Wrongs {
    private(set) var count = 0
    private(set) var examples: [String] = []

    mutating func add(_ example: @autoclosure () -> String) {
        count += 1
        if examples.count < ReconciliationCheck.examplesKept { examples.append(example()) }
    }
}
