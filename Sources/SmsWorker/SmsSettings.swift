import Complaints
import Kannel
import Shared

/// What SmsWorker reads besides what every program does.
struct SmsSettings: Sendable, Equatable {
    let box: BoxAddress
    let channels: ShortCodes

    /// - Throws: `SettingError` naming the variable.
    init(_ environment: Environment) throws(SettingError) {
        guard let box = BoxAddress(environment.text(.kannelBox) ?? "127.0.0.1:13001") else {
            throw SettingError(key: SettingKey.kannelBox.name, reason: "must be host:port, an IPv6 address in brackets")
        }
        try environment.refuseCleartext(.kannelBox, to: [box.host], cure: "a tunnel that ends on this machine")
        guard let channels = ShortCodes(environment.text(.smsChannels) ?? "sms") else {
            throw SettingError(
                key: SettingKey.smsChannels.name,
                reason: "must be a channel, or number=channel with commas between them")
        }
        (self.box, self.channels) = (box, channels)
    }
}

/// Which channel what is sent to a number belongs to.
struct ShortCodes: Sendable, Equatable {
    private var byNumber: [String: String] = [:]
    private var fallback = ReplyChannel.sms.rawValue

    /// Reads `1708=sms,1709=sms.dinsos,sms`; what names no number is the channel of all others. Nil when it cannot be read.
    init?(_ text: String) {
        for pair in text.split(separator: ",") {
            let words = pair.split(separator: "=", omittingEmptySubsequences: false).map {
                $0.filter { $0 != " " }
            }
            guard words.count <= 2, let channel = words.last, !channel.isEmpty else { return nil }
            if words.count == 2 {
                guard !words[0].isEmpty else { return nil }
                byNumber[words[0]] = channel
            } else {
                fallback = channel
            }
        }
    }

    func channel(of number: String) -> String { byNumber[number] ?? fallback }
}
