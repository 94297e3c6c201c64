import Store

/// Whether somebody reads far more of what citizens sent than a desk does.
enum ReadingChecks {
    /// Seconds that are looked at.
    static let seconds: Int64 = 86_400
    /// Different cases: more than one person works on in a day.
    static let many = 50

    static func findings(_ busy: [(actor: String, cases: Int)]) -> [Finding] {
        guard !busy.isEmpty else { return [.good(ReadingWords.subject, ReadingWords.usual)] }
        return busy.map {
            .bad(
                .warning, ReadingWords.subject, ReadingWords.busy($0.actor, $0.cases),
                do: ReadingWords.askWhy($0.actor))
        }
    }
}
