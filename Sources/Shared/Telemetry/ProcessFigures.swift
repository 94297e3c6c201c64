import Foundation

/// What a process knows of itself.
struct ProcessFigures: Sendable {
    /// Seconds since 1970.
    private let startedAt = Date().timeIntervalSince1970

    /// Read when somebody asks: it costs two small files.
    var samples: [MetricSample] {
        var samples = [MetricSample(.startTime, (startedAt * 1000).rounded() / 1000)]
        let fields = Self.fields(of: "stat").split(separator: ")").last?.split(separator: " ") ?? []
        // By proc(5): fields 14 and 15 are ticks, of which Linux has a hundred a second for programs.
        if fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) {
            samples.append(MetricSample(.cpu, (user + system) / 100))
        }
        let pages = Self.fields(of: "statm").split(separator: " ")
        if pages.count > 1, let resident = Double(pages[1]) { samples.append(MetricSample(.memory, resident * 4096)) }
        return samples
    }

    private static func fields(of file: String) -> String {
        (try? String(contentsOfFile: "/proc/self/\(file)", encoding: .utf8)) ?? ""
    }
}
