import Complaints
import Contract
import Foundation
import Rabbit
import Shared
import TestKit
import Testing
import Tokens

extension SystemTests {
    /// Nobody acts as another: whoever may publish commands is nobody until a token says who they are.
    @Suite("Proofs of commands")
    final class CommandProofTests: SiteTest {
        private func routedCase() throws -> String {
            try site.startWorkers(and: "CaseWorker")
            try Submitter(site).submit([Submissions(series: "P").good(0)])
            try records.settle(complaints: 1)
            try site.broker.declareQueue("answers")
            return try #require(try records.texts("SELECT code FROM complaint").first)
        }

        /// Publishes and waits for the refusal; nil: it was carried out.
        private func refusal(
            _ body: [UInt8], _ key: String, token: String?, headers: [String: FieldValue] = [:]
        ) throws -> CommandRefusal.Code? {
            let id = UUID().uuidString
            var properties = MessageProperties(
                contentType: "application/json", headers: headers, messageID: id, correlationID: id, replyTo: "answers")
            if let token { properties.headers[CommandToken.header] = .text(token) }
            try site.broker.publish([
                Publication(
                    exchange: Topology.caseworkExchange, routingKey: key, properties: properties, body: body)
            ])
            var found: [UInt8]?
            let answered = try poll(seconds: 30) {
                found = try records.take("answers").first { $0.properties.correlationID == id }?.body
                return found != nil
            }
            try #require(answered, "\(site.logs.suffix(2000))")
            let event = try #require(try JSONSerialization.jsonObject(with: Data(found ?? [])) as? [String: Any])
            let data = try #require(event["data"] as? [String: Any])
            let code = (data["refusal"] as? String).flatMap { CommandRefusal.Code(rawValue: $0) }
            if code?.rawValue.hasPrefix("token_") == true {
                #expect(Set(data.keys) == ["command", "id", "refusal", "reason"], "it tells nothing of the case")
            }
            return code
        }

