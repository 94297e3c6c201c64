import Complaints
import Contract
import Foundation

/// A message's bytes as something that may be read on a terminal: personal data masked, long content cut.
struct TextMask {
    private static let shown = 4000
    /// What the name of a personal field has in it, in either language.
    private static let personal = [
        "name", "nama", "phone", "telp", "telepon", "hp", "wa", "mobile", "msisdn", "mail", "surel", "nik", "ktp",
        "alamat", "address", "pengirim", "sender",
    ]
    /// What proves who somebody is.
    private static let secretFields: Set<String> = ["secret", "token", "jwt", "rahasia", "kata_rahasia"]

    let text: String

    /// The masked form of `bytes`; JSON is indented, other bytes are read as UTF-8.
    init(_ bytes: [UInt8]) {
        let text: String
        if let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
            let data = try? JSONSerialization.data(
                withJSONObject: Self.masked(value),
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
        {
            text = String(decoding: data, as: UTF8.self)
        } else {
            text = UnreadMask.mask(String(decoding: bytes.prefix(4 * Self.shown), as: UTF8.self))
        }
        let rest = text.count - Self.shown
        self.text = rest > 0 ? text.prefix(Self.shown) + "… \(ParkedWords.cut(rest))" : text
    }

    private static func masked(_ value: Any, isPersonal: Bool = false) -> Any {
        switch value {
        case let object as [String: Any]:
            return Dictionary(
                object.map { field, value in
                    let isHidden = isProof(field.lowercased())
                    return (
                        FieldMask.mask(field),
                        isHidden ? "***" : masked(value, isPersonal: isPersonal || Self.isPersonal(field))
                    )
                }, uniquingKeysWith: { first, _ in first })
        case let list as [Any]: return list.map { masked($0, isPersonal: isPersonal) }
        case let text as String:
            return isPersonal && !text.isEmpty ? "\(text.prefix(1))***" : FieldMask.mask(text)
        case let number as NSNumber where !isPersonal:
            // A telephone number may be written as a number, too.
            let digits = number.stringValue
            return FieldMask.mask(digits) == digits ? number : "\(digits.prefix(1))***"
        default: return isPersonal ? "***" : value
        }
    }

    private static func isProof(_ field: String) -> Bool {
        secretFields.contains(field) || ProofWords.isProof(header: field)
    }

    /// Whether a field's name says that it is a person's: `name`, `Nama Pelapor`, `no_hp`.
    private static func isPersonal(_ field: String) -> Bool {
        let words = field.lowercased().split { !$0.isLetter }
        return words.contains { word in
            personal.contains { $0.count > 3 ? word.contains($0) : word == $0 }
        }
    }
}

/// Masks what may be personal in free text, in one pass: telephone and identity numbers (nine digits and more, single
/// blanks, dots and hyphens between them), e-mail addresses, tokens. Control characters become visible dots.
struct FieldMask {
    private static let longestOpenNumber = 8
    /// Few words are so long: the others need no closer look.
    private static let shortestToken = 16
    private let source: [Unicode.Scalar]
    private var masked = String.UnicodeScalarView()
    private var position = 0

    static func mask(_ text: String) -> String {
        var masking = FieldMask(source: Array(text.unicodeScalars))
        while masking.position < masking.source.count { masking.step() }
        return String(masking.masked)
    }

    /// Unmasked, with visible dots for control characters, which a terminal would obey.
    static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) || $0 == "\n" ? "·" : $0 }))
    }

    private init(source: [Unicode.Scalar]) { self.source = source }

    private mutating func step() {
        let scalar = source[position]
        if Self.isDigit(scalar) {
            let end = endOfNumber()
            let digits = source[position..<end].count(where: Self.isDigit)
            append(end, hidden: digits > Self.longestOpenNumber ? 3 : nil)
        } else if Self.isWord(scalar) {
            let end = endOfWord()
            append(end, hidden: source[position..<end].contains("@") ? 1 : isToken(to: end) ? 3 : nil)
        } else {
            masked.append(Self.isControl(scalar) ? "·" : scalar)
            position += 1
        }
    }

    /// Appends the source up to `end`; when it is to be hidden, only so many first characters.
    private mutating func append(_ end: Int, hidden: Int?) {
        masked.append(contentsOf: source[position..<min(end, position + (hidden ?? .max / 2))])
        if hidden != nil { masked.append(contentsOf: "***".unicodeScalars) }
        position = end
    }

    private func endOfNumber() -> Int {
        var end = position + 1
        while end < source.count {
            if Self.isDigit(source[end]) {
                end += 1
            } else if end + 1 < source.count, " .-\u{A0}".unicodeScalars.contains(source[end]),
                Self.isDigit(source[end + 1])
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private func endOfWord() -> Int {
        source[position...].firstIndex { !Self.isWord($0) && !Self.isDigit($0) && $0 != "." && $0 != "-" && $0 != "+" }
            ?? source.count
    }

    private func isToken(to end: Int) -> Bool {
        end - position > Self.shortestToken
            && ProofWords.isToken(source[position..<end].map { $0.isASCII ? UInt8($0.value) : 0 })
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar == "@" || scalar == "_"
    }
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isObeyed
    }
}
