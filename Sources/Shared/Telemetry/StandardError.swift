import Foundation

/// Where logs and complaints go.
package enum StandardError {
    /// What cannot be written, because its disk is full or its reader is gone, is left out: work goes on.
    package static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
