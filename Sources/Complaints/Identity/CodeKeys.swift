/// Keys of ids, tracking codes and reporters' secrets, the one that is used first. What an older one made is still known.
package struct CodeKeys: Sendable, Equatable {
    package let newest: SipHashKey
    /// The newest first.
    package let all: [SipHashKey]

    package init(_ newest: SipHashKey) { self.init([newest], newest) }

    /// Nil without a key.
    package init?(_ keys: [SipHashKey]) {
        guard let first = keys.first else { return nil }
        self.init(keys, first)
    }

    private init(_ keys: [SipHashKey], _ newest: SipHashKey) { (all, self.newest) = (keys, newest) }

    /// The one that somebody has told a code by; the newest where nobody did, or by one that is not known.
    package func told(by mark: String?) -> SipHashKey {
        mark.flatMap { mark in all.first { $0.mark == mark } } ?? newest
    }

    /// The same, knowing another one as well.
    package func knowing(_ older: SipHashKey) -> CodeKeys {
        all.contains(older) ? self : CodeKeys(all + [older], newest)
    }
}

extension SipHashKey {
    /// What it is called where it is not: nobody can work it out from this.
    package var mark: String {
        var hash = SipHash(key: self)
        hash.append("mark of a key of codes".utf8.span)
        return String(hash.finalized(), radix: 16)
    }
}
