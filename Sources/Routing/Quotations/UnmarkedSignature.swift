/// Who wrote a letter and where they are, at its end and without a mark before it. It may as well be the place that is
/// reported: it is one only where the words before it name another.
extension OwnWords {
    /// What stands before such a signature; nil where there is none, or nothing before it.
    static func unsigned(_ text: String) -> String? {
        guard hasEmptyLine(text.utf8.span) else { return nil }
        let lines = MessageLines.split(Array(text.utf8))
        var start = lines.count
        var signers: [MessageLine] = []
        while start > 0, lines[start - 1].isBlank || SignatureLine.isUnmarked(lines[start - 1]) {
            start -= 1
            if !lines[start].isBlank { signers.append(lines[start]) }
        }
        // An address alone is where it happened.
        guard start > 0, start < lines.count, lines[start].isBlank, 2...mostSigners ~= signers.count,
            signers.last.map(SignatureLine.isAddress) == false
        else { return nil }
        let body = Array(lines[..<start])
        return saysSomething(body, leastWords) ? body.map(\.text).joined(separator: "\n") : nil
    }

    private static let mostSigners = 8

    private static func hasEmptyLine(_ text: Span<UInt8>) -> Bool {
        var isEmpty = false
        for index in text.indices {
            switch text[index] {
            case 0x0A:
                if isEmpty { return true }
                isEmpty = true
            case 0x0D, 0x20, 0x09: continue
            default: isEmpty = false
            }
        }
        return false
    }
}

extension SignatureLine {
    /// Whether a line of a letter's end is a name, an office or an address, and no report's list or remark.
    static func isUnmarked(_ line: MessageLine) -> Bool {
        switch line.kind {
        case .words, .header:
            // In capitals alone a name looks like any other words.
            let plain = line.bytes.contains { 0x61...0x7A ~= $0 } ? 0 : mostPlain
            return !line.startsWithOne(of: MessageReading.additions) && isOne(line.bytes, plain: plain)
        default: return false
        }
    }

    /// Whether it begins as an address does: with a road, an estate, or the kind of a place.
    static func isAddress(_ line: MessageLine) -> Bool { line.startsWithOne(of: addressHeads) }

    private static let addressHeads = [
        "jl", "jln", "jalan", "gg", "gang", "rt", "rw", "blok", "perum", "perumahan", "komplek", "kompleks", "dusun",
        "dsn",
        "desa", "ds", "kampung", "kp", "kel", "kelurahan", "kec", "kecamatan", "kab", "kabupaten", "kota", "prov",
        "provinsi", "alamat", "di", "simpang", "depan", "dekat",
    ]
}
