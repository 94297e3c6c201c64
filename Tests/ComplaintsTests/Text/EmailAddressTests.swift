import Complaints
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("budi@example.go.id", "budi@example.go.id"), ("a@b.co", "a@b.co"),
        ("Budi.Santoso+lapor@MAIL.Example.ID", "Budi.Santoso+lapor@mail.example.id"),
        ("o'neil_x@x-y.id", "o'neil_x@x-y.id"),
    ])
    func accepts(text: String, kept: String) {
        #expect(EmailAddress(text)?.text == kept)
    }

    @Test(arguments: [
        "", "@", "budi", "budi@", "@example.id", "budi@localhost", "a@b@c.id", "budi @example.id", "budi@exam ple.id",
        "budi@example.id\r\nBcc: x@y.id", "budi\u{0}@example.id", "budí@example.id", "budi@exämple.id",
        ".budi@example.id", "budi.@example.id", "bu..di@example.id", "budi@.example.id", "budi@example..id",
        "budi@example.id.", "budi@-example.id", "budi@example-.id", "budi@127.0.0.1", "budi@example.i",
        "\"b\"@example.id", "<budi@example.id>", "budi,x@example.id", "budi@exam_ple.id",
    ])
    func refuses(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func lengths() {
        let local = String(repeating: "a", count: 64)
        #expect(EmailAddress("\(local)@example.id") != nil)
        #expect(EmailAddress("\(local)a@example.id") == nil)
        let label = String(repeating: "b", count: 63)
        #expect(EmailAddress("a@\(label).id") != nil)
        #expect(EmailAddress("a@\(label)b.id") == nil)
        let long = "\(local)@\(label).\(label).\(String(repeating: "c", count: 58)).id"  // 254 bytes
        #expect(long.utf8.count == 254)
        #expect(EmailAddress(long) != nil)
        #expect(EmailAddress("\(local)@\(label).\(label).\(String(repeating: "c", count: 59)).id") == nil)
    }

    @Test func domainsCompareWithoutCase() {
        #expect(EmailAddress("budi@Example.ID") == EmailAddress("budi@example.id"))
        #expect(EmailAddress("Budi@example.id") != EmailAddress("budi@example.id"))
    }
}
