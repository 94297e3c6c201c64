/// Who may be spoken to without TLS: this machine, and hosts that an operator has named.
extension Environment {
    /// Hosts of `hosts` that may not; empty: all may.
    package func notClear(_ hosts: [String]) -> [String] {
        let allowed = Set((text(.allowCleartext) ?? "").split(separator: ",").map { Self.plain(String($0)) })
        return hosts.filter { !Self.isHere($0) && !allowed.contains(Self.plain($0)) }
    }

    /// Refuses to speak to others in clear.
    ///
    /// - Parameter cure: what to write instead, such as `amqps://`.
    /// - Throws: `SettingError` that names the hosts.
    package func refuseCleartext(_ key: SettingKey, to hosts: [String], cure: String) throws(SettingError) {
        let others = notClear(hosts)
        guard !others.isEmpty else { return }
        throw SettingError(
            key: key.name,
            reason:
                "would speak to \(others.joined(separator: ", ")) in clear: use \(cure), or name the host in \(SettingKey.allowCleartext.name)"
        )
    }

    /// Refuses an address that begins with `scheme`, which has no TLS, unless all its hosts are allowed.
    ///
    /// - Throws: `SettingError` that names the hosts.
    package func refuseCleartext(_ key: SettingKey, _ url: String, scheme: String, cure: String) throws(SettingError) {
        guard url.lowercased().hasPrefix("\(scheme)://") else { return }
        try refuseCleartext(key, to: Self.hosts(of: url), cure: cure)
    }

    /// Other machines that `transport` speaks to in clear, because that was allowed.
    ///
    /// - Parameter database: tells those of the database's address, in libpq's way of writing.
    package func clearHosts(_ transport: Transport, database: (String) -> [String]) -> [String] {
        guard let url = text(transport.url) else { return [] }
        let isClear =
            switch transport {
            case .database: true
            case .amqp: url.hasPrefix("amqp://")
            case .management: url.hasPrefix("http://")
            case .sms: url.hasPrefix("http://") || url.hasPrefix("kannel://")
            case .smtp: url.hasPrefix("smtp://") && text(.smtpTLS) == "off"
            case .imap: url.hasPrefix("imap://") && text(.imapTLS) == "off"
            }
        guard isClear else { return [] }
        return (transport == .database ? database(url) : Self.hosts(of: url)).filter { !Self.isHere($0) }
    }

    /// The hosts of an address `scheme://login@host1:port1,host2:port2/…`.
    static func hosts(of url: String) -> [String] {
        guard let scheme = url.firstRange(of: "://") else { return [] }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let nodes = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return nodes.split(separator: ",").map { node in
            if node.hasPrefix("["), let end = node.firstIndex(of: "]") { return String(node[...end]) }
            // More than one colon: an address of IPv6 without brackets.
            let colons = node.count { $0 == ":" }
            return colons == 1 ? String(node.prefix { $0 != ":" }) : String(node)
        }
    }

    /// Whether a host is this machine: its loopback, or a folder or abstract name of a socket.
    static func isHere(_ host: String) -> Bool {
        let name = plain(host)
        if name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@") || name == "localhost" { return true }
        let address = name.hasPrefix("::ffff:") ? String(name.dropFirst(7)) : name
        if address == "::1" || address == "0:0:0:0:0:0:0:1" { return true }
        let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
    }

    private static func plain(_ host: String) -> String {
        var name = host.filter { !$0.isWhitespace }.lowercased()
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
