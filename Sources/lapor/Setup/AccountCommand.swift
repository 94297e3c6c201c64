import ArgumentParser
import Foundation
import Operator

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "The broker's accounts: one for each program and channel, with the rights that it needs.",
        discussion: """
            Made through the management API (LAPOR_MANAGEMENT_URL), by an account with the tag administrator. Intake parks \
            what comes for a channel by another account than its own.
            """,
        subcommands: [Apply.self])

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes the accounts of a CSV file: account,role,channel,per_minute,parked_mib. Safe to repeat; passwords stay.",
            discussion: """
                role is intake, routing, notify, casework, clock, operator, monitor, or channel; a channel's line names it, and may say \
                how many submissions a minute it may send (12000) and how many MiB of it may lie parked (64): above that its own \
                queue waits, then refuses. The last two columns may be missing. \
                The file says all: a channel that does not stand in it has no account. No account is removed from the broker.
                """)

        @Argument(help: "The file.")
        var file: String
        @Option(help: "Folder for the passwords of new accounts, a file each that only its owner can read.")
        var passwords: String?
        @Flag(help: "Only say what differs, and who else has rights; exit code 78 when something does.")
        var check = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.print(
                try AccountChange.apply(file, passwords: passwords, isCheck: check, by: NSUserName()))
        }
    }
}
