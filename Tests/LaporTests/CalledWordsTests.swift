import ArgumentParser
import Testing

@testable import lapor

/// What is written down for others to read, and what a call may name.
@Suite struct CalledWordsTests {
    private static func isTaken(_ arguments: [String]) throws -> Bool {
        do {
            _ = try Lapor.parseAsRoot(arguments)
            return true
        } catch {
            #expect(Lapor.exitCode(for: error).rawValue == 64)
            return false
        }
    }

    private static let reasons: [[String]] = [
        ["dead", "discard", "--all", "--reason"],
        ["dead", "show", "a1", "--reason"], ["dead", "edit", "a1", "--reason"], ["issuer", "revoke", "x", "--reason"],
        ["person", "find", "--phone-file", "x", "--reason"],
    ]

    @Test(arguments: [
        "", " ", "\u{200B}", "\u{200B}\u{2060}\u{FEFF}", "\n", "\u{3164}", "\u{AD}", ".", "permintaan\nbudi: lain",
        "a\u{2028}b", "a\u{1B}[2Jb", "a\u{202E}b", "\u{E0041}",
    ]) func `a reason that nobody can read is none`(reason: String) throws {
        for call in Self.reasons { #expect(try !Self.isTaken(call + [reason]), "\(call) \(reason.debugDescription)") }
    }

    @Test func `a reason is words, and who gives it can be seen`() throws {
        for call in Self.reasons { #expect(try Self.isTaken(call + ["permintaan 7, 👨‍👩‍👧 surat é"]), "\(call)") }
        #expect(try !Self.isTaken(["dead", "show", "a1", "--reason", "x", "--actor", "\u{200B}"]))
        // What people are told may have several lines.
        let told = ["case", "archive", "BBBB-BBBB-BBBB", "--cause", "spam", "--reason"]
        #expect(try Self.isTaken(told + ["satu\ndua"]) && !Self.isTaken(told + ["\u{200B}\n"]))
    }

    @Test func `only keys that can be replaced are named`() throws {
        for kind in ["identity", "words"] {
            #expect(try Self.isTaken(["keys", "add", kind]) && Self.isTaken(["keys", "drop", kind]))
        }
        #expect(try Self.isTaken(["keys", "use", "codes", "1a2b3c4d"]) && !Self.isTaken(["keys", "drop", "codes"]))
        for call in [["add", "search"], ["use", "search", "1a2b3c4d"], ["drop", "search"]] {
            #expect(try !Self.isTaken(["keys"] + call))
        }
    }
}
