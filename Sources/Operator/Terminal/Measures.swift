/// Bytes as people read them: `1.5 GB`.
struct Size: CustomStringConvertible {
    private let bytes: Double

    init(_ bytes: some BinaryFloatingPoint) { self.bytes = Double(bytes) }

    var description: String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var (value, unit) = (max(0, bytes), 0)
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let text = value < 10 && unit > 0 ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
        return "\(text) \(units[unit])"
    }
}

extension Phrase {
    /// A stretch of time by its two largest units: `48 s`, `3 h 20 min`, `2 d 3 h`.
    init(seconds: Double) {
        let whole = Int(max(0, seconds.rounded()))
        let parts = [
            (whole / 86_400, WorkWords.days), (whole / 3600 % 24, WorkWords.hours),
            (whole / 60 % 60, WorkWords.minutes),
        ]
        let shown = parts + [(whole % 60, WorkWords.seconds)]
        let first = shown.firstIndex { $0.0 > 0 } ?? shown.count - 1
        self = shown[first...].prefix(2).enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }
            .map { $0.element.1($0.element.0) }.joined(" ")
    }
}
