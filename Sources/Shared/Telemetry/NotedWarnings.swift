package import Logging
import Synchronization

/// Keeps what would be a warning in the log, instead of writing it.
package struct NotedWarnings: LogHandler {
    package final class Notes: Sendable {
        private let kept = Mutex<[String]>([])

        package init() {}

        package var lines: [String] { kept.withLock { $0 } }
        fileprivate func add(_ line: String) { kept.withLock { $0.append(line) } }
    }

    package var logLevel = Logger.Level.warning
    package var metadata = Logger.Metadata()
    package var metadataProvider: Logger.MetadataProvider?
    private let notes: Notes

    package init(_ notes: Notes) { self.notes = notes }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        guard event.level >= .warning else { return }
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        notes.add("\(event.message)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"))
    }
}
