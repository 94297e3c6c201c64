/// Which accounts of the broker may send for which channels.
package struct ChannelAccounts: Sendable, Equatable {
    /// In a place of a channel: every one. So operators send for people, import, and put parked messages back.
    package static let everyChannel = "*"

    /// An account of a channel.
    package struct Pair: Sendable, Hashable, Comparable {
        package var channel: String
        package var account: String

        package init(channel: String, account: String) {
            (self.channel, self.account) = (channel, account)
        }

        package static func < (left: Pair, right: Pair) -> Bool {
            (left.channel, left.account) < (right.channel, right.account)
        }
    }

    private var channels: [String: [String]] = [:]
    private var everywhere: [String] = []
    private var confined: [String] = []

    package init(_ pairs: [Pair] = []) {
        for pair in pairs {
            if pair.channel == Self.everyChannel {
                everywhere.append(pair.account)
            } else {
                channels[pair.channel, default: []].append(pair.account)
                confined.append(pair.account)
            }
        }
    }

    /// Whether no channel has an account: then nobody is asked.
    package var isEmpty: Bool { channels.isEmpty }

    /// Why `account` may not send for `channel`; nil: it may. A channel without an account is open to those that are no other
    /// channel's.
    ///
    /// - Parameter account: as the broker has compared it; nil: the sender has not said.
    package func refusal(of account: String?, for channel: String) -> Rejection? {
        guard !channels.isEmpty else { return nil }
        guard let account else { return channels[channel] == nil ? nil : .senderNotAllowed }
        if Self.holds(everywhere, account) { return nil }
        if let own = channels[channel] { return Self.holds(own, account) ? nil : .senderNotAllowed }
        return Self.holds(confined, account) ? .senderNotAllowed : nil
    }

    /// By bytes: to Swift a Kelvin sign is a K, to the broker another account.
    private static func holds(_ accounts: [String], _ account: String) -> Bool {
        accounts.contains { $0.utf8.elementsEqual(account.utf8) }
    }
}
