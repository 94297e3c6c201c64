import Foundation
import Testing

@testable import Operator

/// Everything that `lapor` says stands in the catalogue, in both languages.
@Suite struct CatalogueTests {
    struct File: Sendable, CustomTestStringConvertible {
        /// Path below `Sources`.
        var path: String
        var literals: [SourceLiterals.Literal]

        var isCatalogue: Bool { path.hasPrefix("Operator/Words/") }
        var testDescription: String { path }
    }

    private static let files: [File] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") && ($0.hasPrefix("Operator/") || $0.hasPrefix("lapor/")) }
            .sorted().compactMap { path in
                guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
                    return nil
                }
                return File(path: path, literals: SourceLiterals(text).literals)
            }
    }()

    /// Terms of the law and the statistics, names and signs: the same in both languages.
    private static let terms: Set<String> = [
        "--until", "95 %", "Disposisi", "F1", "Id", "Jumlah", "Model", "SK Tim Pengelola", "Selesai", "Status",
        "Tindak lanjut", "Worker", "broker", "{cause}: {cure}", "{line} ({words})", "{what}: {count}", "jumlah",
        "Median", "P90", "{id} {percent} % ({numerator}/{denominator})", "model", "{reason} ({code})",
        "{reason} [{code}]", "{file}: {fault}", "{step}: {name} ({code})", "{name} ({code})", "{time}: {result}",
        "{count} {what}", "{reason}; {further}", "  - {difference}",
    ]
    /// Calls whose words are help, which is English, errors of modules below, or for the server.
    private static let elsewhere: Set<String> = [
        "Argument", "CommandConfiguration", "CommandGroup", "DatabaseSession", "Flag", "Option", "RabbitError",
        "execute", "run",
    ]
    /// Words of help pages.
    private static let help = ["Operator/ExitStatus.swift", "Operator/Casework/SentCommand.swift"]
    /// Documents for others, in Indonesian, and what is stored: written once, in one language.
    private static let documents = [
        "Operator/Figures/Charts/", "Operator/Figures/DataPackage.swift", "Operator/Figures/DefinitionsPage.swift",
        "Operator/Figures/ReportPage.swift", "Operator/Figures/Page", "Operator/History/HistoryPage",
        "Operator/History/HistoryReading",
        "Operator/History/HistorySheet+", "Operator/History/SP4NStatus", "Operator/Releases/CatalogueRecord",
        "Operator/Releases/ReleasedRows",
        "Operator/Intake/SP4NExport.swift", "Operator/Intake/ColumnMeaning.swift", "Operator/Intake/StatusWords.swift",
        "Operator/Intake/DateWords.swift",
        "Operator/Ombudsman/HandOver",
        "Operator/Dead/DeadLetter.swift",
    ]

    @Test func `the sources are found`() {
        #expect(Self.files.count(where: \.isCatalogue) > 15 && Self.files.count > 70)
    }

    @Test(arguments: files.filter(\.isCatalogue)) func `each phrase is there in both languages`(file: File) {
        // Joined literals count as one.
        var phrases: [(id: [SourceLiterals.Literal], en: [SourceLiterals.Literal])] = []
        for literal in file.literals where literal.call == "Phrase" || ["id", "en", "same"].contains(literal.label) {
            switch literal.label {
            case "id" where phrases.last?.en.isEmpty ?? false: phrases[phrases.count - 1].id.append(literal)
            case "id": phrases.append(([literal], []))
            case "en": phrases[phrases.count - 1].en.append(literal)
            default:
                let isTerm = Self.terms.contains(literal.text) || !literal.text.contains(where: \.isLetter)
                #expect(isTerm, "'\(literal.text)' is no known term")
            }
        }
        for phrase in phrases {
            let (id, en) = (phrase.id.map(\.text).joined(), phrase.en.map(\.text).joined())
            let (idFilled, enFilled) = (phrase.id.flatMap(\.interpolations), phrase.en.flatMap(\.interpolations))
            #expect(id != en || idFilled != enFilled, "\(id)")
            #expect(!(id + idFilled.joined()).isEmpty && !(en + enFilled.joined()).isEmpty)
            #expect(idFilled.map { $0.replacing(".id", with: ".en") }.sorted() == enFilled.sorted(), "\(id)")
            #expect(Self.gaps(id) == Self.gaps(en), "\(id)")
            #expect(MarkerWords.foreign(Self.open(id), in: .id).isEmpty, "\(id)")
            #expect(MarkerWords.foreign(Self.open(en), in: .en).isEmpty, "\(en)")
        }
    }

    /// A sentence has as many gaps as it takes values; they are filled in the order of the English text.
    @Test(arguments: files.filter(\.isCatalogue)) func `each gap has its value`(file: File) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let text = try String(contentsOf: root.appending(path: file.path), encoding: .utf8)
        for match in text.matches(of: #/Sentence<([^>]*)>\(((?:[^"()]|"(?:[^"\\]|\\.)*")*)\)/#) {
            #expect(Self.gaps("\(match.2)").count == match.1.split(separator: ",").count, "\(match.0)")
        }
    }

    /// A number may be one: what it counts stands behind it in both forms, `{count} {count:row was|rows were}`.
    @Test(arguments: files.filter(\.isCatalogue)) func `what is counted has a singular`(file: File) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let text = try String(contentsOf: root.appending(path: file.path), encoding: .utf8)
        for match in text.matches(of: #/Sentence<([^>]*)>\(((?:[^"()]|"(?:[^"\\]|\\.)*")*)\)/#) {
            guard let english = "\(match.2)".firstMatch(of: #/en:\s*((?:"(?:[^"\\]|\\.)*"\s*)+)/#)?.1 else { continue }
            let types = match.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            var names: [Substring] = []
            for gap in english.matches(of: #/\{(\w+)\}/#) where !names.contains(gap.1) { names.append(gap.1) }
            let forms = english.matches(of: #/\{(\w+):[^|]*\|/#).map(\.1)
            #expect(Set(forms).isSubset(of: names), "\(english)")
            let plain = english.replacing(#/\{\w+:(?:[^{}]|\{\w+\})*\}/#, with: "…")
            for (name, type) in zip(names, types) where type == "Int" {
                let plural = plain.firstMatch(
                    of: try Regex("\\{\(name)\\} (?!whose |in )(?:\\w+ ){0,2}?(?!is |was |has |s )\\w{3,}s\\b"))
                let verb = plain.firstMatch(of: try Regex("\\{\(name)\\} (?:are|were|have|do|wait|lie) "))
                #expect(plural == nil && verb == nil, "\(english): {\(name)}")
            }
        }
    }

    @Test(arguments: [
        (1, "1 message is meant; nothing was done (--dry-run)."),
        (0, "0 messages are meant; nothing was done (--dry-run)."),
        (2, "2 messages are meant; nothing was done (--dry-run)."),
        (21, "21 messages are meant; nothing was done (--dry-run)."),
        (11, "11 messages are meant; nothing was done (--dry-run)."),
    ]) func `one is one, and everything else many`(count: Int, sentence: String) {
        #expect(ParkedWords.wouldBe(count).en == sentence)
        #expect(ParkedWords.wouldBe(count).id == "\(count) pesan dimaksud; tidak ada yang dilakukan (--dry-run).")
    }

    @Test func `each number of a sentence counts for itself, and a form may hold the number`() {
        #expect(
            DoctorWords.alive(1, 2).en == "1 process, 2 lanes" && DoctorWords.alive(2, 1).en == "2 processes, 1 lane")
        #expect(
            SetupWords.loaded("region", 1).en == "region: 1 row"
                && SetupWords.loaded("region", 9).en == "region: 9 rows")
        #expect(DoctorWords.nothingDone(1).en == "runs, and its one lane gets nothing done")
        #expect(DoctorWords.nothingDone(3).en == "runs, and none of its 3 lanes gets anything done")
        #expect(ParkedWords.replayQuestion(1).id == "Kembalikan satu-satunya pesan tersisih?")
        #expect(ParkedWords.replayQuestion(4).id == "Kembalikan semua, 4 pesan tersisih?")
    }

    private static func open(_ text: String) -> String {
        text.replacing(#/\{\w+\}/#, with: " ").replacing(#/\{\w+:/#, with: " ")
    }
    private static func gaps(_ text: String) -> Set<String> {
        Set(text.matches(of: #/\{(\w+)\}/#).map { String($0.1) })
    }

    @Test(
        arguments: files.filter { file in
            !file.isCatalogue && !(documents + help).contains { file.path.hasPrefix($0) }
        })
    func `no sentence stands outside the catalogue`(file: File) {
        for literal in file.literals where !Self.elsewhere.contains(literal.call) && !literal.text.contains("SELECT ") {
            let isSentence = literal.text.contains(#/[[:alpha:]]{2} +[[:alpha:]]{2}/#)
            let isIndonesian = !MarkerWords.foreign(literal.text, in: .en).isEmpty
            #expect(!isSentence && !isIndonesian, "line \(literal.line): \(literal.text)")
        }
    }

    @Test func `literals are found with their calls`() {
        let found = SourceLiterals(#"f(a: "x \(g("y")) z", [b: "w"]) // "no""#).literals
        #expect(found.map(\.text) == ["y", "x   z", "w"])
        #expect(found.map(\.call) == ["g", "f", "f"])
        #expect(found.map(\.label) == ["", "a", "b"])
        #expect(found[1].interpolations == [#"g("y")"#])
    }
}
