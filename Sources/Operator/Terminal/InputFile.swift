import Foundation

/// Files that operators name.
enum InputFile {
    /// - Throws: `Failure` `noInput`.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        return Array(data)
    }
}
