import ArgumentParser
import Foundation
import Operator

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Accounts of broker and database: one for each program and channel, with the rights that it needs.",
        discussion: """
            Those of the broker (apply) are made through the management API (LAPOR_MANAGEMENT_URL), by an account with the \
            tag administrator. Intake parks what comes for a channel by another account than its own. Those of the \
            database (database) are made by whoever may make roles there (LAPOR_DATABASE_URL). One file says all.
            """,
        subcommands: [Apply.self, Logins.self])

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes the accounts of a CSV file: account,role,channel,per_minute,parked_mib,events. Safe to repeat; passwords stay.",
            discussion: """
                role is intake, routing, notify, casework, clock, operator, monitor, gateway or channel; a channel's line names it, the \
                gateway's names those that it takes over HTTP, with blanks between them. A channel's line may say how many \
                submissions a minute it may send (12000) and how many MiB of it may lie parked (64): above that its own queue \
                waits, then refuses. events is yes where the channel takes the events of its own cases. The last three columns may \
                be missing; report and migrate have no account of the broker. known is somebody else's account, of broker or database, \
                that may do something here: nothing is made of it, and the doctor does not name it. \
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

    struct Logins: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "database",
            abstract:
                "Makes the database's logins of the same file, and gives each what its program needs, and no more.",
            discussion: """
                Takes role intake, routing, notify, casework, clock, gateway, sms, operator, report (figures alone), migrate (may \
                become the owner). The tables go to a role that cannot log in; who owned them until now becomes a member of \
                it, so nothing that works is interrupted. Passwords of logins that are there stay. Safe to repeat; \
                'lapor migrate' gives these logins what new tables ask for.
                """)

        @Argument(help: "The file.")
        var file: String
        @Option(help: "The role without login that owns the tables.")
        var owner = "lapor_owner"
        @Option(help: "Folder for the passwords of new logins, a file each that only its owner can read.")
        var passwords: String?
        @Flag(help: "Only say what differs, and who else has rights; exit code 78 when something does.")
        var check = false
        @Flag(help: "Take their rights from all who do not stand in the file, the owner of before included.")
        var revokeOthers = false
        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.print(
                try DatabaseLogins.apply(
                    DatabaseLogins.Wish(
                        file: file, owner: owner, passwords: passwords, isCheck: check, expelsStrangers: revokeOthers)))
        }
    }
}
