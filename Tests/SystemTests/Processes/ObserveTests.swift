import Foundation
import Postgres
import Shared
import Store
import TestKit
import Testing

extension TimedTests {
    /// The dashboard and the alert rules, beside real workers that a real Prometheus reads.
    @Suite("Prometheus")
    final class ObserveTests: SiteTest {
        private static let deploy = TestStack.root.appending(path: "deploy")

        private struct Dashboard: Decodable {
            struct Panel: Decodable {
                var title: String
                var targets: [Target]?
            }

            struct Target: Decodable {
                var expr: String
            }

            var panels: [Panel]

            /// Each query with its panel.
            var queries: [(panel: String, expression: String)] {
                panels.flatMap { panel in
                    (panel.targets ?? []).map { (panel.title, $0.expr.replacing("$__rate_interval", with: "1m")) }
                }
            }
        }

        private func metrics(inRules text: String) -> Set<String> {
            Set(text.matches(of: /\b(lapor_[a-z_]+[a-z])\b/).map { String($0.output.1) })
        }

        @Test("every panel of the dashboard shows something, and every metric of the alert rules is there")
        func observed() throws {
            // When an issuer's last key ends is told where one ends.
            try PostgresConnection(to: site.database).run(
                "UPDATE issuer_key SET valid_until = now() + interval '90 days'")
            // A channel's figures are told where one has a budget.
            var database = try PostgresConnection(to: site.database)
            try ChannelBudgetTable.set([ChannelBudget(channel: "web")], &database)
            try site.topology().apply(channels: ["web"])
            let ports = try (Site.workers + ["CaseWorker", "ClockWorker"]).map { worker in
                try site.spawn(worker, [], ["LAPOR_OPS_PORT": "0"])
            }.map { try $0.opsPort() }
            let rules = Self.deploy.appending(path: "prometheus/lapor.rules.yml")
            let prometheus = try PrometheusServer(reading: ports, rules: rules, in: site.folder)
            let series = Submissions(series: "O")
            try Submitter(site).submit((0..<10).map(series.good) + [series.bad(0)])
            let dashboard = try JSONDecoder().decode(
                Dashboard.self, from: Data(contentsOf: Self.deploy.appending(path: "grafana/lapor.json")))
            // Nobody is spoken to by TLS here; on the game day somebody is. No anchor is due in the first minutes of a store. Nobody asks
            // over HTTP: `FaceTests` have that name.
            let names = metrics(inRules: try String(contentsOf: rules, encoding: .utf8)).subtracting([
                "lapor_certificate_end_timestamp_seconds", "lapor_tls_server_up", "lapor_anchored_to_timestamp_seconds",
                "lapor_http_request_duration_seconds_count",
            ])
            var missing = dashboard.queries.map { "\($0.panel): \($0.expression)" } + names
            #expect(missing.count > 40)
            // What is counted in the second look of ClockWorker comes after a quarter of a minute.
            let isComplete = try poll(seconds: 45) {
                missing = try missing.filter {
                    try prometheus.query(String($0.split(separator: ": ").last ?? "")).isEmpty
                }
                return missing.isEmpty
            }
            #expect(isComplete, "\(missing)\n\(site.logs.suffix(2000))")
            let known = try prometheus.rules()
            #expect(known.count >= 20)
            for rule in known { #expect(rule.health == "ok", "\(rule.name): \(rule.lastError ?? "")") }
            // Nothing is wrong here but that nobody has set providers.
            let firing = known.filter { $0.state == "firing" }.map(\.name)
            #expect(Set(firing).subtracting(["LaporNoticesToFiles"]).isEmpty, "\(firing)")
            try site.stopWorkers()
        }
    }
}
