package import Complaints
package import TLS

/// The ways on which programs speak with servers; each may have TLS files of its own.
package enum Transport: String, Sendable, CaseIterable {
    case amqp = "AMQP"
    case database = "DATABASE"
    case management = "MANAGEMENT"
    case smtp = "SMTP"
    case sms = "SMS"
    case imap = "IMAP"

    /// The setting that says where the server is.
    package var url: SettingKey {
        switch self {
        case .amqp: .amqpURL
        case .database: .databaseURL
        case .management: .managementURL
        case .smtp: .smtpURL
        case .sms: .smsURL
        case .imap: .imapURL
        }
    }

    /// Files of this transport alone: authorities, certificate, key.
    package var keys: [SettingKey] {
        SettingKey.tlsFiles.map { general in
            let name = general.name.replacing("LAPOR_TLS_", with: "LAPOR_\(rawValue)_TLS_")
            return SettingKey(name: name, default: general.name, help: "\(general.help), for \(url.name) alone")
        }
    }
}

extension SettingKey {
    package static let tlsCA = SettingKey(
        name: "LAPOR_TLS_CA", default: "the system's",
        help: "PEM file of the authorities whose servers are trusted, for all TLS")
    package static let tlsCertificate = SettingKey(
        name: "LAPOR_TLS_CERT", default: "none",
        help: "PEM file of our certificate and those up to its authority, for servers that ask for one")
    package static let tlsKey = SettingKey(
        name: "LAPOR_TLS_KEY", default: "none", help: "PEM file of the private key of LAPOR_TLS_CERT")
    package static let allowCleartext = SettingKey(
        name: "LAPOR_ALLOW_CLEARTEXT", default: "none",
        help: "Hosts, with commas, that may be spoken to without TLS although they are not this machine")

    static let tlsFiles = [tlsCA, tlsCertificate, tlsKey]
    /// What every program that speaks with servers reads.
    package static let tls = tlsFiles + [allowCleartext]
}

extension Environment {
    /// The TLS files of `transport`: its own, else those for all.
    ///
    /// - Throws: `SettingError` when one is missing or cannot be used.
    package func tls(_ transport: Transport) throws(SettingError) -> TLSFiles {
        let keys = transport.keys
        let authorities = text(keys[0]) != nil ? keys[0] : .tlsCA
        // A certificate goes with its key, never with another's.
        let isOwn = text(keys[1]) != nil || text(keys[2]) != nil
        let (certificate, key) = isOwn ? (keys[1], keys[2]) : (SettingKey.tlsCertificate, SettingKey.tlsKey)
        for (one, other) in [(certificate, key), (key, certificate)] where text(one) != nil && text(other) == nil {
            throw SettingError(key: other.name, reason: "must be set as well: \(one.name) is")
        }
        let files = TLSFiles(authorities: text(authorities), certificate: text(certificate), key: text(key))
        do throws(TLSFault) {
            try files.check()
        } catch {
            throw SettingError(key: Self.name(of: error, authorities, certificate, key), reason: Self.words(error))
        }
        return files
    }

    /// What is wrong with the files of TLS that the settings name, each setting once, whether or not anything is spoken to by TLS
    /// today.
    package var fileFaults: [SettingError] {
        Transport.allCases.reduce(into: []) { faults, transport in
            do throws(SettingError) {
                _ = try tls(transport)
            } catch {
                if !faults.contains(where: { $0.key == error.key }) { faults.append(error) }
            }
        }
    }

    /// When our own certificates run out, each with the setting that names it.
    package var certificateEnds: [(key: SettingKey, end: Instant)] {
        ([SettingKey.tlsCertificate] + Transport.allCases.map { $0.keys[1] }).compactMap { key in
            let end = text(key).flatMap { TLSFiles(certificate: $0).certificateEnd }
            return end.map { (key, Instant(microseconds: $0 * 1_000_000)) }
        }
    }

    private static func name(
        of fault: TLSFault, _ authorities: SettingKey, _ certificate: SettingKey, _ key: SettingKey
    ) -> String {
        switch fault {
        case .unreadable(.authorities, _): authorities.name
        case .unreadable(.certificate, _): certificate.name
        default: key.name
        }
    }

    private static func words(_ fault: TLSFault) -> String {
        switch fault {
        case .unreadable(let file, _): "must name a PEM file that holds the \(file.rawValue), without a passphrase"
        default: "must name the private key of the certificate"
        }
    }
}
