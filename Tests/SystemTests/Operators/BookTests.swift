import Foundation
import TestKit
import Testing

/// A section of docs/book.md, with what its readers are to type.
struct BookSection: Sendable, CustomTestStringConvertible {
    let title: String
    /// Its blocks, one after the other, as one script.
    let script: String
    /// Whether a block says that workers run.
    let needsWorkers: Bool

    var testDescription: String { title }

    /// The sections that have something to type.
    static let all: [BookSection] = {
        let text = (try? String(contentsOf: root.appending(path: "docs/book.md"), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n## ").dropFirst().compactMap(BookSection.init)
    }()

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    private init?(_ text: String) {
        title = String(text.prefix { $0 != "\n" })
        // A block may stand in a list: then it is indented. What cures something is typed where something is broken: on the
        // game day.
        var (typed, begun, isNeeded) = ([Substring](), Substring?.none, false)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.drop { $0 == " " }
            if begun != nil, bare == "```" {
                begun = nil
            } else if let margin = begun {
                typed.append(line.hasPrefix(margin) ? line.dropFirst(margin.count) : line)
            } else if bare.hasPrefix("```sh"), !bare.hasPrefix("```sh cure ") {
                begun = line.prefix { $0 == " " }
                isNeeded = isNeeded || bare == "```sh workers"
            }
        }
        guard !typed.isEmpty else { return nil }
        needsWorkers = isNeeded
        script = typed.joined(separator: "\n")
    }

    /// What a block has below its first line.
    private static func lines(_ block: String) -> String {
        block[block.prefix(while: { $0 != "\n" }).endIndex...].components(separatedBy: "\n```")[0]
    }

    /// What the book says to type against each thing that breaks, by the name that stands behind `cure`.
    static let cures: [String: String] = {
        let text = (try? String(contentsOf: root.appending(path: "docs/book.md"), encoding: .utf8)) ?? ""
        let blocks = text.components(separatedBy: "```sh cure ").dropFirst()
        return Dictionary(blocks.map { (String($0.prefix { $0 != "\n" }), lines($0)) }) { first, _ in first }
    }()
}

extension SystemTests {
    /// What the operator's book tells its readers to type works, as it stands there.
    @Suite("The operator's book")
    final class BookTests: SiteTest {
        @Test("what a section says can be typed, and does it", arguments: BookSection.all)
        func works(_ section: BookSection) throws {
            if section.needsWorkers { try site.startWorkers(and: "CaseWorker", "ClockWorker") }
            let ending = try site.type(section.script)
            #expect(ending.code == 0, "\(section.title): \(ending.output)")
        }

        @Test("every section that the book has is tried")
        func complete() {
            #expect(BookSection.all.count >= 7)
            let drill = BookSection.all.first { $0.title == "Going back to a backup" }
            #expect(drill?.script.contains("\nlapor reconcile --ledger all.tsv") == true, "blocks of a list are read")
        }
    }
}
