import Foundation

/// Where a report goes: standard output, or a file that is either whole or not there.
struct ReportFile {
    private let path: String?

    init(_ path: String?) { self.path = path }

    /// - Throws: `Failure` `cannotWrite`.
    func write(_ bytes: [UInt8]) throws(Failure) {
        guard let path else {
            FileHandle.standardOutput.write(Data(bytes + (bytes.last == 0x0A ? [] : [0x0A])))
            return
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(.cannotWrite, CommonWords.cannotWrite(path))
        }
    }
}

/// Drawings for programs that know no SVG.
enum PNGDrawing {
    /// - Throws: `Failure` when the converter is not there.
    static func bytes(of svg: String) throws -> [UInt8] {
        let source = FileManager.default.temporaryDirectory.appending(path: "lapor-\(UUID().uuidString).svg")
        defer { try? FileManager.default.removeItem(at: source) }
        try Data(svg.utf8).write(to: source)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["rsvg-convert", "--zoom", "2", "--background-color", "white", source.path]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !bytes.isEmpty else {
            throw Failure(.configuration, FigureWords.needsConverter)
        }
        return Array(bytes)
    }
}
