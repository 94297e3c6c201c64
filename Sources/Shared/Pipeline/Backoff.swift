/// Decorrelated jitter: each wait is random between the shortest and three times the one before, up to the longest.
package struct Backoff: Sendable {
    package let shortest: Int
    package let longest: Int
    private var last: Int

    package init(shortest: Int = 200, longest: Int = 5_000) {
        self.shortest = shortest
        self.longest = longest
        last = shortest
    }

    package mutating func next() -> Int {
        last = Int.random(in: shortest...max(shortest, min(longest, last * 3)))
        return last
    }

    package mutating func reset() { last = shortest }
}
