import Foundation
import Shared
import TestKit
import Testing

/// The files for Prometheus and Grafana name what there is, and each alert is tested both ways. What they compute is tested by
/// promtool.
@Suite struct AlertRulesTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOf: TestStack.root.appending(path: "deploy/\(path)"), encoding: .utf8)
    }

    private static func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\b(lapor_[a-z_]+[a-z])\b/).map { String($0.output.1) }).subtracting(["lapor_rules"])
    }

    /// Every name that a process may tell.
    private static func known() throws -> Set<String> {
        let source = TestStack.root.appending(path: "Sources/Shared/Telemetry/MetricFamily.swift")
        let names = names(in: try String(contentsOf: source, encoding: .utf8))
        return names.union(names.flatMap { name in ["_bucket", "_sum", "_count"].map { name + $0 } })
    }

    @Test(arguments: ["prometheus/lapor.rules.yml", "prometheus/lapor.rules.test.yml", "grafana/lapor.json"])
    func `only metrics that there are`(path: String) throws {
        let unknown = Self.names(in: try Self.text(path)).subtracting(try Self.known())
        #expect(unknown.isEmpty)
    }

    @Test func `every alert fires in a test, and stays silent in another`() throws {
        let rules = try Self.text("prometheus/lapor.rules.yml")
        let alerts = Set(rules.matches(of: /alert: (\w+)/).map { String($0.output.1) })
        #expect(alerts.count >= 15)
        let tests = try Self.text("prometheus/lapor.rules.test.yml").components(separatedBy: "alertname: ").dropFirst()
        var fired: Set<String> = []
        var silent: Set<String> = []
        for test in tests {
            let name = String(test.prefix { $0.isLetter })
            if test.contains("exp_labels") { fired.insert(name) } else { silent.insert(name) }
        }
        #expect(fired == alerts && silent == alerts)
    }

    @Test func `the book has a section for every alert, and names none that there is not`() throws {
        let rules = try Self.text("prometheus/lapor.rules.yml")
        let alerts = Set(rules.matches(of: /alert: (\w+)/).map { String($0.output.1) })
        let book = try String(contentsOf: TestStack.root.appending(path: "docs/book.md"), encoding: .utf8)
        let chapter = try #require(book.components(separatedBy: "### What is broken, and what to type").last)
            .components(separatedBy: "\n## ")[0]
        let sections = chapter.components(separatedBy: "\n**").dropFirst()
        let named = sections.flatMap { $0.matches(of: /`(Lapor[A-Z]\w+)`/).map { String($0.output.1) } }
        #expect(Set(named) == alerts)
        for section in sections {
            // A cure is for an installed system, and takes away no more than what is broken.
            #expect(!section.contains("examples/") && !section.contains(/discard[^\n]* --all/), "\(section.prefix(60))")
            #expect(section.count > 150, "\(section.prefix(60))")
        }
    }

    @Test func `every alert says what to do, and how urgent it is`() throws {
        let rules = try Self.text("prometheus/lapor.rules.yml").components(separatedBy: "- alert: ").dropFirst()
        for rule in rules {
            #expect(rule.contains("summary: ") && rule.contains("action: "), "\(rule.prefix(40))")
            #expect(rule.contains(/severity: (page|ticket)\b/), "\(rule.prefix(40))")
        }
    }
}
