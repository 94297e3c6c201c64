/// Cuts a message into lines, also where channels that know no lines have joined them.
enum MessageLines {
    static let closings = ["hormat saya", "hormat kami", "salam hormat"]
    /// A closing in the middle of a line has no more than a name and an address behind it.
    private static let longestSignature = 200
    /// Thanks in the middle of a line have no more than a name behind them.
    private static let longestName = 60
    private static let longestAttribution = 200

    static func split(_ text: [UInt8]) -> [MessageLine] {
        var lines: [MessageLine] = []
        var start = 0
        func end(_ position: Int, next: Int) {
            lines.append(MessageLine(Array(text[start..<position])))
            start = next
        }
        let cuts = RelayedWords.mayStand(in: text.span) ? RelayedWords.cuts(in: text) : []
        var index = 0
        while index < text.count {
            if index > start, cuts.contains(index) { end(index, next: index) }
            switch text[index] {
            case 0x0A: end(index, next: index + 1)
            case 0x0D: end(index, next: index + (index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1))
            case UInt8(ascii: "-")
            where index > start && text[index - 1] != UInt8(ascii: "-") && isSeparator(text, at: index):
                end(index, next: index)
                while index < text.count, !isLetter(text[index]) { index += 1 }
            case UInt8(ascii: "<") where index > start && isQuoteTag(text, at: index): end(index, next: index)
            case UInt8(ascii: ">") where isTagEnd(text[start...index]): end(index + 1, next: index + 1)
            case UInt8(ascii: ":") where index > start && [0x73, 0x65, 0x3E].contains(text[index - 1] | 0x20):
                if let own = attribution(text[start...index]) {
                    if own > start { end(own, next: own) }
                    end(index + 1, next: index + 1)
                }
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"):
                if endsThanks(text, before: index) { end(index + 1, next: index + 1) }
            case UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "S"), UInt8(ascii: "s"):
                if index > start + 1, isClosing(text, at: index) { end(index, next: index) }
            default: break
            }
            index = max(index + 1, start)
        }
        end(text.count, next: text.count)
        return lines
    }

    /// Whether the words before `comma` are a closing: "… Hormat saya,".
    static func endsWithClosing(_ text: Span<UInt8>, before comma: Int) -> Bool {
        closings.contains { closing in
            let words = closing.utf8
            guard comma >= words.count else { return false }
            return zip(comma - words.count..<comma, words).allSatisfy { text[$0] | 0x20 == $1 | 0x20 }
        }
    }

    /// Whether "… terima kasih" ends before `index`, near the end: a name may stand behind it on the same line.
    private static func endsThanks(_ text: [UInt8], before index: Int) -> Bool {
        guard text[..<index].last.map({ $0 | 0x20 == UInt8(ascii: "h") }) == true,
            text.count - index <= longestName
        else { return false }
        return small(text[..<index].suffix(5)).elementsEqual("kasih".utf8)
    }

    /// The same for a text that is not cut into lines yet.
    static func endsWithThanks(_ text: Span<UInt8>, before index: Int) -> Bool {
        guard index >= 5, text.count - index <= longestName else { return false }
        return zip(index - 5..<index, "kasih".utf8).allSatisfy { text[$0] | 0x20 == $1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func small(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
    }

    private static func isSeparator(_ text: [UInt8], at index: Int) -> Bool {
        guard text[index...].prefix(3).allSatisfy({ $0 == UInt8(ascii: "-") }), text.count >= index + 12 else {
            return false
        }
        return MessageLine.isSeparator(small(text[index...].prefix(60)))
    }

    private static func isQuoteTag(_ text: [UInt8], at index: Int) -> Bool {
        let tag = small(text[index...].prefix(24))
        return ["<blockquote", "</blockquote", "<div class=\"gmail_quote"].contains { tag.starts(with: $0.utf8) }
    }

    /// Whether a line that began with the tag of a quotation's end ends it here.
    private static func isTagEnd(_ line: ArraySlice<UInt8>) -> Bool {
        small(line.prefix(12)).starts(with: "</blockquote".utf8)
    }

    /// Where the attribution begins that ends with this line's colon; nil if it is none.
    private static func attribution(_ line: ArraySlice<UInt8>) -> Int? {
        let end = small(line.suffix(longestAttribution))
        if end.suffix(2).elementsEqual(">:".utf8) { return head(line) }
        guard end.suffix(8).elementsEqual("menulis:".utf8) || end.suffix(6).elementsEqual("wrote:".utf8) else {
            return nil
        }
        for back in stride(from: end.count - 1, through: 0, by: -1) {
            guard back == 0 || end[back - 1] == 0x20 else { continue }
            let rest = end[back...]
            if rest.starts(with: "pada ".utf8) || rest.starts(with: "on ".utf8),
                rest.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
            {
                return line.endIndex - end.count + back
            }
        }
        return nil
    }

    /// Where a moment begins that only a name and an address follow.
    private static func head(_ line: ArraySlice<UInt8>) -> Int? {
        var start = line.endIndex - 1
        let first = max(line.startIndex, line.endIndex - longestAttribution)
        while start >= first {
            let begins = start == line.startIndex || line[start - 1] == 0x20
            if begins, AttributionHead.isStamp(line[start...]) {
                return AttributionHead.isOne(line[start...]) ? start : nil
            }
            start -= 1
        }
        return nil
    }

    /// Whether a closing follows a sentence here, near the end.
    private static func isClosing(_ text: [UInt8], at index: Int) -> Bool {
        guard text.count - index <= longestSignature, text[index - 1] == 0x20,
            [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: ";")].contains(text[index - 2])
        else { return false }
        let words = small(text[index...].prefix(14))
        return closings.contains { words.starts(with: ($0 + ",").utf8) }
    }
}
