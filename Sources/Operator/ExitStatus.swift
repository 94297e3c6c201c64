import Figures
import Learning
import Rabbit
import Routing
import Shared
import Store

/// What a command ends with; the numbers are those of sysexits.h where it has one.
package enum ExitStatus: Int32, CaseIterable {
    case notFound = 1
    case unwell = 2
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case inconsistent = 70
    case cannotWrite = 73
    case notYet = 75
    case notPermitted = 77
    case configuration = 78
    /// As a shell tells it of a command that Ctrl-C ended.
    case interrupted = 130

    /// The doctor found something that is no danger yet.
    package static let lookAt = notFound

    /// The status of an error that a command ended with; nil for what the argument parser knows itself.
    package init?(of error: any Error) {
        switch error {
        case let failure as Failure: self = failure.status
        case is SettingError, is MigrationError, is Remedy: self = .configuration
        case let error as RabbitError: self.init(of: error)
        case let error as TopologyError: self.init(of: error)
        case FigureError.future, FigureError.measure: self = .badData
        case is FigureError: self = .inconsistent
        case is LearningError, is RuleFileError: self = .badData
        default:
            guard let fault = DatabaseFault(error) else { return nil }
            self.init(of: fault)
        }
    }

    private init(of error: RabbitError) {
        self =
            [.badAddress, .closedByBroker].contains(error.code) || error.isLastingRefusal
            ? .configuration : .unavailable
    }

    private init(of fault: DatabaseFault) {
        switch fault {
        case .unavailable: self = .unavailable
        case .schema, .refused: self = .configuration
        case .badData: self = .badData
        case .inconsistent: self = .inconsistent
        }
    }

    private init(of error: TopologyError) {
        switch error {
        case .unreachable: self = .unavailable
        case .address, .untrusted, .answer, .denied, .mismatch: self = .configuration
        }
    }

    private var meaning: String {
        switch self {
        case .notFound: "not there, or something to look at (doctor, workers)"
        case .unwell: "citizens are or will be harmed (doctor)"
        case .badData: "bad input"
        case .noInput: "a file cannot be read"
        case .unavailable: "broker or database does not answer"
        case .inconsistent: "figures that do not add up"
        case .cannotWrite: "a file cannot be written"
        case .notYet: "not done in time"
        case .notPermitted: "not without consent"
        case .configuration: "settings, topology or schema"
        case .interrupted: "stopped by Ctrl-C"
        }
    }

    package static var helpText: String {
        "Exit codes: 0 done, "
            + (allCases.map { ($0.rawValue, $0.meaning) } + [(64, "wrong call")]).sorted { $0.0 < $1.0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: ", ") + "."
    }
}

/// Why a command could not do what was asked.
package struct Failure: Error, CustomStringConvertible {
    let status: ExitStatus
    /// What was wrong, where, and what to do.
    package let phrase: Phrase

    package init(_ status: ExitStatus, _ phrase: Phrase) {
        self.status = status
        self.phrase = phrase
    }

    package var description: String { phrase.text }
}
