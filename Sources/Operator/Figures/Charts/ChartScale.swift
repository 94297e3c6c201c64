/// An axis from 0 in round steps.
struct ChartScale: Equatable {
    let top: Int
    let step: Int

    /// An axis for values up to `largest`, with about five lines.
    init(_ largest: Int) {
        var size = 1
        while size * 50 < max(largest, 1) { size *= 10 }
        let wanted = max(1, (max(largest, 1) + 4) / 5)
        let step = [1, 2, 5, 10, 20, 50].map { $0 * size }.first { $0 >= wanted } ?? 100 * size
        self.step = step
        top = (max(largest, 1) + step - 1) / step * step
    }

    var lines: [Int] { Array(stride(from: 0, through: top, by: step)) }
}

/// Numbers as Indonesia writes them: `57.171`, `89,83 %`.
enum IndonesianNumber {
    static func text(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ".")
    }

    static func decimal(hundredths: Int?) -> String {
        guard let hundredths else { return "–" }
        let size = abs(hundredths)
        return "\(hundredths < 0 ? "-" : "")\(text(size / 100)),\(size % 100 / 10)\(size % 10)"
    }

    static func percent(hundredths: Int?) -> String {
        hundredths == nil ? "–" : decimal(hundredths: hundredths) + " %"
    }
}
