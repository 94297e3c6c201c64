import Complaints
import Figures
import Foundation
import Store
import Testing

@testable import Operator

/// What modules below say in English has an Indonesian sentence in the catalogue.
@Suite struct SaidWordsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardized

    private static func sources(_ place: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: root.appending(path: place).path)
        let paths = files?.compactMap { ($0 as? String).map { "\(place)/\($0)" } } ?? []
        return (place.hasSuffix(".swift") ? [place] : paths.filter { $0.hasSuffix(".swift") }).compactMap {
            try? String(contentsOf: root.appending(path: $0), encoding: .utf8)
        }
    }

    /// Sentences in one of `calls`, with something in each gap.
    private static func said(_ places: [String], _ calls: Set<String>) -> [String] {
        places.flatMap(sources).flatMap { SourceLiterals($0).literals }.filter { literal in
            calls.contains(literal.call) && ["", "reason"].contains(literal.label) && literal.text.contains(" ")
        }.map { $0.label == "reason" ? "X " + $0.sample : $0.sample }
    }

    @Test(arguments: [
        (["Complaints", "CaseWorker", "Contract", "Tokens"], ["CommandRefusal"]),
        (["Contract", "Store", "RoutingWorker"], ["Rejection"]),
        (["Learning", "Routing"], ["LearningError"]), (["Shared/Settings/Environment.swift"], ["SettingError"]),
        (
            ["Operator/History/HistoryReading.swift", "Operator/History/HistoryReading+Tables.swift"],
            ["note", "append"]
        ),
        (
            [
                "Shared/Settings/Remedy.swift", "Store/Remedy+Postgres.swift", "Store/SchemaState.swift",
                "Store/Logins/SchemaGuard.swift",
            ],
            ["Remedy", "init"]
        ),
        (["Shared/Settings/Transport.swift", "Shared/Settings/Cleartext.swift"], ["SettingError"]),
        (["Shared/Settings/SecretFile.swift"], ["SettingError", "Remedy"]),
        (["NotifyWorker"], ["postponed", "failed", "unknown", "later"]),
    ]) func `each sentence of the sources is known`(places: [String], calls: [String]) {
        // What HTTP says is a code.
        let sentences = Self.said(places, Set(calls)).filter {
            $0 != ": left out" && $0 != "x9: left out" && !$0.hasPrefix("HTTP ")
        }
        #expect(!sentences.isEmpty)
        for sentence in sentences {
            let phrase = Phrase(said: sentence)
            #expect(phrase.id != phrase.en && phrase.en == sentence, "\(sentence)")
        }
    }

    @Test(arguments: [
        "\(MigrationError.badName("0001.sql"))", "\(MigrationError.edited("0001_x"))",
        "\(MigrationError.unknown("9_x"))", "\(MigrationError.notOwner("lapor_owner"))",
        "\(FigureError.sum(parts: 3, total: 5, in: "64"))", "\(FigureError.sum(parts: 7, total: 5))",
        "\(FigureError.sources(status: .proses, journal: 1, cases: 2))",
        "\(FigureError.replay(cases: 2, example: "64"))", "queue intake is missing", "queue intake is not durable",
        "queue intake: policy overflow is not set, must be reject-publish", "exchange lapor.intake is missing",
        "queue intake: policy overflow is set and must not be", "exchange lapor.intake is fanout, must be topic",
        "queue routing is not bound to lapor.events with key 'complaint.refused'",
        "exchange lapor.intake.channels is not bound to lapor.intake with key 'intake.#'",
        "exchange lapor.intake.channels was declared without alternate-exchange lapor.intake.rest",
        "queue intake is classic, must be quorum",
        "policy a is in effect instead of lapor's (intake, routing): clear it by 'rabbitmqctl clear_policy -p VHOST a'",
        "policy a sets alternate-exchange (lapor.intake): clear it by 'rabbitmqctl clear_policy -p VHOST a'",
        "operator policy a sets expires, message-ttl (intake …): clear it by 'rabbitmqctl clear_operator_policy -p VHOST a'",
        "64, 2020: other figures than line 3 of a.csv", "64, 2020: the same as line 3, shown once",
        "line 3: hours must be like 22:00-05:00. No rule was changed.", "Missing expected argument '<code>'",
        "LAPOR_LANE is no setting and is ignored: did you mean LAPOR_LANES?",
        "LAPOR_DATABASE_URL must look like postgresql://user:password@host:port/database",
        "RabbitMQ's management API: it refuses user or password",
        "the broker's topology is not what it must be (queue intake is missing); run 'lapor topology apply'",
        "LAPOR_AMQP_URL_FILE names no file", "LAPOR_AMQP_URL_FILE names an empty file",
        "LAPOR_AMQP_URL_FILE names a file that is no text", "LAPOR_AMQP_URL_FILE names a file that cannot be read",
        "LAPOR_AMQP_URL_FILE names a file of more than one line",
        "LAPOR_AMQP_URL_FILE names a file that is too long for a secret",
        "LAPOR_AMQP_URL_FILE and LAPOR_AMQP_URL are both set: keep one",
        "LAPOR_AMQP_URL would speak to mq.example in clear: use amqps://, or name the host in LAPOR_ALLOW_CLEARTEXT",
        "LAPOR_TLS_CA must name a PEM file that holds the authorities, without a passphrase",
        "LAPOR_TLS_KEY must name the private key of the certificate",
        "RabbitMQ at mq:5671 is not trusted, its certificate expired on 2026-11-01",
        "PostgreSQL at db:5432 is not trusted, it refuses the client certificate (unknown CA)",
        "RabbitMQ's management API at mq:15671 is not trusted, its certificate expired on 2026-11-01",
        "LAPOR_AMQP_URL cannot be used: must begin with amqp:// or amqps://",
        "LAPOR_AMQP_URL cannot be used: port must be a number from 1 to 65535",
        "LAPOR_AMQP_URL cannot be used: host is missing",
        "LAPOR_AMQP_URL cannot be used: virtual host is not percent-encoded correctly",
        "LAPOR_AMQP_URL cannot be used: user or password is not percent-encoded correctly",
        "others may read the file of LAPOR_TLS_KEY, its mode is 644: 'chmod 640 key.pem', or less",
        "LAPOR_WORDS_KEY_FILE names a file that others can read or write: chmod 600",
        "LAPOR_WORDS_KEY_FILE names a file that is none of words keys; 'lapor keys new' makes one",
        "LAPOR_WORDS_KEY_FILE names a file without a key; 'lapor keys new' makes one",
        "unseal: words is sealed under master key 0a1b2c3d, which is not at hand",
        "unseal: complaint.sealed is not what was sealed there",
        "The value 'x' is invalid for '--limit <limit>'", "Unknown option '--limti'. Did you mean '--limit'?",
    ]) func `and so is what errors, the broker's check and the parser tell`(sentence: String) {
        let phrase = Phrase(said: sentence)
        #expect(phrase.id != phrase.en && phrase.en == sentence)
        #expect(MarkerWords.foreign(phrase.id, in: .id).isEmpty, "\(phrase.id)")
    }

    @Test func `gaps keep what stands in them, sentences too`() {
        let phrase = Phrase(said: "line 3: name is required. No rule was changed.")
        #expect(phrase.id == "baris 3: name wajib ada. Tidak ada aturan yang diubah.")
        #expect(Phrase(said: "close is not possible while the case is proses").id.contains("berstatus proses"))
        #expect(Phrase(said: "ERROR: relation is missing!").id == "ERROR: relation is missing!")
    }
}
