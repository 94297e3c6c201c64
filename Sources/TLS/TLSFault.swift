import CTLS
import Glibc

/// Why two sides of a connection do not trust each other. The words hold what stands in certificates and settings, nothing else.
package enum TLSFault: Error, Sendable, Hashable, CustomStringConvertible {
    package enum File: String, Sendable {
        case authorities, certificate
        case key = "private key"
    }

    /// Nobody whom we trust has signed its certificate, but this one.
    case unknownIssuer(String)
    /// Its certificate is signed by itself.
    case selfSigned
    /// Its certificate is for other names than the one it was asked for by.
    case otherName(names: String, asked: String)
    /// A day, `2026-01-31`.
    case expired(String)
    /// From a day on.
    case notYetValid(String)
    /// Its certificate is no good for a reason that OpenSSL tells.
    case unfit(String)
    /// It wants to see a certificate, and we have none.
    case wantsCertificate
    /// It does not take ours, for a reason that OpenSSL tells.
    case refusesCertificate(String)
    /// It does not take us, although it asked for no certificate.
    case refuses(String)
    case noTLS
    /// Nothing newer than TLS 1.1.
    case oldVersion
    /// One of our files.
    case unreadable(File, path: String)
    /// The private key is not that of the certificate.
    case otherKey

    package var description: String {
        switch self {
        case .unknownIssuer(let issuer): "its certificate was issued by an unknown authority (\(issuer))"
        case .selfSigned: "its certificate is self-signed, by no known authority"
        case .otherName(let names, let asked): "its certificate is for other names (\(names)), not for \(asked)"
        case .expired(let day): "its certificate expired on \(day)"
        case .notYetValid(let day): "its certificate is not valid before \(day)"
        case .unfit(let words): "its certificate cannot be used (\(words))"
        case .wantsCertificate: "it asks for a client certificate"
        case .refusesCertificate(let words): "it refuses the client certificate (\(words))"
        case .refuses(let words): "it refuses the connection (\(words))"
        case .noTLS: "it does not speak TLS there"
        case .oldVersion: "it does not speak TLS 1.2 or newer"
        case .unreadable(let file, let path): "the file \(path) holds no \(file.rawValue) that can be read"
        case .otherKey: "the private key is not the certificate's"
        }
    }

    /// What the answer of `ctls_prepare` or `ctls_check` means; nil: all is well.
    init?(_ code: Int32, _ files: TLSFiles) {
        switch Int(code) {
        case ctls_good: return nil
        case ctls_bad_authorities:
            self = .unreadable(.authorities, path: files.authorities ?? "of the system")
        case ctls_bad_certificate: self = .unreadable(.certificate, path: files.certificate ?? "")
        case ctls_bad_key: self = .unreadable(.key, path: files.key ?? "")
        case ctls_other_key: self = .otherKey
        default: self = .unfit("no memory")
        }
    }

    /// The day of a moment, seconds since 1970, in UTC.
    static func day(_ seconds: Int64) -> String {
        var (time, parts) = (time_t(seconds), tm())
        gmtime_r(&time, &parts)
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    }
}
