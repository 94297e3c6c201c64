import Foundation
import TestKit
import Testing
import Transfer

/// A Prometheus of a test's own, which reads workers once a second and knows the alert rules.
final class PrometheusServer {
    private let server: Child
    private let port: Int

    /// Starts it in `folder`.
    init(reading ports: [Int], rules: URL, in folder: URL) throws {
        let targets = ports.map { "'127.0.0.1:\($0)'" }.joined(separator: ", ")
        let config = folder.appending(path: "prometheus.yml")
        let text = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['\(rules.path)']
            scrape_configs: [{job_name: lapor, static_configs: [{targets: [\(targets)]}]}]
            """
        try Data(text.utf8).write(to: config)
        let log = folder.appending(path: "prometheus.log")
        let arguments = [
            "prometheus", "--config.file=\(config.path)", "--storage.tsdb.path=\(folder.path)/prometheus",
            "--web.listen-address=127.0.0.1:0",
        ]
        let server = try Child(arguments, output: log.path)
        self.server = server
        var found: Int?
        _ = poll(seconds: 20) {
            let written = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            found = written.firstMatch(of: #/address=127\.0\.0\.1:([1-9]\d*)/#).flatMap { Int($0.1) }
            return found != nil || !server.isRunning
        }
        port = try #require(found, "Prometheus does not start: scripts/install.sh --test")
        // It listens before it has read what it stored, and answers 503 until then.
        let isReady = poll(seconds: 20) { Self.fetch("http://127.0.0.1:\(port)/-/ready")?.status == 200 }
        try #require(isReady, "Prometheus does not get ready")
    }

    private static func fetch(_ url: String) -> (status: Int, body: [UInt8])? {
        guard case .http(let status, let body, _) = TransferClient.one(.http(HTTPRequest(url: url))) else { return nil }
        return (status, body)
    }

    private struct Answer: Decodable {
        struct Body: Decodable {
            /// Of a query.
            var result: [Series]?
            /// Of the rules.
            var groups: [Group]?
        }

        var status: String
        var error: String?
        var data: Body?
    }

    struct Series: Decodable {
        var metric: [String: String]
    }

    struct Group: Decodable {
        var rules: [Rule]
    }

    struct Rule: Decodable {
        var name: String
        var health: String
        var lastError: String?
        var state: String?
    }

    /// The series that a query finds now.
    func query(_ expression: String) throws -> [Series] {
        let unreserved = CharacterSet.alphanumerics
        let escaped = try #require(expression.addingPercentEncoding(withAllowedCharacters: unreserved))
        return try get("query?query=\(escaped)").data?.result ?? []
    }

    /// Names of the alerts that fire now.
    func firing() throws -> Set<String> { Set(try rules().filter { $0.state == "firing" }.map(\.name)) }

    func rules() throws -> [Rule] { try get("rules").data?.groups?.flatMap(\.rules) ?? [] }

    private func get(_ path: String) throws -> Answer {
        guard let found = Self.fetch("http://127.0.0.1:\(port)/api/v1/\(path)") else {
            return Answer(status: "no answer")
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(found.body))
        #expect(answer.status == "success", "\(path): \(answer.error ?? answer.status)")
        return answer
    }
}
