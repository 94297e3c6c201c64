/// The marks that mail programs put before the subject of a message that is passed on or answered.
extension MessageLine {
    /// What stands behind such marks and what lists put beside them ("[LAPOR] Fwd: …", "[Fwd: …]"), small letters; nil without a
    /// mark.
    var subject: ArraySlice<UInt8>? {
        var rest = lowercased[...]
        var isMarked = false
        while true {
            if let behind = Self.withoutMark(rest) ?? Self.withoutMarkInBrackets(rest) {
                (rest, isMarked) = (behind, true)
            } else if let behind = Self.withoutTag(rest) {
                rest = behind
            } else {
                break
            }
        }
        if !isMarked, let before = Self.withoutMarkBehind(rest) { (rest, isMarked) = (before, true) }
        return isMarked ? rest : nil
    }

    /// Whether it is the subject of another message, and addresses somebody: "Fwd: Yth. Dinas Kesehatan Kota Medan".
    var isSubjectOfAnother: Bool { subject.map { MessageLine(Array($0)).isSalutation } ?? false }

    private static func withoutMark(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let name = words.prefix { 0x61...0x7A ~= $0 || $0 == 0x20 }
        guard let first = name.first, first != 0x20 else { return nil }
        // "Re[2]: ", "Fwd (3): "
        let behind = words[name.endIndex...].drop { $0 == 0x20 || 0x30...0x39 ~= $0 || "[]()".utf8.contains($0) }
        if name.count <= longestMark, let rest = withoutSeparator(behind, mayTouch: name.last != 0x20), isMark(name) {
            return rest
        }
        // "Fwd Yth. …": without any sign it is a mark where somebody is addressed.
        guard let mark = loneMarks.first(where: { words.starts(with: $0) }) else { return nil }
        let rest = words.dropFirst(mark.count)
        return MessageLine(Array(rest)).isSalutation ? rest : nil
    }

    private static func isMark(_ name: ArraySlice<UInt8>) -> Bool {
        marks.contains(String(decoding: trimmed(name), as: UTF8.self))
    }

    /// Behind a colon, or behind a dash, a stop or the like with a space.
    ///
    /// - Parameter mayTouch: whether the sign stands directly behind the mark: "re-" begins other words, too.
    private static func withoutSeparator(_ words: ArraySlice<UInt8>, mayTouch: Bool) -> ArraySlice<UInt8>? {
        for colon in [":", "\u{FF1A}"] where words.starts(with: colon.utf8) {
            return words.dropFirst(colon.utf8.count).drop { " :".utf8.contains($0) }
        }
        for sign in ["-", ".", ";", ">", "|", "\u{2013}", "\u{2014}"] where words.starts(with: sign.utf8) {
            let rest = words.dropFirst(sign.utf8.count)
            return rest.first == 0x20 || !mayTouch ? rest.drop { $0 == 0x20 } : nil
        }
        return nil
    }

    /// "(fwd) …", "[Fwd: …]".
    private static func withoutMarkInBrackets(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let open = words.first, "[(".utf8.contains(open) else { return nil }
        let inside = words.dropFirst()
        let name = inside.prefix { 0x61...0x7A ~= $0 || $0 == 0x20 }
        guard isMark(name) else { return nil }
        let behind = inside[name.endIndex...]
        guard let close = behind.first else { return nil }
        return "])".utf8.contains(close)
            ? behind.dropFirst().drop { $0 == 0x20 } : withoutSeparator(behind, mayTouch: true)
    }

    /// "[LAPOR #12]", "(EKSTERNAL)": what lists and gateways add.
    private static func withoutTag(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let open = words.first, "[(".utf8.contains(open),
            let close = words.prefix(longestTag).firstIndex(where: { "])".utf8.contains($0) })
        else { return nil }
        return words[(close + 1)...].drop { " :-".utf8.contains($0) }
    }

    /// "… (fwd)".
    private static func withoutMarkBehind(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let close = words.last(where: { $0 != 0x20 }), "])".utf8.contains(close),
            let open = words.lastIndex(where: { "[(".utf8.contains($0) })
        else { return nil }
        let name = words[(open + 1)...].prefix { 0x61...0x7A ~= $0 || $0 == 0x20 }
        return isMark(name) ? words[..<open] : nil
    }

    private static func trimmed(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = words.drop { $0 == 0x20 }
        guard let last = rest.lastIndex(where: { $0 != 0x20 }) else { return [] }
        return rest[...last]
    }

    private static let longestMark = 24
    private static let longestTag = 48

    private static let marks: Set<String> = [
        "fwd", "fw", "re", "bls", "balas", "trs", "tr", "terusan", "diteruskan", "teruskan", "forward", "forwarded",
        "wg",
        "aw", "rv", "sv", "vs", "vb", "enc", "antw", "odp", "ynt", "rif", "balasan", "dibalas", "jawaban", "tanggapan",
        "pesan terusan", "pesan diteruskan", "email terusan", "email diteruskan", "surat terusan", "forwarded message",
        "fwd message", "balasan otomatis", "automatic reply", "auto reply", "autoreply", "reply", "re fwd", "fwd re",
    ]
    private static let loneMarks = ["fwd ", "fw ", "trs ", "bls ", "re ", "terusan ", "forward ", "forwarded "].map {
        Array($0.utf8)
    }
}
