/// What is sealed of a case under a key of its own, so that it can be taken away by itself.
package enum CasePart: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Who reported: name, number, address, and fields that nothing could read.
    case identity
    /// What was said: title, text, place, attachments' addresses, unknown fields, correspondence.
    case words
}

/// How long what is sealed of a class of cases is kept.
package struct RetentionRule: Sendable, Equatable {
    /// Which cases; nil and empty do not narrow.
    package struct Conditions: Sendable, Equatable {
        package var kinds: [ReportKind] = []
        package var statuses: [CaseStatus] = []
        /// Why they were closed or filed last.
        package var causes: [String] = []
        package var channels: [String] = []
        package var isAnonymous: Bool?
        package var isConfidential: Bool?

        package init() {}
    }

    /// Fewer make no sense: notices about the end of a case are still under way, and its reporter reads them.
    package static let days = 30...36_500

    package var name: String
    package var conditions: Conditions
    /// Days from the day on which a case ended, in its own zone, to the day on which the part may go; a part that is missing stays.
    package var days: [CasePart: Int]
    /// By what law or schedule.
    package var source: String
    package var isOn: Bool

    package init(
        name: String, conditions: Conditions, days: [CasePart: Int], source: String, isOn: Bool
    ) {
        (self.name, self.conditions, self.days) = (name, conditions, days)
        (self.source, self.isOn) = (source, isOn)
    }

    func holds(for retained: RetainedCase) -> Bool {
        let (state, wanted) = (retained.state, conditions)
        func isAmong<Value: Equatable>(_ value: Value?, _ values: [Value]) -> Bool {
            values.isEmpty || value.map(values.contains) ?? false
        }
        return isAmong(state.kind, wanted.kinds) && isAmong(state.status, wanted.statuses)
            && isAmong(state.cause, wanted.causes) && isAmong(state.channel, wanted.channels)
            && wanted.isAnonymous.map { $0 == retained.isAnonymous } ?? true
            && wanted.isConfidential.map { $0 == retained.isConfidential } ?? true
    }
}

/// The rules that are in force. The first that is on and whose conditions all hold decides for all parts of a case: an exception
/// stands before what it is an exception of.
package struct RetentionRules: Sendable, Equatable {
    /// 0: none was ever put in force.
    package var version: Int
    package var rules: [RetentionRule]

    package init(version: Int = 0, rules: [RetentionRule] = []) { (self.version, self.rules) = (version, rules) }

    /// Those by which something is erased.
    package var active: [RetentionRule] { rules.filter(\.isOn) }

    package func rule(for retained: RetainedCase) -> RetentionRule? { active.first { $0.holds(for: retained) } }

    /// What becomes of a case.
    package func judgement(of retained: RetainedCase, at now: Instant) -> RetentionJudgement {
        guard retained.state.endedAt != nil, let rule = rule(for: retained) else { return .stays }
        let today = retained.state.zone.date(at: now)
        let due = CasePart.allCases.filter { part in
            guard let days = rule.days[part], let start = retained.start(of: part) else { return false }
            return retained.state.zone.date(at: start).adding(days: days) <= today
        }
        guard !due.isEmpty else { return .stays }
        if let bar = retained.bar(at: now) { return .barred(bar, rule) }
        return .due(rule, due)
    }
}

package enum RetentionJudgement: Sendable, Equatable {
    /// Nothing of it is due.
    case stays
    /// Something would be due by the rule, and is not touched.
    case barred(RetentionBar, RetentionRule)
    case due(RetentionRule, [CasePart])
}

/// Why a case is not touched although its time is over.
package enum RetentionBar: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Somebody still has to act.
    case open
    /// Its reporter may still object, or the journal does not say until when they could.
    case objection
    /// Its reporter has objected, or says that it was filed wrongly, and nobody has looked.
    case contested
    /// It was handed up, and nobody has said that it is done there.
    case ombudsman
    /// It follows a case that is not over.
    case followed
    /// Somebody said that it must stay.
    case held
}
