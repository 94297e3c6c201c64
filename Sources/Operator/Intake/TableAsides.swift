import Complaints

/// What stands among the rows of a table and is none: sums, notes, who signs, the header once more.
extension TableColumns {
    /// Whether a record is no report, whoever wrote it there.
    ///
    /// - Parameters:
    ///   - isBarred: whether bars stand between fields: prose below such a table has none.
    ///   - isBelowOne: whether the record before was one: a signature has several lines.
    func isAside(_ fields: [String], isBarred: Bool, isBelowOne: Bool) -> Bool {
        if isBarred, fields.count == 1, header.count > 1 { return true }
        if isBelowOne, header.count > 2, fields.count(where: { !$0.trimmed.isEmpty }) == 1, cell(.id, fields).isEmpty {
            return true
        }
        return isTotal(fields) || isNote(fields)
    }

    /// Whether it is a line drawn below a header or between rows: `|---|:--:|`, `----+----`, `====,====`.
    static func isRule(_ fields: [String]) -> Bool {
        fields.allSatisfy { $0.trimmed.allSatisfy("-:=+_".contains) }
    }

    /// Printed pages begin with it each time.
    func isHeader(_ fields: [String]) -> Bool {
        let (own, written) = (header.map(ColumnMeaning.folded), fields.map(ColumnMeaning.folded))
        return own.count > 1 && written.starts(with: own) && written.dropFirst(own.count).allSatisfy(\.isEmpty)
    }

    /// A sum below the table: "Jumlah: 12 laporan" in its first cell with words, no number of a report before it, and beside
    /// it nothing but numbers and what is counted.
    private func isTotal(_ fields: [String]) -> Bool {
        guard let first = fields.firstIndex(where: { $0.contains(where: \.isLetter) }),
            let lead = Self.spoken(fields[first]).first, AsideWords.sums.contains(lead)
        else { return false }
        let id = meanings.firstIndex(of: .id)
        guard id.map({ $0 == first || !fields.indices.contains($0) || fields[$0].trimmed.isEmpty }) ?? true else {
            return false
        }
        return fields.allSatisfy {
            Self.spoken($0).allSatisfy { AsideWords.sums.contains($0) || AsideWords.counted.contains($0) }
        }
    }

    /// A remark, a source, a date or a signature below the table. It has no text where a report's stands, and no number of one.
    private func isNote(_ fields: [String]) -> Bool {
        guard let first = fields.first(where: { !$0.trimmed.isEmpty })?.trimmed else { return false }
        let filled = fields.count { !$0.trimmed.isEmpty }
        guard header.count > 1 else { return false }
        if Self.isRemark(first), filled == 1 || !isReport(fields) && first != cell(.text, fields) { return true }
        let id = cell(.id, fields)
        let mayBeID = !id.isEmpty && !id.contains(where: \.isWhitespace) && id.contains(where: \.isNumber)
        let text = [ColumnMeaning.text, .editedText].map { cell($0, fields) }.first { !$0.isEmpty }
        // "Bandung, 31 Januari 2026"
        let days = fields.count { Self.isDay($0.trimmed) }
        if !first.contains(where: \.isNumber), filled == 2, days == 1, text.map(Self.isDay) ?? true { return true }
        guard !mayBeID, filled <= 2 else { return false }
        return text.map(Self.isDay) ?? first.contains(where: \.isWhitespace)
    }

    /// Whether a number and a text stand where those of a report do; a remark with commas may fill the same cells.
    private func isReport(_ fields: [String]) -> Bool {
        let id = cell(.id, fields)
        let hasText = !cell(.text, fields).isEmpty || !cell(.editedText, fields).isEmpty
        return hasText && !id.isEmpty && !id.contains(where: \.isWhitespace) && !Self.isRemark(id)
    }

    private func cell(_ meaning: ColumnMeaning, _ fields: [String]) -> String {
        guard let place = meanings.firstIndex(of: meaning), fields.indices.contains(place) else { return "" }
        return fields[place].trimmed
    }

    /// Whether words are those of a remark: "Catatan: …", "*) …", "Dicetak pada …", "(12 rows)".
    private static func isRemark(_ text: String) -> Bool {
        let words = spoken(text)
        guard let lead = words.first else { return false }
        if let mark = text.first, "*\u{2020}\u{2021}\u{B9}\u{B2}\u{B3}\u{203B}".contains(mark) {
            return words.count > 1
        }
        if text.first == "(", text.last == ")", words.contains(where: AsideWords.rows.contains) { return true }
        let behind = text.drop { $0.isLetter }.drop { $0 == "." || $0 == " " }.first
        if AsideWords.headed.contains(lead) { return behind.map { ":=*)".contains($0) } ?? true }
        return AsideWords.printed.contains(lead) && words.count > 1 && text.contains(where: \.isNumber)
    }

    /// "31 Januari 2026".
    private static func isDay(_ text: String) -> Bool {
        let parts = text.split { " -/.".contains($0) }
        return parts.count == 3 && [parts[0], parts[2]].allSatisfy { $0.allSatisfy(\.isNumber) }
            && parts[1].allSatisfy { $0.isLetter || $0.isNumber } && text.utf8.count <= 20
    }

    private static func spoken(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }
}
