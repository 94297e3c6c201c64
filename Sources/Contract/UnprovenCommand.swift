package import Complaints

/// A command as it came: nobody knows yet who gives it.
package struct UnprovenCommand: Sendable, Equatable {
    /// The AMQP header with the token that proves who gives the commands of a message.
    package static let tokenHeader = "x-lapor-token"
    private let command: CaseCommand

    /// In this role nobody may do anything.
    static let nobody = CaseActor(.system, id: "-")

    package init(_ command: CaseCommand) {
        var command = command
        command.actor = Self.nobody
        self.command = command
    }

    package var key: String { command.key }
    package var name: CommandName { command.name }
    package var target: CaseCommand.Target { command.target }
    package var trace: TraceParent? { command.trace }
    /// Where intake keeps the words that it brings.
    package var correspondence: ComplaintID? { command.correspondence }

    /// The command, given by nobody.
    package var nobodys: CaseCommand { command }

    /// The command, given by whom it is proved to be.
    package func given(by actor: CaseActor) -> CaseCommand {
        var command = command
        command.actor = actor
        return command
    }

    /// The same, traced as its message when it says nothing itself.
    package func traced(by trace: TraceParent?) -> UnprovenCommand {
        var command = command
        command.trace = command.trace ?? trace
        return UnprovenCommand(command)
    }
}
