package import Complaints
import Foundation
package import Logging

/// Writes the log line by line, as `LAPOR_LOG_FORMAT` says.
package struct LineLogHandler: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata = Logger.Metadata()
    package var metadataProvider: Logger.MetadataProvider?
    private let program: String
    private let format: LogFormat
    private let now: @Sendable () -> Instant
    private let write: @Sendable (String) -> Void

    /// Facts that libraries give and nobody reads: whole objects.
    private static let leftOut: Set<String> = ["service", "services"]

    /// - Parameter write: gets each line with its line feed.
    package init(
        program: String, format: LogFormat, now: @escaping @Sendable () -> Instant = { .now },
        write: @escaping @Sendable (String) -> Void = { StandardError.write($0) }
    ) {
        self.program = program
        self.format = format
        self.now = now
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var facts = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { facts["reason"] = "\(error)" }
        let line = LogLine(
            time: now(), level: event.level.rawValue, program: program, instance: Self.instance,
            message: "\(event.message)",
            facts: facts.filter { !Self.leftOut.contains($0.key) }.mapValues { LogFact($0) })
        write(line.text(format) + "\n")
    }

    /// Host and process: what tells the copies of a program apart.
    package static let instance: String = {
        let host = try? String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)
        let name = host?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return "\(name.isEmpty ? "localhost" : name):\(ProcessInfo.processInfo.processIdentifier)"
    }()
}
