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

    /// The same, knowing another one as well.
    package func knowing(_ older: SipHashKey) -> CodeKeys {
        all.contains(older) ? self : CodeKeys(all + [older], newest)
    }
}
