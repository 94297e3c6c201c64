/// Decorrelated jitter: each wait is random between the shortest and three times the one before, up to the longest.
public struct Backoff: Sendable {
    /// Shortest wait, in milliseconds.
    public let shortest: Int
    /// Longest wait, in milliseconds.
    public let longest: Int
    private var last: Int

    /// Waits from `shortest` to `longest` milliseconds.
    public init(shortest: Int = 200, longest: Int = 5_000) {
        self.shortest = shortest
        self.longest = longest
        last = shortest
    }

    /// The next wait, in milliseconds.
    public mutating func next() -> Int {
        last = Int.random(in: shortest...max(shortest, min(longest, last * 3)))
        return last
    }

    /// It worked: begin again with short waits.
    public mutating func reset() { last = shortest }
}
