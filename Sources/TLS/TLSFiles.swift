import CTLS
import Glibc

/// The files, PEM all of them, by which two sides of an encrypted connection know each other. They are read at each new
/// connection.
package struct TLSFiles: Sendable, Hashable {
    /// Who may vouch for the other side; nil: whom the system trusts.
    package var authorities: String?
    /// Our own certificate with those between it and its authority; nil: we show none.
    package var certificate: String?
    /// The private key of `certificate`, without a passphrase.
    package var key: String?

    package init(authorities: String? = nil, certificate: String? = nil, key: String? = nil) {
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
    }

    package var all: [String] { [authorities, certificate, key].compactMap { $0 } }

    /// Whether they can be used as they are now.
    ///
    /// - Throws: `TLSFault` `unreadable` or `otherKey`.
    package func check() throws(TLSFault) {
        let code = withFiles { ctls_check($0, $1, $2) }
        if let fault = TLSFault(code, self) { throw fault }
    }

    /// Seconds since 1970 at which our certificate runs out, or one of those up to its authority; nil without.
    package var certificateEnd: Int64? {
        guard let certificate else { return nil }
        let end = ctls_file_end(certificate)
        return end < 0 ? nil : end
    }

    /// What the files are now; another one when one of them was written anew or replaced.
    package var stamp: [Stamp?] { all.map(Stamp.init) }

    package struct Stamp: Sendable, Equatable {
        private let device: UInt
        private let file: UInt
        private let size: Int
        private let seconds: Int
        private let nanoseconds: Int

        /// Of the file that `path` leads to in the end; nil when there is none.
        init?(_ path: String) {
            var facts = stat()
            guard stat(path, &facts) == 0 else { return nil }
            device = UInt(facts.st_dev)
            file = UInt(facts.st_ino)
            size = Int(facts.st_size)
            seconds = facts.st_mtim.tv_sec
            nanoseconds = facts.st_mtim.tv_nsec
        }
    }

    func withFiles<Result>(
        _ body: (UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Result
    ) -> Result {
        func with(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
            guard let text else { return body(nil) }
            return text.withCString { body($0) }
        }
        return with(authorities) { authorities in
            with(certificate) { certificate in with(key) { key in body(authorities, certificate, key) } }
        }
    }
}
