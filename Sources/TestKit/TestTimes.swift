import Foundation
import Testing

/// How long each test took from the moment it had a thread, without its wait for a place: lines `suite<TAB>seconds` in
/// the file `LAPOR_TEST_TIMES`, when there is that variable.
enum TestTimes {
    private static let file: FileHandle? = {
        guard let path = ProcessInfo.processInfo.environment["LAPOR_TEST_TIMES"] else { return nil }
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        return FileHandle(forWritingAtPath: path)
    }()

    static func note(_ test: Test, since start: ContinuousClock.Instant) {
        guard let file else { return }
        let suite = ([test.id.moduleName] + test.id.nameComponents.dropLast()).joined(separator: ".")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        // In one write each: tests end at the same time.
        try? file.write(contentsOf: Data("\(suite)\t\(seconds)\n".utf8))
    }
}
