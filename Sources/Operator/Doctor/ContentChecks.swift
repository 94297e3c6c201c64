import Complaints
import Shared
import Store

/// What decisions and messages rest on: reference data, officers, providers.
enum ContentChecks {
    static func reference(at now: Instant, _ database: inout Database) throws -> [Finding] {
        let officers = try OfficerTable.active(&database)
        let today = IndonesianZone.wib.date(at: now)
        return [
            reference(
                without: try DatabaseHealth.emptyTables(&database), lacking: try TemplateTable.missing(&database)),
            Self.officers(officers.count { $0.isInOffice(on: today) }, of: officers.count),
        ]
    }

    /// - Parameter texts: of messages, which table `template` does not have.
    static func reference(without tables: [String], lacking texts: [String] = []) -> Finding {
        // Where all are gone, that is said already.
        let some = tables.contains("template") ? [] : texts
        guard !tables.isEmpty || !some.isEmpty else { return .good(DoctorWords.reference, DoctorWords.isThere) }
        let found = [
            tables.isEmpty ? nil : DoctorWords.empty(tables.joined(separator: ", ")),
            some.isEmpty ? nil : lack(of: some),
        ]
        // The texts of messages come with the migrations, which run once.
        let advice = [
            tables.isEmpty || tables == ["template"] ? nil : DoctorWords.loadReference,
            tables.contains("template") ? DoctorWords.restoreTemplates : nil,
            some.isEmpty ? nil : DoctorWords.restoreTexts,
        ]
        return .bad(
            .error, DoctorWords.reference, found.compactMap(\.self).joined("; "),
            do: advice.compactMap(\.self).joined("; "))
    }

    private static func lack(of texts: [String]) -> Phrase {
        let most = 3
        let named = Phrase(same: texts.prefix(most).joined(separator: ", "))
        return DoctorWords.lacking(
            texts.count > most ? DoctorWords.andMore(named, texts.count - most) : named)
    }

    static func officers(_ inOffice: Int, of all: Int) -> Finding {
        guard inOffice == 0 else { return .good(DoctorWords.officers, DoctorWords.inOffice(inOffice)) }
        return .bad(
            .warning, DoctorWords.officers, all == 0 ? DoctorWords.noOfficers : DoctorWords.noneInOffice(all),
            do: DoctorWords.loadOfficers)
    }

    // MARK: Messages to people

    /// Days whose notices are looked at.
    private static let days: Int64 = 7
    /// Share of failures from which on somebody must look, and how few are no share.
    private static let failing = (share: 0.05, least: 3)

    static func notices(
        of workers: [WorkerTable.Listed], at now: Instant, _ database: inout Database
    ) throws -> [Finding] {
        let outcomes = try NotificationTable.outcomes(since: now.advanced(bySeconds: -days * 86_400), &database)
        let living = workers.filter { $0.beatSeconds < WorkChecks.lifeSeconds }
        let recent = try RecentNotices.all(at: now, &database)
        return notices(outcomes, filed: Set(living.flatMap(\.identity.filed))) + recent.compactMap(lately)
            + [unworded(recent)].compactMap(\.self)
    }

    /// Seconds for which one notice may be put off before citizens are harmed, and before anybody need know.
    private static let patience = (error: 300.0, warning: 30.0)
    /// Share of the last hour from which on somebody must look.
    private static let lately = 0.1

    /// What the last hour has that a week hides; nil: nothing. Each provider by what it said last: one that refuses all is no better
    /// because it, or a file, took something before.
    static func lately(_ notices: RecentNotices) -> Finding? {
        let subject = DoctorWords.provider(notices.channel.rawValue)
        let lost = notices.refused + notices.unanswered
        let isSilent = notices.told == 0
        if lost >= failing.least, let taken = notices.takenSeconds, !isSilent {
            return .bad(
                .error, subject, DoctorWords.sinceTaken(Phrase(seconds: taken), notices.refused, notices.unanswered),
                do: DoctorWords.askProvider(notices.channel.setting))
        }
        let untold = notices.failed + notices.unknown + notices.putOff
        guard untold >= failing.least || lost >= failing.least else { return nil }
        let phrase = DoctorWords.lately(
            notices.told, notices.putOff, Phrase(seconds: notices.oldestSeconds), max(notices.failed, notices.refused),
            max(notices.unknown, notices.unanswered))
        let isLong = notices.oldestSeconds >= patience.error
        let severity: Finding.Severity?
        if isSilent {
            let isKnown = lost >= failing.least || notices.oldestSeconds >= patience.warning
            severity = lost >= failing.least || isLong ? .error : isKnown ? .warning : nil
        } else {
            let isMany = Double(untold) > lately * Double(untold + notices.told)
            severity = isMany && (notices.failed + notices.unknown >= failing.least || isLong) ? .warning : nil
        }
        return severity.map {
            .bad($0, subject, phrase, do: DoctorWords.askProvider(notices.channel.setting))
        }
    }

    /// Messages that have no text wait until somebody restores it; nil: none.
    static func unworded(_ notices: [RecentNotices]) -> Finding? {
        let count = notices.reduce(0) { $0 + $1.unworded }
        guard count > 0 else { return nil }
        return .bad(.error, DoctorWords.texts, DoctorWords.unworded(count), do: DoctorWords.restoreTemplates)
    }

    /// - Parameter filed: channels without a provider, as the workers say.
    static func notices(
        _ outcomes: [(channel: String, state: String, count: Int)], filed: Set<String>
    ) -> [Finding] {
        NotificationChannel.allCases.flatMap { channel -> [Finding] in
            let mine = outcomes.filter { $0.channel == channel.rawValue }
            func count(_ states: String...) -> Int {
                mine.filter { states.contains($0.state) }.reduce(0) { $0 + $1.count }
            }
            let subject = DoctorWords.notices(channel.rawValue)
            var findings: [Finding] = []
            // When all workers have a provider again, what was written before is no longer to be mended.
            if filed.contains(channel.rawValue) {
                findings.append(
                    .bad(
                        .warning, subject, DoctorWords.filed(count("filed")),
                        do: DoctorWords.setProvider(channel.setting)))
            }
            let (lost, told) = (count("failed", "unknown"), count("sent", "delivered"))
            guard lost > 0 else { return findings.isEmpty ? [.good(subject, DoctorWords.told(told))] : findings }
            let isMany = lost >= failing.least && Double(lost) > failing.share * Double(lost + told)
            findings.append(
                .bad(isMany ? .warning : .note, subject, DoctorWords.untold(lost, told), do: DoctorWords.seeFailed))
            return findings
        }
    }
}

extension NotificationChannel {
    /// Which setting names its provider.
    fileprivate var setting: String { self == .email ? SettingKey.smtpURL.name : SettingKey.smsURL.name }
}
