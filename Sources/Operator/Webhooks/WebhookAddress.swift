import Foundation
import Store

/// The address of a receiver. Where it leads is looked at whenever it is called; here, what can be seen of it alone.
struct WebhookAddress {
    private static let longest = 2_000
    private static let ports: Set<Int> = [443, 8443]

    /// - Returns: why it is refused; nil: it is not.
    static func fault(of text: String, allowing allowed: Set<Webhook.Allowance>) -> Phrase? {
        guard text.utf8.count <= longest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(), let host = url.host,
            !host.isEmpty, ["http", "https"].contains(scheme)
        else { return WebhookWords.noAddress }
        guard url.user == nil, url.password == nil else { return WebhookWords.credentials }
        guard url.fragment == nil else { return WebhookWords.noAddress }
        guard scheme == "https" || allowed.contains(.http) else { return WebhookWords.inClear }
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        let isUsual = scheme == "https" ? ports.contains(port) : port == 80
        return isUsual || allowed.contains(.port) ? nil : WebhookWords.oddPort(port)
    }
}
