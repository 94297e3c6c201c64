package import Complaints

/// What a citizen said, as one number: the same under white space, invisible signs, and what a channel or a desk adds. It
/// tells a submission that comes again from another one under the same number, and is stored, so it must never change.
struct ContentHash {
    private(set) var value = FNV1a.seed

    /// The next part, by its hash. A missing one counts as well, so that words of one are not taken for another's.
    mutating func add(hash: UInt64?) {
        value = (value ^ (hash ?? 0)) &* 0x100_0000_01b3
        value ^= value >> 32
    }

    mutating func add(_ text: String?) { add(hash: text.map(Self.of)) }

    mutating func add(_ number: Double?) { add(hash: number?.bitPattern) }

    mutating func add(_ isSet: Bool) { add(hash: isSet ? 1 : 0) }

    /// Of a text: of its words with one blank between them, as most texts are written.
    static func of(_ text: String) -> UInt64 { TextCleaning.tidyHash(text.utf8Span.span) ?? ofUntidy(text) }

    /// The same of any other text.
    static func ofUntidy(_ text: String) -> UInt64 {
        var hash = FNV1a.seed
        var isApart = false
        for scalar in text.unicodeScalars {
            if scalar.isInvisible {
                isApart = isApart || scalar.properties.isWhitespace
                continue
            }
            if isApart, hash != FNV1a.seed { hash = FNV1a.step(hash, 0x20) }
            isApart = false
            if scalar.isASCII {
                hash = FNV1a.step(hash, UInt8(truncatingIfNeeded: scalar.value))
            } else {
                for byte in String(scalar).utf8 { hash = FNV1a.step(hash, byte) }
            }
        }
        return hash
    }
}

extension AcceptedSubmission {
    /// A hash of what was said with the installation's key: what is stored tells nobody else what was said.
    package static func keyed(_ contentHash: UInt64, _ key: SipHashKey) -> Int64 {
        var hash = SipHash(key: key)
        hash.append(bigEndian: contentHash)
        return Int64(bitPattern: hash.finalized())
    }

    /// What the citizen said: words, place, day, and who they are. Not what desks and channels decide or may say anew each
    /// time: kind, category, agency, attachments, the moment, and fields that the contract does not name.
    static func contentHash(
        of raw: Submission, text: UInt64, _ identity: Identity?, unread: [UnreadField], isAnonymous: Bool,
        isConfidential: Bool
    ) -> UInt64 {
        var hash = ContentHash()
        hash.add(hash: text)
        hash.add(raw.title)
        hash.add(raw.location?.text)
        hash.add(raw.location?.regionCode)
        hash.add(raw.location?.lat)
        hash.add(raw.location?.lon)
        hash.add(raw.incidentDate)
        hash.add(raw.reporter?.name)
        hash.add(identity?.phone ?? raw.reporter?.phone)
        hash.add(identity?.email ?? raw.reporter?.email)
        hash.add(isAnonymous)
        hash.add(isConfidential)
        for field in unread where field.isSaidByCitizen {
            hash.add(field.field)
            hash.add(String(decoding: field.sent, as: UTF8.self))
        }
        return hash.value
    }
}

extension UnreadField {
    fileprivate var isSaidByCitizen: Bool {
        ["title", "reporter", "location", "incident_date"].contains(String(field.prefix { $0 != "." && $0 != "[" }))
    }
}
