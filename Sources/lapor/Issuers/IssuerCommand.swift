import ArgumentParser
import Complaints
import Contract
import Foundation
import Operator

struct IssuerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issuer",
        abstract: "Who may vouch for those who give commands: applications and operators, with their public keys.",
        discussion: """
            Every command carries a token that an issuer has signed; docs/integrators.md has its form. Who registers, exchanges \
            and revokes is written down.
            """,
        subcommands: [Add.self, Rotate.self, Revoke.self, List.self])

    struct NameOptions: ParsableArguments {
        @Argument(help: "Name of the issuer, as its tokens say it (iss).")
        var name: String
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(CaseCommandDecoder.isAccount(name) && name.utf8.count <= 64, IssuerWords.name("NAME", 64))
        }
    }

    struct KeyOptions: ParsableArguments {
        @Option(help: "File with the public key: PEM, or 32 bytes as Base64. Default: the operator's own key.")
        var key: String?
        @Option(help: "What tokens call the key (kid); default: its thumbprint (RFC 7638).")
        var kid: String?
        @Option(help: "From when on the key holds, RFC 3339; default: now.", transform: Instant.typed)
        var from: Instant?
        @Option(help: "Until when the key holds, RFC 3339; default: until further notice.", transform: Instant.typed)
        var until: Instant?

        func validate() throws {
            let isName = kid.map { CaseCommandDecoder.isAccount($0) && $0.utf8.count <= 64 } ?? true
            try require(isName, IssuerWords.name("--kid", 64))
        }

        var new: IssuerChange.NewKey { IssuerChange.NewKey(file: key, kid: kid, from: from, until: until) }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers an issuer with its first key, and says how far its word counts.")

        @OptionGroup var options: NameOptions
        @Option(help: "A role that it may speak for: reporter, officer, coordinator, national; several times.")
        var role: [CaseRole] = []
        @Option(help: "Code of a body that it may speak for, with those below it; several times.")
        var body: [String] = []
        @Flag(help: "It may speak for every body, and need not name one.")
        var anyBody = false
        @Option(
            help: """
                A channel whose reporters it may speak for without their secret, because they report by it; several times; * for \
                all. Only with the role reporter alone: who speaks for officials does not speak for those who judge them.
                """)
        var channel: [String] = []
        @OptionGroup var key: KeyOptions
        @Option(help: "Why.")
        var reason: String?

        func validate() throws {
            try require(!role.isEmpty && !role.contains(.system), IssuerWords.someRole)
            try require(channel.isEmpty || Set(role) == [.reporter], IssuerWords.channelsOfReporters)
            let needsBody = role.contains(.officer) || role.contains(.coordinator)
            try requireWords(reason, "--reason")
            try require(needsBody ? body.isEmpty == anyBody : true, IssuerWords.bodiesOrAll)
        }

        func run() throws {
            let reach = IssuerChange.Reach(roles: role, bodies: anyBody ? ["*"] : body, channels: channel)
            try options.output.print(
                try IssuerChange.add(options.name, reach, key: key.new, by: NSUserName(), reason: reason))
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives an issuer another key. Those that it has hold for a while beside it.")

        @OptionGroup var options: NameOptions
        @OptionGroup var key: KeyOptions
        @Option(help: "Hours for which the keys before still hold.")
        var overlap = 24
        @Option(help: "Why.")
        var reason: String?

        func validate() throws {
            try requireWords(reason, "--reason")
            try require(0...8_760 ~= overlap, CallWords.range("--overlap", 0, 8_760))
        }

        func run() throws {
            try options.output.print(
                try IssuerChange.rotate(
                    options.name, key: key.new, overlap: overlap, by: NSUserName(), reason: reason))
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revokes a key, or an issuer with all its keys. It counts with the next command.")

        @OptionGroup var options: NameOptions
        @Option(help: "Only this key (kid); default: the issuer with all its keys.")
        var kid: String?
        @Option(help: "Why.")
        var reason: String

        func validate() throws { try requireReason(reason, "--reason") }

        func run() throws {
            try options.output.print(
                try IssuerChange.revoke(options.name, kid: kid, by: NSUserName(), reason: reason))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists issuers with their keys, revoked ones too.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try IssuerList()) }
    }
}

extension Instant {
    @Sendable static func typed(_ text: String) throws -> Instant {
        guard let moment = Instant(rfc3339: text) else {
            throw ValidationError(CallWords.notMoment("'\(text)'", "2026-12-31T23:59:59+07:00").text)
        }
        return moment
    }
}
