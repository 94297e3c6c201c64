import Foundation
import TLS
import TestKit
import Testing

/// Files of keys and certificates, as they lie about.
@Suite(.openssl) struct TLSFilesTests {
    @Test func `what cannot be used is named`() throws {
        let authority = try TestAuthority()
        let (good, other) = (try authority.sign("good"), try authority.sign("other"))
        try good.check()
        try TLSFiles().check()
        try authority.run("ec", "-in", "good.key", "-aes128", "-passout", "pass:rahasia", "-out", "locked.key")
        try Data().write(to: URL(fileURLWithPath: authority.path("empty.pem")))
        try authority.run("genrsa", "-out", "rsa.key", "2048")
        var files = good
        func fault(_ change: (inout TLSFiles) -> Void) -> TLSFault? {
            files = good
            change(&files)
            do throws(TLSFault) {
                try files.check()
                return nil
            } catch {
                return error
            }
        }
        let (none, empty) = (authority.path("none.pem"), authority.path("empty.pem"))
        #expect(fault { $0.authorities = none } == .unreadable(.authorities, path: none))
        #expect(fault { $0.authorities = empty } == .unreadable(.authorities, path: empty))
        #expect(fault { $0.certificate = none } == .unreadable(.certificate, path: none))
        #expect(fault { $0.certificate = good.key } == .unreadable(.certificate, path: good.key ?? ""))
        #expect(fault { $0.key = none } == .unreadable(.key, path: none))
        #expect(fault { $0.key = good.certificate } == .unreadable(.key, path: good.certificate ?? ""))
        let locked = authority.path("locked.key")
        #expect(fault { $0.key = locked } == .unreadable(.key, path: locked))
        #expect(fault { $0.key = other.key } == .otherKey)
        #expect(fault { $0.key = authority.path("rsa.key") } == .otherKey)
    }

    @Test func `a file that is replaced, written anew or taken away has another stamp`() throws {
        let authority = try TestAuthority()
        let files = try authority.sign("one")
        let certificate = URL(fileURLWithPath: try #require(files.certificate))
        var stamps = [files.stamp]
        #expect(files.stamp == stamps[0])
        // As Kubernetes and certbot do it: by links.
        let second = try authority.sign("two")
        try FileManager.default.removeItem(at: certificate)
        stamps.append(files.stamp)
        try FileManager.default.createSymbolicLink(
            atPath: certificate.path, withDestinationPath: try #require(second.certificate))
        stamps.append(files.stamp)
        _ = try authority.sign("two")
        stamps.append(files.stamp)
        for (number, stamp) in stamps.enumerated() {
            #expect(stamps.firstIndex { $0 == stamp } == number)
        }
    }

    @Test func `when a certificate runs out`() throws {
        let authority = try TestAuthority()
        let end = try #require(try authority.sign("one", days: 5).certificateEnd)
        #expect((4.9...5.1).contains((Double(end) - Date().timeIntervalSince1970) / 86_400))
        #expect(TLSFiles().certificateEnd == nil)
        #expect(TLSFiles(certificate: "/nowhere").certificateEnd == nil)
    }
}