        @Test("what a stranger may publish changes nothing: not as national, not as officer, not as reporter")
        func strangers() throws {
            let code = try routedCase()
            let attempts: [(String, String)] = [
                ("disposition", #""actor":{"role":"national","id":"nobody"},"body":"64.72","reason":"x""#),
                ("reply", #""actor":{"role":"officer","id":"nobody"},"text":"Sudah kami perbaiki.""#),
                (
                    "close",
                    #""actor":"national","decision":"Laporan ini benar","action":"Sudah selesai","further":"Ajukan keberatan""#
                ),
                ("merge", #""actor":"coordinator","into":"\#(code)","reason":"x""#),
                ("rate", #""actor":"reporter","stars":5"#), ("confirm", #""actor":"reporter""#),
                ("escalate", #""actor":"reporter","consent":true,"level":"ombudsman""#),
                ("answer", #""actor":"reporter","text":"saya cabut laporan""#),
            ]
            for (number, (name, members)) in attempts.enumerated() {
                let body = #"{"id":"x-\#(number)","command":"\#(name)","case":"\#(code)",\#(members)}"#
                #expect(try refusal(Array(body.utf8), "case.\(name)", token: nil) == .tokenMissing, "\(name)")
            }
            #expect(try records.count("SELECT max(version) FROM complaint") == 2)
            #expect(try records.count("SELECT count(*) FROM command") == 0)
            #expect(try records.depth("casework.dead") == 0)
        }

        @Test("a token is the command's own, used once, of a key that holds; the journal keeps who vouched")
        func tokens() throws {
            let code = try routedCase()
            let officer = CaseActor(.officer, id: "hubung")
            func body(_ id: String, _ text: String) -> [UInt8] {
                Array(#"{"id":"\#(id)","command":"reply","case":"\#(code)","text":"\#(text)"}"#.utf8)
            }
            let first = body("a", "Kami periksa hari ini.")
            let token = try TestIssuer.token(for: first, by: officer)
            #expect(try refusal(body("b", "Selesai."), "case.reply", token: token) == .tokenOtherCommand)
            #expect(try refusal(first, "case.reply", token: nil) == .tokenMissing)
            let old = try TestIssuer.token(for: first, by: officer, at: .now.advanced(bySeconds: -600))
            #expect(try refusal(first, "case.reply", token: old) == .tokenExpired)
            let early = try TestIssuer.token(for: first, by: officer, at: .now.advanced(bySeconds: 600))
            #expect(try refusal(first, "case.reply", token: early) == .tokenNotYet)
            var claims = CommandToken.Claims(issuer: TestIssuer.name, actor: officer, message: first, at: .now)
            let forged = try #require(SigningKey().token(claims, keyID: TestIssuer.kid))
            #expect(try refusal(first, "case.reply", token: forged) == .tokenSignature)
            #expect(try refusal(first, "case.reply", token: "x.y.z") == .tokenMalformed)

            #expect(try refusal(first, "case.reply", token: token) == nil)
            #expect(try refusal(first, "case.reply", token: token) == nil, "come again it is a repetition")
            #expect(try refusal(first, "case.reply", token: old) == nil, "and so with a token of before")
            claims = CommandToken.Claims(
                issuer: TestIssuer.name, actor: officer, message: body("c", "Lagi."), at: .now,
                id: try CommandToken(token).claims.id)
            let replayed = try #require(try TestIssuer.key().token(claims, keyID: TestIssuer.kid))
            #expect(try refusal(body("c", "Lagi."), "case.reply", token: replayed) == .tokenReplayed)
            #expect(
                try records.texts(
                    "SELECT concat_ws(' ', actor, data->>'issuer', data->>'jti') FROM journal WHERE version = 3")
                    == ["hubung \(TestIssuer.name) \(CommandToken(token).claims.id)"])
            #expect(try records.count("SELECT max(version) FROM complaint") == 3)
            for text in [token, "eyJ"] { #expect(!site.logs.contains(text)) }
        }

        @Test("issuers are registered, get other keys and are revoked by the operator, and it is written down")
        func issuers() throws {
            let code = try routedCase()
            let folder = site.folder
            func key(_ name: String) throws -> SigningKey {
                let key = SigningKey()
                try Data(try #require(key.verificationKey).pem.utf8).write(to: folder.appending(path: name))
                return key
            }
            let (first, second) = (try key("1.pem"), try key("2.pem"))
            let one = folder.appending(path: "1.pem").path
            let two = folder.appending(path: "2.pem").path
            try site.run("issuer", "add", "meja.32", "--key", one, "--kid", "k1", "--role", "officer", "--body", "32")
            #expect(try site.lapor("issuer", "add", "lain", "--key", one, "--role", "national").code == 65)
            #expect(try site.lapor("issuer", "add", "x y", "--key", one, "--role", "national").code == 64)
            #expect(try site.lapor("issuer", "add", "lain", "--key", two, "--role", "officer").code == 64)
            #expect(
                try site.lapor("issuer", "add", "lain", "--key", two, "--role", "officer", "--body", "NASA").code == 65)
            var number = 0
            func act(_ signing: SigningKey, _ kid: String, _ actor: CaseActor) throws -> CommandRefusal.Code? {
                number += 1
                let body = Array(
                    #"{"id":"i-\#(number)","command":"escalate","case":"\#(code)","reason":"uji"}"#.utf8)
                let claims = CommandToken.Claims(issuer: "meja.32", actor: actor, message: body, at: .now)
                return try refusal(body, "case.escalate", token: signing.token(claims, keyID: kid))
            }
            let place = try #require(try records.texts("SELECT COALESCE(body_code, '-') FROM complaint").first)
            let officer = CaseActor(.officer, id: "a", body: place)
            #expect(try act(first, "k1", officer) == (place.hasPrefix("32") ? nil : .tokenBody))
            #expect(try act(first, "k1", CaseActor(.officer, id: "a", body: "64")) == .tokenBody)
            #expect(try act(first, "k1", CaseActor(.officer, id: "a")) == .tokenBody)
            #expect(try act(first, "k1", CaseActor(.national, id: "a")) == .tokenRole)
            let other = CaseActor(.officer, id: "a", body: "32.04")
            #expect(try act(second, "k2", other) == .tokenIssuerUnknown)
            try site.run("issuer", "rotate", "meja.32", "--key", two, "--kid", "k2", "--overlap", "1")
            let proven: Set<CommandRefusal.Code?> = [nil, .notYours]
            #expect(try proven.contains(act(first, "k1", other)) && proven.contains(act(second, "k2", other)))
            try site.run("issuer", "revoke", "meja.32", "--kid", "k1", "--reason", "laptop hilang")
            #expect(try act(first, "k1", other) == .tokenRevoked)
            #expect(try proven.contains(act(second, "k2", other)))
            try site.run("issuer", "revoke", "meja.32", "--reason", "kontrak berakhir")
            #expect(try act(second, "k2", other) == .tokenRevoked)
            #expect(try site.lapor("issuer", "revoke", "meja.32", "--reason", "lagi").code == 1)
            _ = try key("3.pem")
            try refusesToRevive("meja.32", at: folder.appending(path: "3.pem").path, two)
            let list = try site.run("issuer", "list")
            #expect(list.contains("meja.32") && list.contains("revoked"))
            #expect(
                try records.texts(
                    "SELECT concat_ws(' ', action, kid, reason) FROM issuer_action WHERE issuer = 'meja.32' ORDER BY id"
                )
                    == ["add k1", "rotate k2", "revoke k1 laptop hilang", "revoke kontrak berakhir"])
        }

        /// What is revoked stays revoked, whatever is tried; another one, with another key, holds.
        private func refusesToRevive(_ name: String, at file: String, _ old: String) throws {
            let reach = ["--role", "officer", "--body", "32"]
            for key in [file, old] {
                let rotated = try site.lapor("issuer", "rotate", name, "--key", key)
                #expect(rotated.code == 65 && rotated.output.contains("is revoked and stays so"), "\(rotated)")
                let added = try site.lapor(["issuer", "add", name, "--key", key] + reach)
                #expect(added.code == 65 && added.output.contains("is revoked and stays so"), "\(added)")
            }
            let other = try site.lapor(["issuer", "add", "\(name).2", "--key", old] + reach)
            #expect(other.code == 65 && other.output.contains("make another key"), "\(other)")
            let over = ["--until", "2020-01-01T00:00:00Z", "--from", "2019-01-01T00:00:00Z"]
            #expect(try site.lapor(["issuer", "add", "\(name).2", "--key", file] + reach + over).code == 65)
            let fresh = try site.lapor(["issuer", "add", "\(name).2", "--key", file, "--kid", "k"] + reach)
            #expect(fresh.code == 0, "\(fresh)")
            let another = site.folder.appending(path: "4.pem")
            try Data(try #require(SigningKey().verificationKey).pem.utf8).write(to: another)
            let same = try site.lapor("issuer", "rotate", "\(name).2", "--key", another.path, "--kid", "k")
            #expect(same.code == 65 && same.output.contains("choose another --kid"), "\(same)")
        }

        @Test("the operator's key is theirs alone, and signs only where it is registered")
        func operatorsKey() throws {
            let code = try routedCase()
            let file = site.folder.appending(path: "own/key.pem").path
            let own: [String: String?] = ["LAPOR_KEY_FILE": file]
            let escalate = ["case", "escalate", code, "--reason", "uji"]
            #expect(try site.lapor(escalate, own).code == 78)
            #expect(try site.lapor(["key", "new"], own).code == 0)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let again = try site.lapor(["key", "new"], own)
            #expect(again.code == 73 && again.output.contains("would be lost"))
            let unregistered = try site.lapor(escalate, own)
            #expect(unregistered.code == 78 && unregistered.output.contains("lapor issuer add"))
            #expect(try site.lapor(["issuer", "add", "sari", "--role", "coordinator", "--any-body"], own).code == 0)
            let done = try site.lapor(escalate, own)
            #expect(done.code == 0, "\(done)")
            let foreign = try site.lapor(escalate + ["--role", "national"], own)
            #expect(foreign.code == 65 && foreign.output.contains("token_role"), "\(foreign)")
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
            let open = try site.lapor(escalate, own)
            #expect(open.code == 78 && open.output.contains("chmod 600"))
            #expect(
                try records.texts("SELECT DISTINCT data->>'issuer' FROM journal WHERE event = 'escalated'") == ["sari"])
        }
    }
}
