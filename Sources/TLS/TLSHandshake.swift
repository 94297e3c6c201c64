import CTLS
import Glibc

/// What one connection's handshake shows. Confined to the thread that connects.
package final class TLSHandshake {
    private let watch: OpaquePointer?
    private let files: TLSFiles
    private let host: String

    /// - Parameter host: the name or address that the peer must prove to be.
    package init(_ files: TLSFiles, host: String) {
        watch = ctls_watch_new()
        self.files = files
        self.host = host
    }

    deinit { ctls_watch_release(watch) }

    /// Makes an `SSL_CTX` take TLS 1.2 or newer alone, from the right peer.
    ///
    /// - Throws: `TLSFault` when our files cannot be used.
    package func secure(_ context: UnsafeMutableRawPointer) throws(TLSFault) {
        let code = files.withFiles { ctls_prepare(context, host, $0, $1, $2) }
        if let fault = TLSFault(code, files) { throw fault }
        observe(context)
    }

    /// Sees the handshakes of an `SSL_CTX` that somebody else has prepared.
    package func observe(_ context: UnsafeMutableRawPointer) { _ = ctls_watch_context(context, watch) }

    /// Whether the peer has said that it wants no connection with us: then nothing that we sent has reached whoever it is for.
    package var wasRefused: Bool { watch.flatMap(alert) != nil }

    /// Why a peer whose certificate is in order, as far as that was looked at, is not the one it was asked for.
    package var otherName: TLSFault? {
        guard let watch, ctls_refusal(watch) == 0 else { return nil }
        return .otherName(names: String(cString: ctls_names(watch)), asked: host)
    }

    /// Why one side refused the other; nil when neither did.
    package var fault: TLSFault? {
        guard let watch else { return nil }
        return refusal(watch) ?? alert(watch)
    }

    /// What a second handshake with the same host shows, after which nothing is said.
    package func second(port: Int, seconds: Int) -> TLSFault? {
        TLSLook.server(host: host, port: port, files, seconds: seconds)
    }

    /// Why our own files cannot be used; nil when they can.
    package var fileFault: TLSFault? {
        do throws(TLSFault) {
            try files.check()
            return nil
        } catch {
            return error
        }
    }

    /// Why the last handshake of this thread failed, when no certificate was the reason.
    package static var lastFailure: TLSFault? {
        switch Int(ctls_last_failure()) {
        case ctls_failed_no_tls: .noTLS
        case ctls_failed_version: .oldVersion
        default: nil
        }
    }

    private func refusal(_ watch: OpaquePointer) -> TLSFault? {
        // OpenSSL's X509_V_ numbers, as `man X509_STORE_CTX_get_error` lists them.
        switch ctls_refusal(watch) {
        case 0: nil
        case 2, 19, 20, 21: .unknownIssuer(String(cString: ctls_issuer(watch)))
        case 9: .notYetValid(TLSFault.day(ctls_begin(watch)))
        case 10: .expired(TLSFault.day(ctls_end(watch)))
        case 18: .selfSigned
        case 62, 64: .otherName(names: String(cString: ctls_names(watch)), asked: host)
        default: .unfit(String(cString: ctls_refusal_words(watch)))
        }
    }

    private func alert(_ watch: OpaquePointer) -> TLSFault? {
        // The TLS alert numbers (RFC 8446, section 6.2). What is not about who we are may come at any time, and is no refusal.
        switch ctls_alert(watch) {
        case 70: .oldVersion
        case 116: .wantsCertificate
        // Servers of TLS 1.2 have no word of their own for a missing certificate.
        case 40, 42, 46, 49: ctls_asked(watch) != 0 ? .wantsCertificate : refused(watch)
        case 41, 43, 44, 45, 48, 51, 112: refused(watch)
        default: nil
        }
    }

    private func refused(_ watch: OpaquePointer) -> TLSFault {
        let words = String(cString: ctls_alert_words(watch))
        return files.certificate == nil ? .refuses(words) : .refusesCertificate(words)
    }
}

/// A connection made only to find out why a library could not make one.
package enum TLSLook {
    /// What stands between us and a PostgreSQL server; nil when nothing does, or nobody answers.
    package static func postgres(host: String, port: String, _ files: TLSFiles, seconds: Int = 5) -> TLSFault? {
        do throws(TLSFault) {
            try files.check()
        } catch {
            return error
        }
        return connected(host, port, seconds) { descriptor in
            let answer = ctls_greet_postgres(descriptor)
            guard answer == 1 else { return answer == 0 ? .noTLS : nil }
            return TLSHandshake(files, host: host).fault(on: descriptor)
        }
    }

    /// What stands between us and a server that speaks TLS from the first byte on.
    package static func server(host: String, port: Int, _ files: TLSFiles, seconds: Int = 5) -> TLSFault? {
        connected(host, "\(port)", seconds) { TLSHandshake(files, host: host).fault(on: $0) }
    }

    private static func connected(
        _ host: String, _ port: String, _ seconds: Int, _ look: (Int32) -> TLSFault?
    ) -> TLSFault? {
        let descriptor = ctls_connect(host, port, Int32(seconds))
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return look(descriptor)
    }
}

extension TLSHandshake {
    fileprivate func fault(on descriptor: Int32) -> TLSFault? {
        guard let watch else { return nil }
        let agreed = files.withFiles { ctls_shake_hands(descriptor, watch, host, $0, $1, $2) == 1 }
        return agreed ? nil : fault ?? Self.lastFailure
    }
}
