package import Complaints

/// A number with its labels, as it stands on the page for Prometheus.
package struct MetricSample: Sendable {
    package var family: MetricFamily
    /// What follows the family's name: `_bucket`, `_sum` and `_count` of a histogram.
    var suffix = ""
    package var labels: [(String, String)]
    package var value: Double

    package init(_ family: MetricFamily, _ value: Double, _ labels: (String, String)...) {
        self.init(family, value, labels: labels)
    }

    /// When a server's certificate runs out.
    package init(_ family: MetricFamily, _ end: Instant, of server: String) {
        self.init(family, Double(end.microseconds / 1_000_000), ("server", server))
    }

    init(_ family: MetricFamily, _ value: Double, suffix: String = "", labels: [(String, String)]) {
        self.family = family
        self.suffix = suffix
        self.labels = labels
        self.value = value
    }

    fileprivate var line: String {
        let labels = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        return "\(family.name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.text(value))\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        guard let whole = Int64(exactly: value) else { return value.description }
        return whole.description
    }
}

extension [MetricSample] {
    /// Text exposition format 0.0.4: families by name, each with HELP, TYPE and, as in OpenMetrics, UNIT.
    var exposition: String {
        let families = Dictionary(grouping: self, by: \.family)
        return families.sorted { $0.key.name < $1.key.name }.map { family, samples in
            """
            # HELP \(family.name) \(family.help)
            # TYPE \(family.name) \(family.kind.rawValue)
            \(family.unit.map { "# UNIT \(family.name) \($0)\n" } ?? "")\(samples.map(\.line).joined())
            """
        }.joined()
    }
}
