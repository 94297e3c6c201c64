/// The `Message-ID` of a notice that goes by mail: which notice it is, and the code of its case. Whoever answers it names both, though
/// nothing of it stands in their words; and what all notices of a case refer to makes one thread of them (RFC 5322, 3.6.4).
package struct NoticeNumber: Sendable, Equatable {
    /// The notice's key; nil: it is the number of the case's thread.
    package let notice: ComplaintID?
    package let code: TrackingCode?
    private let domain: String

    private static let thread = "kasus"

    /// - Parameter sender: the address that the notice comes from.
    package init(_ notice: ComplaintID?, code: TrackingCode?, sender: String) {
        (self.notice, self.code, domain) = (notice, code, Self.domain(of: sender))
    }

    /// Reads a number as it stands between its angle brackets; nil: it is none of ours.
    package init?(_ number: String, sender: String) {
        let parts = number.split(separator: "@", omittingEmptySubsequences: false)
        let domain = Self.domain(of: sender)
        guard parts.count == 2, parts[1].lowercased() == domain else { return nil }
        let words = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard let first = words.first, words.count <= 2 else { return nil }
        code = words.count == 2 ? TrackingCode(String(words[1])) : nil
        notice = ComplaintID(first)
        let isNotice = notice != nil && (words.count == 1 || code != nil)
        guard isNotice || first == Self.thread && code != nil else { return nil }
        self.domain = domain
    }

    /// `key.code@domain`, without angle brackets.
    package var text: String {
        let name = notice?.description ?? Self.thread
        return "\(name)\(code.map { ".\($0)" } ?? "")@\(domain)"
    }

    private static func domain(of address: String) -> String {
        address.split(separator: "@").last?.lowercased() ?? "lapor"
    }
}
