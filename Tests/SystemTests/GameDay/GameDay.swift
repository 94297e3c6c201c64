import Foundation
import Postgres
import TestKit
import Testing

/// Something that breaks, what must be said of it, and what the book says against it.
struct Breakage {
    var name: String
    /// The book's block: ```sh cure NAME.
    var cure: String
    /// The exit code of `lapor doctor`.
    var code: Int32
    /// How a finding of it begins: `subject: finding`.
    var finding: String
    /// What it says besides.
    var words = ""
    var alert: String
    var strike: () throws -> Void
    /// What the world does when the cause is gone, such as complaints that come again.
    var afterwards: () throws -> Void = {}
}

/// A crew of real workers, a Prometheus that reads them and knows the alert rules, and a reader of the book.
final class GameDay {
    let site: Site
    let units: Units
    private let prometheus: PrometheusServer
    /// The warnings and errors that the site has anyway: the servers of tests may have their durability turned down.
    private var usual: Set<String> = []

    private struct Finding: Decodable {
        var severity: String
        var subject: String
        var finding: String

        var line: String { "\(subject): \(finding)" }
        func says(_ breakage: Breakage) -> Bool {
            line.hasPrefix(breakage.finding) && (breakage.words.isEmpty || line.contains(breakage.words))
        }

        var needsSomebody: Bool { severity == "error" || severity == "warning" }
    }

    /// Starts everything, and waits until all is well.
    ///
    /// - Parameter names: units, such as `intake@1`.
    init(_ names: [String], at site: Site) throws {
        self.site = site
        units = try Units(names, of: site)
        let rules = try Self.impatientRules(in: site.folder)
        let start = try site.type(
            "systemctl start \(names.map { "lapor-\($0)" }.joined(separator: " "))", tools: [units.tools])
        try #require(start.code == 0, "\(start.output)")
        prometheus = try PrometheusServer(reading: units.ports, rules: rules, in: site.folder)
        let found = try doctor().findings.filter(\.needsSomebody).map(\.line)
        usual = Set(found.filter { Self.losing($0) || $0.hasPrefix("database logins: lapor:") })
        try awaitSoundness(seconds: 90, "before anything breaks")
    }

    /// The list that an installation keeps.
    private static let officers = TestStack.root.appending(path: "examples/officers.csv").path

    /// The alert rules as they are, but for how long something must be amiss: a test has no quarter of an hour.
    private static func impatientRules(in folder: URL) throws -> URL {
        let rules = TestStack.root.appending(path: "deploy/prometheus/lapor.rules.yml")
        let text = try String(contentsOf: rules, encoding: .utf8)
        let changed = folder.appending(path: "lapor.rules.yml")
        try Data(text.replacing(/\n +for: \w+/, with: "").utf8).write(to: changed)
        return changed
    }

    /// Breaks, sees that it is named and that the alert fires, types the cure, sees that all is well.
    func run(_ breakage: Breakage) throws {
        let cure = try #require(BookSection.cures[breakage.cure], "the book has no cure \(breakage.cure)")
        var clock = Stopwatch()
        try breakage.strike()
        let struck = clock.lap()
        // The alert costs one question of HTTP, the doctor a process that looks at everything: so that comes second.
        var firing: Set<String> = []
        let fires = try poll(seconds: 60) {
            firing = try prometheus.firing()
            return firing.contains(breakage.alert)
        }
        try #require(fires, "\(breakage.name): \(firing)\n\(units.logs)")
        let fired = clock.lap()
        var (said, code, last): (String?, Int32?, String) = (nil, nil, "")
        let isNamed = try poll(seconds: 60) {
            let (ended, findings) = try doctor()
            let amiss = findings.filter { $0.needsSomebody && !usual.contains($0.line) }
            (code, last) = (ended, amiss.map(\.line).joined(separator: "\n"))
            said = amiss.first { $0.says(breakage) }?.line
            return said != nil && isExpected(ended, breakage.code, amiss)
        }
        try #require(isNamed, "\(breakage.name): exit \(code ?? -1), \(last)\n\(units.logs)")
        let named = clock.lap()
        let typed = try site.type(
            cure, tools: [units.tools], ["settings": units.settings.path, "officers": Self.officers])
        try #require(typed.code == 0, "\(breakage.cure): \(typed.output)")
        try breakage.afterwards()
        let cured = clock.lap()
        try awaitSoundness(breakage.name)
        let seconds =
            "struck in \(struck), alert after \(fired), named after \(named), cured in \(cured), sound after \(clock.lap()) s"
        Self.print(breakage, said ?? "", code ?? -1, seconds)
    }

    /// That of servers whose durability is turned down.
    private static func losing(_ finding: String) -> Bool { finding.contains("a crash loses") }

    /// What the doctor ends with when nothing is broken.
    private var usualCode: Int32 { usual.contains(where: Self.losing) ? 2 : usual.isEmpty ? 0 : 1 }

    private func isExpected(_ ended: Int32?, _ code: Int32, _ amiss: [Finding]) -> Bool {
        let worst: Int32 = amiss.contains { $0.severity == "error" } ? 2 : 1
        return worst == code && ended == max(code, usualCode)
    }

    /// That lanes stood still, or connected again and again, is told of for a quarter of an hour, slow turns for ten minutes.
    private static let tellingOfThePast: Set<String> = ["LaporWatchdog", "LaporReconnectStorm", "LaporTurnsSlow"]

    private func awaitSoundness(seconds: Double = 90, _ moment: String) throws {
        var (amiss, firing): ([String], Set<String>) = ([], [])
        let isSound = try poll(seconds: seconds) {
            firing = try prometheus.firing().subtracting(Self.tellingOfThePast)
            guard firing.isEmpty else { return false }
            let (ended, findings) = try doctor()
            amiss = findings.filter { $0.needsSomebody && !usual.contains($0.line) }.map(\.line)
            return amiss.isEmpty && ended == usualCode
        }
        try #require(isSound, "\(moment): \(amiss) \(firing)\n\(units.logs)")
    }

    /// With the settings that the units have.
    private func doctor() throws -> (code: Int32?, findings: [Finding]) {
        let ending = try site.type(
            "set +x; set -a; . '\(units.settings.path)'; exec lapor doctor --json 2>/dev/null", tools: [units.tools])
        let start = try #require(ending.output.firstIndex(of: "["), "\(ending)")
        let findings = try JSONDecoder().decode([Finding].self, from: Data(ending.output[start...].utf8))
        return (ending.code, findings)
    }

    /// A line of the day's table, for `make gameday`.
    private static func print(_ breakage: Breakage, _ said: String, _ code: Int32, _ seconds: String) {
        let cells = [breakage.name, "\(code): \(said)", breakage.alert, breakage.cure, seconds]
        let line = "gameday | " + cells.joined(separator: " | ")
        Swift.print(line)
        guard let path = ProcessInfo.processInfo.environment["LAPOR_GAMEDAY_TABLE"] else { return }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data((line + "\n").utf8))
    }
}

/// Times one step after the other.
private struct Stopwatch {
    private var start = ContinuousClock.now

    /// Seconds since the last lap, with one decimal.
    mutating func lap() -> Double {
        defer { start = .now }
        return ((ContinuousClock.now - start) / .seconds(1) * 10).rounded() / 10
    }
}
