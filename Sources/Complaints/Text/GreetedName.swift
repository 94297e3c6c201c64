/// A name as it stands in a message to people. Whoever sends a report writes what they like as its sender's name, and the
/// address it goes to may be a third person's: a name that a mail reader would make a link of is not passed on.
package enum GreetedName {
    /// "Reporter": how somebody is addressed whose name is not known.
    private static let nobodys = "Pelapor"

    /// The name, or the usual address where there is none or it may become a link.
    package static func of(_ name: String?) -> String {
        guard let name else { return nobodys }
        guard name.utf8.contains(where: { $0 == 0x2E || $0 == 0x2F || $0 == 0x40 || $0 > 0x7F }) else { return name }
        return mayBecomeLink(name) ? nobodys : name
    }

    private static func mayBecomeLink(_ name: String) -> Bool {
        let name = name.halfWidth
        if name.contains("/") || name.contains("@") || name.lowercased().contains("www.") { return true }
        return name.split { $0.isWhitespace || ",;()<>[]\"'".contains($0) }.contains { isHost(of: $0) }
    }

    /// Words joined by dots are a host, unless the last is written as a name is: `M.Yusuf`, `S.Kom`.
    private static func isHost(of word: Substring) -> Bool {
        let parts = word.split(separator: ".").filter { !$0.isEmpty }
        guard parts.count > 1, let last = parts.last?.prefix(while: { $0 != ":" }) else { return false }
        if parts.count > 3, parts.allSatisfy({ $0.allSatisfy { $0.isNumber || $0 == ":" } }) { return true }
        guard last.count > 1, last.contains(where: \.isLetter) else { return false }
        let isWrittenAsName = last.first?.isUppercase == true && last.dropFirst().allSatisfy(\.isLowercase)
        return !isWrittenAsName || domains.contains(last.lowercased())
    }

    /// Top-level domains that mail readers know also when they are capitalised.
    private static let domains: Set<String> = [
        "app", "biz", "click", "club", "cn", "co", "com", "dev", "edu", "gl", "go", "gov", "id", "info", "io", "link",
        "live",
        "ly", "me", "mobi", "my", "net", "online", "org", "page", "pro", "ru", "sg", "shop", "site", "store", "top",
        "tv", "uk",
        "us", "vip", "web", "xyz",
    ]
}
