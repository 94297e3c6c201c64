package import Complaints
import Contract
import Store

/// Which notices an operator asks for, in the words of the command line.
package struct NoticeQuestion: Sendable {
    /// Those that were refused or given up, and those of which nobody knows.
    package var wantsFailed = true
    package var wantsUnknown = true
    package var channel: NotificationChannel?
    /// One of `providers`.
    package var provider: String?
    /// The day on which they ended, in Jakarta.
    package var day: CivilDate?
    /// Tracking codes of cases, or ids of notices.
    package var names: [String] = []
    package var limit = 100

    /// Who carries messages.
    package static let providers = FailedNotices.Provider.allCases.map(\.rawValue)

    package init() {}

    /// - Throws: `Failure` when it names a case that is not there.
    func filter(_ database: inout Database) throws -> FailedNotices.Filter {
        var filter = FailedNotices.Filter()
        (filter.channel, filter.provider) = (channel, provider.flatMap(FailedNotices.Provider.init))
        filter.endings = (wantsFailed ? [.failed] : []) + (wantsUnknown ? [.unknown] : [])
        filter.from = day.map(IndonesianZone.wib.startOfDay)
        filter.before = day.map { IndonesianZone.wib.startOfDay($0.adding(days: 1)) }
        for name in names {
            if let id = ComplaintID(name.trimmingSpaces.lowercased()) {
                filter.ids.append(id)
                continue
            }
            let code = try TrackingCode(typed: name)
            guard let id = try CaseTable.ids(ofCodes: [code.description], &database)[code.description] else {
                throw Failure(.notFound, CommonWords.noCase(code.grouped))
            }
            filter.cases.append(id)
        }
        return filter
    }
}

/// Notices that did not arrive, the one that ended last first.
package struct FailedNoticeList: CutList {
    package struct Row: Encodable {
        var id: String
        var code: String?
        var event: String
        var recipient: String
        var channel: String
        var provider: String
        var state: String
        var attempts: Int
        var settledAt: String
        var reason: String?
    }

    package let rows: [Row]
    package let more: Int
    let ids: [ComplaintID]

    /// - Throws: `Failure` when the question names a case that is not there.
    package init(_ question: NoticeQuestion) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let found = try FailedNotices.list(try question.filter(&database), limit: question.limit, &database)
        self.init(found.rows, all: found.all)
    }

    init(_ listed: [FailedNotices.Listed], all: Int) {
        ids = listed.map(\.id)
        rows = listed.map(Row.init)
        more = all - rows.count
    }

    package static let columns: [Phrase] = [
        .caseNumber, .after, .recipient, .channel, .via, .state, .attempts, .time, .reason, .id,
    ]

    package var text: String {
        guard !rows.isEmpty else { return NoticeWords.none.text }
        let zone = IndonesianZone.wib
        let table = TextTable(
            Self.columns, less: [.id, .via, .attempts, .after, .channel],
            rows.map {
                [
                    $0.code, $0.event, $0.recipient, $0.channel, $0.provider, NoticeWords.state($0.state), $0.attempts,
                    zone.time(rfc3339: $0.settledAt), $0.reason.map { Phrase(said: $0).text }, $0.id,
                ]
            })
        return "\(table.text)\n\n\(NoticeWords.howToRetry)"
    }
}

extension FailedNoticeList.Row {
    fileprivate init(_ notice: FailedNotices.Listed) {
        (id, event, recipient) = (notice.id.description, notice.event, notice.recipient)
        code = notice.code.map(TrackingCode.grouped)
        (channel, provider, state, attempts) = (notice.channel, notice.provider, notice.state, notice.attempts)
        (settledAt, reason) = (notice.settledAt.rfc3339, notice.reason)
    }
}

/// Notices that are sent again.
package struct RetriedNotices: CommandResult {
    /// Those that were meant.
    var notices: Int
    var dryRun: Bool
    /// Those that wait to be sent now.
    var queued: Int

    private enum CodingKeys: String, CodingKey {
        case notices, dryRun, queued
    }

    /// Puts those that failed back to NotifyWorker. What nobody knows the end of stays as it is: it may have arrived.
    ///
    /// - Throws: `Failure` `notFound` when none is meant, `notPermitted` when nobody agrees.
    package init(_ question: NoticeQuestion, dryRun: Bool, yes: Bool) throws {
        var question = question
        question.wantsUnknown = false
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let found = try FailedNotices.list(try question.filter(&database), limit: question.limit, &database)
        guard !found.rows.isEmpty else { throw Failure(.notFound, NoticeWords.noneMeant) }
        (notices, self.dryRun, queued) = (found.rows.count, dryRun, 0)
        guard !dryRun else { return }
        try Consent.require(NoticeWords.question(found.rows.count), given: yes)
        queued = try NotificationTable.sendAgain(
            found.rows.map(\.id), at: try StoreClock.now(&database), &database)
    }

    package var text: String {
        dryRun ? NoticeWords.wouldBe(notices).text : NoticeWords.queued(queued, notices).text
    }
}
