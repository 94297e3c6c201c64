import ArgumentParser
import Operator

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "What is known of a person: found, copied, corrected, erased (UU 27/2022).",
        discussion: """
            People are known by telephone number or e-mail address, which stand in files or come from standard input, never on the \
            command line. Who looks and why is written down for good before anything is shown.
            """,
        subcommands: [Find.self, Export.self, Correct.self, Erase.self, Restored.self])

    struct Find: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists a person's cases, with how they named themselves, and parked messages of theirs.")

        @OptionGroup var person: PersonOptions
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try PersonCases(try person.question())) }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints all that is known of a person, as JSON, to be given to them.")

        @OptionGroup var person: PersonOptions

        func run() throws {
            let export = try PersonExport(try person.question())
            try Screen.show(json: export.text)
            if let hint = export.hint { Terminal.complain(hint) }
            if let failure = export.failure { throw failure }
        }
    }

    struct Correct: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a person another name, number or address in all their cases.")

        @OptionGroup var person: PersonOptions
        @Option(help: "File with a JSON object of what is new: name, phone, email; -: standard input.")
        var reporterFile: String?
        @Flag(help: "Ask for the same at the terminal.")
        var ask = false
        @OptionGroup var output: OutputOptions

        func validate() throws {
            try require(ask != (reporterFile != nil), CallWords.askOrFile)
        }

        func run() throws {
            let question = try person.question()
            let words = try ReporterWords(file: reporterFile, asking: ask)
            try output.print(try CorrectedPerson(question, words))
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes the keys of a person's cases away: who they are and what they wrote is gone for good.",
            discussion: """
                What happened to the cases stays, so that books and figures stay right. Cases that are not over are named and left \
                alone. Parked messages with their number or address are removed. Copies of table case_key still open what they opened: docs/book.md says how they are kept.
                """)

        @OptionGroup var person: PersonOptions
        @Flag(help: "Do not ask.")
        var yes = false
        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try ErasedPerson(try person.question(), yes: yes)) }
    }

    struct Restored: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "After a backup was restored: erases again what had been erased.")

        @OptionGroup var output: OutputOptions

        func run() throws { try output.print(try RestoredErasures()) }
    }
}

/// Who is asked about, who asks, and why.
struct PersonOptions: ParsableArguments {
    @Option(help: "File with the person's telephone number; -: standard input.")
    var phoneFile: String?
    @Option(help: "File with the person's e-mail address; -: standard input.")
    var emailFile: String?
    @OptionGroup var reading: ReaderOptions

    func validate() throws {
        try require(phoneFile != nil || emailFile != nil, CallWords.personWho)
        _ = try reading.needed()
    }

    func question() throws -> PersonQuestion {
        try PersonQuestion(phoneFile: phoneFile, emailFile: emailFile, for: try reading.needed())
    }
}
