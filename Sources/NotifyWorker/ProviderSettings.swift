import Complaints
import Kannel
import Ops
import Shared
import TLS
import Transfer

/// Which providers carry messages. `SettingKey.notify` lists the variables.
struct ProviderSettings: Sendable {
    var outboxDirectory: String
    var smtpURL: String?
    var smtpUser: String?
    var smtpPassword: String?
    var requiresTLS: Bool
    var smtpTLS: TLSFiles
    var mailFrom: String
    var smsURL: String?
    var smsToken: String?
    var smsTLS: TLSFiles
    var smsIsIdempotent: Bool
    var smsHours: SendingHours
    /// Nil: SMS go by HTTP, or to files.
    var kannel: KannelSender?
    /// Seconds for which the receipt of an SMS is awaited.
    var receiptPatience: Int64

    /// - Throws: `SettingError` naming the variable.
    init(_ environment: Environment) throws(SettingError) {
        outboxDirectory = environment.text(.outboxDirectory) ?? "outbox"
        smtpURL = try environment.address(.smtpURL, ["smtp", "smtps"])
        smtpUser = environment.text(.smtpUser)
        smtpPassword = environment.text(.smtpPassword)
        requiresTLS = try environment.choice(.smtpTLS, of: ["required", "off"], default: "required") == "required"
        smtpTLS = try Self.smtpFiles(smtpURL, requiresTLS, environment)
        mailFrom = try environment.mailFrom()
        smsURL = try environment.address(.smsURL, ["http", "https", "kannel"])
        kannel = try Self.kannel(smsURL, environment)
        receiptPatience = Int64(try environment.number(.smsReceiptHours, in: 1...168, default: 24)) * 3600
        smsToken = environment.text(.smsToken)
        smsTLS = try Self.smsFiles(smsURL, environment)
        smsIsIdempotent = try environment.choice(.smsIdempotent, of: ["true", "false"], default: "false") == "true"
        guard let hours = SendingHours(environment.text(.smsHours) ?? "8-20") else {
            throw SettingError(key: SettingKey.smsHours.name, reason: "must be two hours from 0 to 24, such as 8-20")
        }
        smsHours = hours
    }

    /// - Throws: `SettingError`, also when mail would go to another machine in clear.
    private static func smtpFiles(
        _ url: String?, _ requiresTLS: Bool, _ environment: Environment
    ) throws(SettingError) -> TLSFiles {
        guard let url else { return TLSFiles() }
        if !requiresTLS { try environment.refuseCleartext(.smtpTLS, url, scheme: "smtp", cure: "required") }
        // Without need of TLS it is used where the server has it.
        return try environment.tls(.smtp)
    }

    /// Kannel's bearerbox, where `kannel://host:port` names one.
    ///
    /// - Throws: `SettingError`, also when SMS would go to another machine in clear.
    private static func kannel(_ url: String?, _ environment: Environment) throws(SettingError) -> KannelSender? {
        guard let url, url.hasPrefix("kannel://") else { return nil }
        let place = url.dropFirst("kannel://".count).prefix { $0 != "/" }
        guard let address = BoxAddress(String(place)) else {
            throw SettingError(
                key: SettingKey.smsURL.name, reason: "must be kannel://host:port, bearerbox's smsbox-port")
        }
        try environment.refuseCleartext(.smsURL, to: [address.host], cure: "a tunnel that ends on this machine")
        return KannelSender(address: address, sender: try environment.required(.smsSender))
    }

    /// - Throws: `SettingError`, also when SMS would go to another machine in clear.
    private static func smsFiles(_ url: String?, _ environment: Environment) throws(SettingError) -> TLSFiles {
        guard let url, !url.hasPrefix("kannel://") else { return TLSFiles() }
        guard !url.hasPrefix("https://") else { return try environment.tls(.sms) }
        try environment.refuseCleartext(.smsURL, url, scheme: "http", cure: "https://")
        return TLSFiles()
    }
}

extension ProviderSettings {
    /// Channels without a provider, whose messages go to files.
    var filed: [NotificationChannel] { (smtpURL == nil ? [.email] : []) + (smsURL == nil ? [.sms] : []) }

    /// What is wrong with the servers that carry messages: until it is mended their messages wait.
    var faults: [Remedy] {
        let credentials = smtpUser.map { Credentials(user: $0, password: smtpPassword ?? "") }
        let mail = smtpURL.flatMap { ServerLook.fault(of: $0, credentials, smtpTLS, requireTLS: requiresTLS) }
        let sms = kannel.map(\.fault) ?? smsURL.flatMap { ServerLook.fault(of: $0, nil, smsTLS) }
        return [(SettingKey.smtpURL, mail), (SettingKey.smsURL, sms)].compactMap { setting, fault in
            fault.map {
                Remedy("the server of \(setting.name) takes no messages: \($0)", "start it, or mend \(setting.name)")
            }
        }
    }

    var files: WorkerProcess.WrittenFiles? {
        filed.isEmpty
            ? nil : WorkerProcess.WrittenFiles(channels: filed.map(\.rawValue), folder: outboxDirectory)
    }
}

/// The hours of the day in which SMS may be sent, in the recipient's zone.
struct SendingHours: Sendable, Equatable {
    private let first: Int
    private let end: Int

    /// `8-20`: from 08:00 to before 20:00.
    init?(_ text: String) {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 2, let first = parts[0], let end = parts[1], 0 <= first, first < end, end <= 24 else {
            return nil
        }
        self.first = first
        self.end = end
    }

    /// The moment from which a message that is ready at `now` may be sent: `now` itself, or the next opening.
    func opening(at now: Instant, zone: IndonesianZone) -> Instant {
        let hour = zone.hour(at: now)
        if (first..<end).contains(hour) { return now }
        let today = zone.date(at: now)
        let day = hour < first ? today : today.adding(days: 1)
        return zone.startOfDay(day).advanced(bySeconds: Int64(first) * 3600)
    }
}
