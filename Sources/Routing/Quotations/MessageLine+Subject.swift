/// The marks that mail programs put before the subject of a message that is passed on or answered.
extension MessageLine {
    /// What stands behind such marks, small letters; nil without one.
    var subject: ArraySlice<UInt8>? {
        var rest = lowercased[...]
        while let behind = Self.withoutMark(rest) { rest = behind }
        return rest.startIndex == lowercased.startIndex ? nil : rest
    }

    /// Whether it is the subject of another message, and addresses somebody: "Fwd: Yth. Dinas Kesehatan Kota Medan".
    var isSubjectOfAnother: Bool { subject.map { MessageLine(Array($0)).isSalutation } ?? false }

    private static func withoutMark(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let name = words.prefix { 0x61...0x7A ~= $0 }
        // "Re[2]: "
        let behind = words[name.endIndex...].drop { $0 == 0x20 || 0x30...0x39 ~= $0 || "[]".utf8.contains($0) }
        guard behind.first == UInt8(ascii: ":"), subjectMarks.contains(String(decoding: name, as: UTF8.self)) else {
            return nil
        }
        return behind.dropFirst().drop { $0 == 0x20 }
    }

    private static let subjectMarks: Set<String> = [
        "fwd", "fw", "re", "bls", "balas", "trs", "tr", "terusan", "diteruskan", "forward", "wg", "aw",
    ]
}
