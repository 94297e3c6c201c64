import Foundation
import Operator

/// The words of each language, taken from the catalogue's own source.
enum Vocabulary {
    private static let literals: [SourceLiterals.Literal] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Operator/Words").standardized
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.flatMap { SourceLiterals($0).literals }
    }()

    private static func words(labelled label: String) -> Set<String> {
        Set(literals.filter { $0.label == label }.flatMap { words($0.text.replacing(#/\{\w+\}/#, with: " ")) })
    }

    private static let halves: [Language: Set<String>] = [.id: words(labelled: "id"), .en: words(labelled: "en")]
    /// Terms of the law and of the trade, the same in both languages.
    private static let terms = words(labelled: "same").union([
        "anonim", "arsip", "id", "jumlah", "lapor", "ms", "pengaduan", "persentase", "proses", "rahasia", "selesai",
        "tunda", "wib", "wita", "wit",
    ])

    static func words(_ text: String) -> Set<String> {
        let words = text.lowercased().split { !$0.isLetter && !"_-.".contains($0) }
        return Set(words.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ".-")) }.filter { $0.count > 1 })
    }

    /// Words of `text` that come neither from its data nor from the language's half of the catalogue. What stands in
    /// single quotes, and what has an underscore or a digit, is typed and not read.
    static func strange(_ text: String, in language: Language, data: String) -> Set<String> {
        let open = text.replacing(#/'[^']*'/#, with: " ").replacing(#/[\w.\/-]*[0-9_][\w.\/-]*/#, with: " ")
        return words(open).subtracting(halves[language] ?? []).subtracting(terms).subtracting(words(data))
    }
}
