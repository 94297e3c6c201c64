/// Between what a rate lies with 95 % confidence (E. B. Wilson, 1927): wide where there are few cases, never below 0 or above 100.
package struct WilsonInterval: Sendable, Equatable {
    /// Hundredths of a percent, rounded down.
    package let low: Int
    /// Hundredths of a percent, rounded up.
    package let high: Int

    private static let z = 1.959_963_984_540_054

    /// Nil of nothing.
    package init?(_ rate: Rate) {
        guard rate.denominator > 0 else { return nil }
        let (n, p, z) = (Double(rate.denominator), Double(rate.numerator) / Double(rate.denominator), Self.z)
        let middle = p + z * z / (2 * n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let whole = 1 + z * z / n
        low = max(0, Int(((middle - half) / whole * 10_000).rounded(.down)))
        high = min(10_000, Int(((middle + half) / whole * 10_000).rounded(.up)))
    }
}
