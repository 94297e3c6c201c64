import Complaints
import Foundation
import Rabbit
import Shared
import TestKit
import Tokens

/// What a registered application tries that wants more than is its own, and whoever heard another's token pass.
extension CommandAttacks {
    func signed() throws -> [CommandAttack] { try reaching() + borrowed() + timed() + bent() }

    private func attack(
        _ name: String, _ code: CommandRefusal.Code, _ changes: [String: String], _ header: String = Self.header
    ) throws -> CommandAttack {
        let body = command("signed-\(UUID().uuidString)")
        return CommandAttack(name, code, body, try sign(header, claims(of: body, changes)))
    }

    private func reaching() throws -> [CommandAttack] {
        try [
            attack("a role that the issuer may not speak for", .tokenRole, ["role": #""national""#, "body": ""]),
            attack("a reporter, by an issuer of officers", .tokenRole, ["role": #""reporter""#, "body": ""]),
            attack("a body elsewhere", .tokenBody, ["body": #""64""#]),
            attack("the body above its own", .tokenBody, ["body": #""32""#]),
            attack("a body whose code begins alike", .tokenBody, ["body": #""32.040""#]),
            attack("every body (*)", .tokenBody, ["body": #""*""#]),
            attack("no body", .tokenBody, ["body": ""]),
            attack("the role of the machine", .tokenMalformed, ["role": #""system""#]),
        ] + asIntake()
    }

    /// What intake sends of words that it keeps needs no token.
    private func asIntake() throws -> [CommandAttack] {
        let words = "01980000-0000-7000-8000-000000000000"
        func answer(_ code: String) -> [UInt8] {
            Array(#"{"id":"intake:\#(words)","command":"answer","case":"\#(code)","correspondence":"\#(words)"}"#.utf8)
        }
        let own = command("intake:\(words)", "answer")
        let attacks = [
            CommandAttack(
                "intake's name for a command of one's own", .keyTaken, own, try sign(Self.header, claims(of: own))),
            CommandAttack("words that intake has not kept", .tokenMissing, answer(code), nil),
            CommandAttack("the same of a case that is none", .tokenMissing, answer("BBBBBBBBBBBB"), nil),
        ]
        return attacks.map { attack in
            var attack = attack
            attack.routingKey = "case.answer"
            return attack
        }
    }

    private func borrowed() throws -> [CommandAttack] {
        let id = try CommandToken(heard.token).claims.id
        let replay = command("replay")
        let claims = claims(
            of: replay, ["iss": "\"\(TestIssuer.name)\"", "jti": "\"\(id)\"", "role": #""national""#, "body": ""])
        let again = try sign(Self.header.replacing("k1", with: TestIssuer.kid), claims, TestIssuer.key())
        return [
            CommandAttack("another command's token", .tokenOtherCommand, command("borrowed"), heard.token),
            CommandAttack(
                "the command that was heard, with one space more", .tokenOtherCommand, heard.body + [0x20], heard.token),
            CommandAttack("a jti that was used", .tokenReplayed, replay, again),
        ]
    }

    private func timed() throws -> [CommandAttack] {
        let now = Instant.now.microseconds / 1_000_000
        return try [
            attack("a token that has expired", .tokenExpired, ["iat": "\(now - 900)", "exp": "\(now - 600)"]),
            attack("a token of the year 2100", .tokenNotYet, ["iat": "4102444800", "exp": "4102445100"]),
            attack("a token of five minutes ahead", .tokenNotYet, ["iat": "\(now + 300)", "exp": "\(now + 600)"]),
            attack("a life of a year", .tokenMalformed, ["exp": "\(now + 31_536_000)"]),
            attack("an end before its beginning", .tokenMalformed, ["exp": "\(now - 1)"]),
            attack("no end", .tokenMalformed, ["exp": ""]),
            attack("a time with a fraction", .tokenMalformed, ["iat": "\(now).5"]),
            attack("a time as text", .tokenMalformed, ["iat": "\"\(now)\""]),
            attack("a time that overflows", .tokenMalformed, ["iat": "-9223372036854775808"]),
        ]
    }

    private func bent() throws -> [CommandAttack] {
        let body = command("bent")
        let good = claims(of: body)
        func bend(_ name: String, _ header: String = Self.header, _ claims: String? = nil) throws -> CommandAttack {
            CommandAttack(name, .tokenMalformed, body, try sign(header, claims ?? good))
        }
        var table = try bend("the token within a table")
        table.proof = .table(["token": table.proof ?? .void])
        var list = try bend("two tokens")
        list.proof = .array([list.proof ?? .void, .text(heard.token)])
        return try [
            bend(
                "an extension that must be understood (crit)", #"{"alg":"EdDSA","kid":"k1","crit":["b64"],"b64":false}"#
            ),
            bend("another typ", #"{"alg":"EdDSA","kid":"k1","typ":"at+jwt"}"#),
            bend("alg twice", #"{"alg":"EdDSA","kid":"k1","alg":"none"}"#),
            bend("a claim twice", Self.header, good.dropLast() + #","role":"national"}"#),
            bend("a claim twice, once with an escape", Self.header, good.dropLast() + #","\u0072ole":"national"}"#),
            bend("claims that are no object", Self.header, "[\(good)]"),
            bend("claims and something behind them", Self.header, good + "{}"),
            bend("a person's name and number as sub", Self.header, claims(of: body, ["sub": #""Budi Contoh 0812""#])),
            bend(
                "a token above 2,048 bytes", Self.header,
                claims(of: body, ["x": "\"\(String(repeating: "x", count: 2_000))\""])),
            bend(
                "a token of 100,000 bytes", Self.header,
                claims(of: body, ["x": "\"\(String(repeating: "x", count: 74_000))\""])),
            table, list,
        ]
    }
}
