/// What an account of the broker is there for.
package enum AccountRole: Sendable, Hashable {
    /// A worker, by the stage whose name it has: `clock` reads no queue.
    case worker(String)
    /// A channel, which publishes its submissions and does nothing else.
    case channel(String)
    /// The gateway, which publishes the submissions of these channels for those who send them over HTTP, and reporters' commands.
    case gateway([String])
    /// Who calls `lapor`: topology, the desk, submissions and commands.
    case operators
    /// The workers' and the doctor's looks at the management API.
    case monitor
    /// Whose login of the database this is: reports, `lapor migrate`, SmsWorker and MailWorker, which publish as their channels. The broker does not
    /// know them.
    case databaseOnly(String)
    /// Who is somebody else's business, at the broker or the database: lapor makes nothing of it and knows it.
    case known

    /// Words for those that are no channel's.
    package static let words =
        Topology.stages + [Topology.webhookStage, "clock", "operator", "monitor", "known"] + ofDatabase
    private static let ofDatabase = ["report", "migrate", "sms", "mail"]

    /// - Returns: nil where there is no such role.
    package init?(_ word: String) {
        switch word {
        case "operator": self = .operators
        case "monitor": self = .monitor
        case "known": self = .known
        case "clock", Topology.webhookStage: self = .worker(word)
        case _ where Self.ofDatabase.contains(word): self = .databaseOnly(word)
        default:
            guard Topology.stages.contains(word) else { return nil }
            self = .worker(word)
        }
    }
}

/// What an account may do, as regular expressions over names, and nothing besides.
package struct AccountRights: Sendable, Equatable {
    package var configure: String
    package var write: String
    package var read: String
    /// Keys with which it may publish on `lapor.intake`; nil: every one.
    package var intakeKey: String?
    package var tags: [String] = []

    private static let nothing = "^$"
    /// What every worker declares once more when it starts, as it must be.
    private static let exchanges = #"lapor\.(intake|events|casework|dead)"#

    /// - Parameter listens: whether a channel takes the events of its own cases.
    package init(_ role: AccountRole, listens: Bool = false) {
        (configure, write, read) = (Self.nothing, Self.nothing, Self.nothing)
        switch role {
        case .worker(let stage):
            // ClockWorker looks for a queue, and reads none.
            configure = "^(\(stage == "clock" ? "routing" : stage)|\(Self.exchanges))$"
            write = Self.written(by: stage)
            // For the exchanges the broker asks when a start check looks whether it may write there.
            let looked = #"lapor\.(events|dead)"#
            read = stage == "clock" ? "^\(looked)$" : "^(\(Self.queues(of: stage))|\(looked))$"
        case .channel(let channel):
            write = #"^lapor\.intake$"#
            intakeKey = "^\(Self.key(channel))$"
            if listens { read = #"^lapor\.events\.\#(Self.literal(channel))$"# }
        case .gateway(let channels):
            // Commands say by a token who gives them.
            write = #"^lapor\.(intake|casework)$"#
            intakeKey = channels.isEmpty ? Self.nothing : "^(\(channels.map(Self.key).joined(separator: "|")))$"
        case .operators:
            let queues = (Topology.stages + [Topology.webhookStage]).joined(separator: "|")
            let names = #"lapor\..+|(\#(queues))(\.dead)?|intake\.from\..+"#
            configure = #"^(\#(names)|amq\.gen.*)$"#
            write = #"^(\#(names)|amq\.(default|gen.*))$"#
            read = #"^(\#(names)|amq\.gen.*)$"#
            tags = ["monitoring", "policymaker"]
        case .monitor: tags = ["monitoring"]
        case .databaseOnly, .known: break
        }
    }

    /// The routing key of a channel's submissions.
    private static func key(_ channel: String) -> String { #"intake\."# + literal(channel) }

    /// A channel's name, which has no other sign with a meaning of its own than dots.
    private static func literal(_ channel: String) -> String { channel.replacing(".", with: #"\."#) }

    /// Channels' own queues are intake's too.
    private static func queues(of stage: String) -> String { stage == "intake" ? #"intake(\.from\..+)?"# : stage }

    private static func written(by stage: String) -> String {
        switch stage {
        // What it keeps as an answer goes to CaseWorker; outcomes go to their senders' queues.
        case "intake": #"^(lapor\.(events|casework|dead)|amq\.default)$"#
        // Outcomes go to their senders' queues; what came too early waits.
        case "casework": #"^(lapor\.(events|dead|retry\..+)|amq\.default)$"#
        default: #"^lapor\.(events|dead)$"#
        }
    }
}
