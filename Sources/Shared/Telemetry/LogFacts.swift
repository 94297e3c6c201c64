import Rabbit

/// What a line of the log says of an error: a sentence, and a word for programs where there is one.
package enum LogFacts {
    package static func of(_ error: any Error) -> [String: LogFact] {
        var facts: [String: LogFact] = ["reason": "\(error)"]
        facts["code"] = code(of: error).map(LogFact.text)
        return facts
    }

    private static func code(of error: any Error) -> String? {
        if let error = error as? RabbitError { return "broker_\(error.code.rawValue)" }
        if case LaneError.broker(let error) = error { return code(of: error) }
        if case StageFailure.unavailable = error { return "database_unavailable" }
        if case StageFailure.forbidden = error { return "database_right" }
        if case StageFailure.locked = error { return "key_missing" }
        if case LaneError.contractBroken = error { return "contract_broken" }
        if case LaneError.fault = error { return "stage_fault" }
        if case StageFailure.fault = error { return "stage_fault" }
        return error is TopologyError ? "topology" : nil
    }
}
