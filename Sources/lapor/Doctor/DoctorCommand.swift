import ArgumentParser
import Operator

/// `lapor doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Examines broker, database and the work in hand, and says what to do.",
        discussion: """
            Nothing is changed. Exit code 2 when something endangers complaints or keeps them waiting. Without \
            LAPOR_MANAGEMENT_URL version, alarms and policies of the broker are not examined.
            """)

    @OptionGroup var output: OutputOptions

    func run() throws {
        let examination = Examination()
        try output.print(examination)
        if let failure = examination.failure { throw failure }
    }
}
