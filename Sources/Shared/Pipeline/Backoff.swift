/// Decorrelated jitter: each wait is random between the shortest and three times the one before, up to the longest.
package struct Backoff: Sendable {
    /// Shortest wait, in milliseconds.
    package let shortest: Int
    /// Longest wait, in milliseconds.
    package let longest: Int
    private var last: Int

    /// Waits from `shortest` to `longest` milliseconds.
    package init(shortest: Int = 200, longest: Int = 5_000) {
        self.shortest = shortest
        self.longest = longest
        last = shortest
    }

    /// The next wait, in milliseconds.
    package mutating func next() -> Int {
        last = Int.random(in: shortest...max(shortest, min(longest, last * 3)))
        return last
    }

    /// It worked: begin again with short waits.
    package mutating func reset() { last = shortest }
}
