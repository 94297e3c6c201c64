package import Complaints
package import Postgres

/// Tables whose rows stand there for a while and are no record: when their time is over they may go. Everything else stays.
package enum PassingTable: String, Sendable, CaseIterable {
    /// What was taken out of a queue of parked messages.
    case keptLetters = "kept_letter"
    /// Sketches of texts, by which reports of the same are found.
    case fingerprints = "fingerprint"
    /// What came by SMS, by which repetitions are found.
    case recentSMS = "recent_sms"
    /// Addresses that nobody has any more.
    case unreachable = "unreachable_address"
    /// Who was asked something and has answered.
    case answeredQuestions = "open_question"
    /// Tokens of commands that were accepted.
    case usedTokens = "used_token"
    /// Which night's work was done.
    case nights = "nightly_run"
    /// Processes that proved their lives.
    case heartbeats = "worker"

    /// How long a row stands there, in seconds.
    package var seconds: Int64 {
        switch self {
        case .keptLetters: KeptLetterTable.days * 86_400
        case .fingerprints: IncidentTable.keptSeconds
        case .recentSMS: RecentSMS.keptSeconds
        case .unreachable: Int64(UnreachableAddresses.keptDays) * 86_400
        case .answeredQuestions: OpenQuestions.keptSeconds
        case .usedTokens: UsedTokenTable.keptSeconds
        case .nights: NightlyRuns.keptDays * 86_400
        case .heartbeats: Int64(WorkerTable.keptSeconds)
        }
    }

    /// How many rows' time is over.
    package func due(at now: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        let end = now.advanced(bySeconds: -seconds)
        return switch self {
        case .keptLetters: try KeptLetterTable.count(before: end, &connection)
        case .fingerprints: try IncidentTable.fingerprints(before: end, &connection)
        case .recentSMS: try RecentSMS.count(before: end, &connection)
        case .unreachable: try UnreachableAddresses.count(before: end, &connection)
        case .answeredQuestions: try OpenQuestions.answered(before: end, &connection)
        case .usedTokens: try UsedTokenTable.count(expiredBefore: end, &connection)
        case .nights: try NightlyRuns.count(before: end, &connection)
        case .heartbeats: try Self.gone(&connection).count
        }
    }

    /// Removes them; twice changes nothing.
    ///
    /// - Returns: how many.
    package func remove(at now: Instant, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        let end = now.advanced(bySeconds: -seconds)
        switch self {
        case .keptLetters: return try KeptLetterTable.expire(at: now, &connection)
        case .fingerprints: return try IncidentTable.forget(before: end, &connection)
        case .recentSMS: return try RecentSMS.forget(before: end, &connection)
        case .unreachable: return try UnreachableAddresses.forget(before: end, &connection)
        case .answeredQuestions: return try OpenQuestions.forget(answeredBefore: end, &connection)
        case .usedTokens: return try UsedTokenTable.forget(expiredBefore: end, &connection)
        case .nights: return try NightlyRuns.forget(before: end, &connection)
        case .heartbeats:
            let gone = try Self.gone(&connection)
            for instance in gone { try WorkerTable.remove(instance, &connection) }
            return gone.count
        }
    }

    /// Processes that ended without a word; a life is told by the server's own clock.
    private static func gone(_ connection: inout PostgresConnection) throws(PostgresError) -> [String] {
        try WorkerTable.all(&connection).filter { $0.beatSeconds > Double(WorkerTable.keptSeconds) }
            .map(\.identity.instance)
    }
}
