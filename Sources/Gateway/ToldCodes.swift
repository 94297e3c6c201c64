import Complaints
import Contract
import Faces
import Store

/// Of which key the code is made that is told of a submission. What is stored keeps the code that it has, though the installation has
/// gone over to another key: while something may come again from before that, the store is asked.
struct ToldCodes: Sendable {
    enum Told: Sendable, Equatable {
        /// Code and secret are made of this key.
        case by(SipHashKey)
        /// It is stored under this code, and nobody was told a secret.
        case stored(TrackingCode)
        /// It may be stored under one code or another, and the store cannot be asked: whoever sends it again later is told.
        case nobodyKnows
        /// Its number is another report's.
        case reused

        /// That of which code and secret are made.
        var key: SipHashKey? { if case .by(let key) = self { key } else { nil } }
    }

    typealias Find = @Sendable ([SubmissionKey]) async throws(ReadPool.Refusal) -> [SubmissionKey: FiledSubmission]

    /// Seconds for which what was sent before another key may come again.
    private static let patience: Int64 = 30 * 86_400
    /// Seconds by which a sender's clock may be wrong.
    private static let skew: Int64 = 86_400

    /// Those that hold at this moment.
    let keys: @Sendable () -> CodeKeys
    let known: Latest<Knowledge>
    let now: @Sendable () -> Instant
    let find: Find

    /// The key of codes that is used first.
    var newest: SipHashKey { keys().newest }

    /// What is told of each, in their order.
    ///
    /// - Parameter recent: what was told lately.
    func told(_ submissions: [AcceptedSubmission], _ recent: RecentSubmissions) async -> [Told] {
        let (keys, since) = (keys(), known.current?.codes)
        var told: [Told?] = submissions.map { submission in
            if let key = recent.codeKey(of: submission) { return .by(key) }
            return isNew(submission, keys, since) ? .by(keys.newest) : nil
        }
        let asked = submissions.indices.filter { told[$0] == nil }
        guard !asked.isEmpty else { return told.compactMap(\.self) }
        let found = try? await find(asked.map { submissions[$0].key })
        for place in asked {
            let submission = submissions[place]
            told[place] = found.map { found in
                found[submission.key].map { Self.told(submission, as: $0, keys) } ?? .by(keys.newest)
            }
        }
        return told.map { $0 ?? .nobodyKnows }
    }

    /// Whether its code can be made of no other key than the newest.
    private func isNew(_ submission: AcceptedSubmission, _ keys: CodeKeys, _ since: Knowledge.Codes?) -> Bool {
        guard keys.all.count > 1, submission.hasCode else { return true }
        guard let since, since.mark == keys.newest.mark else { return false }
        let mayComeAgain = now() < since.at.advanced(bySeconds: Self.patience)
        let isLater = submission.submittedAt.map { $0 > since.at.advanced(bySeconds: Self.skew) } ?? false
        return !mayComeAgain || isLater
    }

    private static func told(_ submission: AcceptedSubmission, as stored: FiledSubmission, _ keys: CodeKeys) -> Told {
        let key = keys.all.first { key in
            TrackingCode(channel: submission.channel, externalID: submission.externalID, key: key) == stored.code
        }
        guard let key, let proof = stored.proof else { return .stored(stored.code) }
        return FilingSecret(submission, key: key).proof(key) == proof ? .by(key) : .reused
    }
}

extension AcceptedSubmission {
    /// Whether a code is told of it: not where its words may answer a question, and are then no case of their own.
    var hasCode: Bool { ReplyChannel(rawValue: channel) == nil && part == nil }
}
