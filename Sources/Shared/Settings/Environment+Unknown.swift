/// Variables that look like lapor's and that no program reads: a typing error would pass unnoticed.
extension Environment {
    /// What a person can be told of each of them, in alphabetical order.
    package var unknown: [Remedy] {
        let known = Set(SettingKey.all.flatMap { $0.isSecret ? [$0.name, $0.fileName] : [$0.name] })
            .union(SettingKey.ofScripts)
        return names.filter { $0.hasPrefix("LAPOR_") && !known.contains($0) }.sorted().map { name in
            let guess = SettingKey.all.map { ($0.name, Self.distance(name, $0.name)) }.min {
                ($0.1, $0.0) < ($1.1, $1.0)
            }
            let isNear = guess.map { $0.1 <= 3 } ?? false
            return Remedy(
                "\(name) is no setting and is ignored",
                isNear ? "did you mean \(guess?.0 ?? "")?" : "--help lists all settings")
        }
    }

    /// Letters to add, drop, replace or swap with their neighbour until one is the other.
    package static func distance(_ one: String, _ other: String) -> Int {
        let (a, b) = (Array(one.utf8), Array(other.utf8))
        var rows = [Array(0...b.count)]
        for i in 1...max(1, a.count) where !a.isEmpty {
            var row = [i]
            for j in 1...max(1, b.count) where !b.isEmpty {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
