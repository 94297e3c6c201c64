/// A conversation as WhatsApp exports it: `31/01/26 08.15 - Budi: …`, `[31/01/26 08.15.00] Budi: …`.
enum ChatExport {
    /// Whether the first lines with words are messages of one.
    static func isOne(_ head: ArraySlice<UInt8>) -> Bool {
        let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }.prefix(20)
        guard let first = lines.first, isMessage(first) else { return false }
        // A message may have many lines; one alone may be a table's row.
        return lines.count == 1 || lines.dropFirst().contains(where: isMessage)
    }

    private static func isMessage(_ line: Substring) -> Bool {
        var text = line.drop { !$0.isDigit && $0 != "[" }
        guard line.count - text.count <= 2 else { return false }
        let isBracketed = text.first == "["
        if isBracketed { text = text.dropFirst() }
        guard let end = isBracketed ? text.firstIndex(of: "]") : text.firstRange(of: " - ")?.lowerBound else {
            return false
        }
        let head = text[..<end]
        guard head.count <= 40, head.allSatisfy({ !";|\t\"".contains($0) }) else { return false }
        var pieces = WrittenPieces(String(head))
        return WrittenDate(&pieces) != nil && !pieces.isAtEnd && WrittenTime(&pieces) != nil
    }
}
