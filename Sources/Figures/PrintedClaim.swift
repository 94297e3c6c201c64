/// A rate as somebody printed it: "93 % terselesaikan", "93,22 persen sudah ditindaklanjuti".
package struct PrintedClaim: Sendable, Equatable {
    /// Hundredths of a percent.
    package let hundredths: Int
    /// Digits that it has after the comma, two at most: so finely it was rounded.
    package let decimals: Int
    /// What its words say that it is; empty: they do not say it.
    package let claimed: [Measure]

    /// Words of bulletins, and the figure that they mean. What is "followed up" is not finished, so it is looked for first.
    private static let words: [(parts: [String], measure: Measure)] = [
        (["tindak lanjut", "ditindaklanjuti", "ditindak lanjuti", "tindaklanjut", "follow"], .followUp),
        (["selesai", "tuntas", "resolved", "resolution", "closed", "ditutup"], .resolution),
    ]

    /// - Throws: `FigureError` `measure` when it has no number from 0 to 100, or several.
    package init(_ text: String) throws(FigureError) {
        let numbers = Self.numbers(in: text)
        guard numbers.count == 1, let number = numbers.first, number.hundredths <= 10_000 else {
            throw .measure(
                "'\(text)' must have one rate from 0 to 100, such as '93 % selesai' or '93,22 % ditindaklanjuti'")
        }
        (hundredths, decimals) = number
        let lower = text.lowercased()
        claimed = Self.words.first { words in words.parts.contains { lower.contains($0) } }.map { [$0.measure] } ?? []
    }

    private static func numbers(in text: String) -> [(hundredths: Int, decimals: Int)] {
        text.split { !($0.isASCII && $0.isNumber || $0 == "," || $0 == ".") }.compactMap { word in
            let parts = word.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
            // A comma or full stop that ends a sentence.
            let digits = parts.count == 2 ? String(parts[1]) : ""
            guard let whole = Int(parts[0]), whole < 1_000, parts.count <= 2, digits.count <= 2 else { return nil }
            let tail = Int((digits + "00").prefix(2)) ?? 0
            return (whole * 100 + tail, digits.count)
        }
    }

    /// Whether `rate`, rounded as finely as the claim is, is what it says.
    package func matches(_ rate: Rate) -> Bool {
        guard rate.denominator > 0 else { return false }
        let unit = decimals == 0 ? 100 : decimals == 1 ? 10 : 1
        // Rounded once, not twice: 89.995 is 90.00 and 90, but 92.496 is 92.
        let scale = 10_000 / unit
        let rounded = (2 * rate.numerator * scale + rate.denominator) / (2 * rate.denominator) * unit
        return rounded == hundredths
    }
}
