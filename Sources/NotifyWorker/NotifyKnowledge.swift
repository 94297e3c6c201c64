import Complaints
import Postgres
import Store

struct NotifyKnowledge: Sendable {
    private let officers: [String: [LiaisonOfficer]]
    private let heads: [String: [LiaisonOfficer]]
    private let bodies: [String: Body]
    let wording: Wording

    init(bodies: [Body], officers: [LiaisonOfficer], wording: Wording) {
        self.bodies = Dictionary(bodies.map { ($0.code, $0) }) { first, _ in first }
        self.officers = Dictionary(grouping: officers.filter { !$0.isHead }, by: \.body)
        heads = Dictionary(grouping: officers.filter(\.isHead), by: \.body)
        self.wording = wording
    }

    static func read(_ connection: inout PostgresConnection) throws(PostgresError) -> NotifyKnowledge {
        NotifyKnowledge(
            bodies: try BodyTable.all(&connection), officers: try OfficerTable.active(&connection),
            wording: try wording(&connection))
    }

    private static func wording(_ connection: inout PostgresConnection) throws(PostgresError) -> Wording {
        let templates = try TemplateTable.all(&connection)
        let verifyDays = try DeadlineRuleTable.workingDays(of: .verify, &connection)
        do throws(WordingFault) {
            return try Wording(templates, verifyDays: verifyDays)
        } catch {
            throw PostgresError(.abandoned(.fault), in: "template \(error.template)", error.reason)
        }
    }

    /// The officers of `body` on a day, or of the nearest body above that has some.
    func officers(of body: String, on today: CivilDate) -> [LiaisonOfficer] {
        var code: String? = body
        while let current = code {
            let found = Self.inOffice(officers[current], today)
            if !found.isEmpty { return found }
            code = bodies[current]?.parentCode
        }
        return []
    }

    /// Those that a case at `body` is handed up to. A body whose head is not known hands up to the body above.
    func officers(of body: String, at level: EscalationLevel, on today: CivilDate) -> [LiaisonOfficer] {
        let above = bodies[body]?.parentCode.map { officers(of: $0, on: today) }
        switch level {
        case .head:
            let heads = Self.inOffice(heads[body], today)
            return heads.isEmpty ? above ?? [] : heads
        case .coordinator: return above ?? officers(of: body, on: today)
        case .national: return officers(of: Body.nationalDesk, on: today)
        case .ombudsman: return []
        }
    }

    private static func inOffice(_ officers: [LiaisonOfficer]?, _ today: CivilDate) -> [LiaisonOfficer] {
        (officers ?? []).filter { $0.isInOffice(on: today) }
    }

    /// The message, or nil when there is no text for this event, role and channel.
    ///
    /// - Parameters:
    ///   - own: code of the recipient's own case, where it is another.
    ///   - secretKey: the installation's, of which reporters' secrets are made.
    func message(
        for notification: Notice, words: String?, own: String?, secretKey: SipHashKey
    ) -> Wording.Message? {
        wording.render(notification, names(for: notification), words: words, own: own, secretKey: secretKey)
    }

    private func names(for notice: Notice) -> NoticeNames {
        let (details, isBrief) = (notice.details, notice.channel == .sms)
        let body = details.concerned
        return NoticeNames(
            body: body.map { name(of: $0, isBrief) }, holder: details.heldAt.map { name(of: $0, isBrief) },
            actor: details.role.flatMap { actor($0, body, isBrief) },
            former: details.former.map { name(of: $0, isBrief) },
            level: details.level.flatMap { level($0, body, isBrief) })
    }

    /// Whom a case of `body` is handed up to; nil: it stays in the body, or leaves the government.
    private func level(_ level: EscalationLevel, _ body: String?, _ isBrief: Bool) -> String? {
        switch level {
        case .coordinator: body.map { coordinator(of: desk(of: bodies[$0]?.parentCode ?? $0), isBrief) }
        case .national: name(of: Body.nationalDesk, isBrief)
        case .head, .ombudsman: nil
        }
    }

    /// Who acted in `role` on a case of `body`; nil: the reporter, or who has no name here.
    private func actor(_ role: CaseRole, _ body: String?, _ isBrief: Bool) -> String? {
        switch role {
        case .reporter, .system: nil
        case .officer: body.map { name(of: $0, isBrief) }
        case .coordinator: body.map { coordinator(of: desk(of: $0), isBrief) }
        case .national: "Admin Nasional"
        }
    }

    private func coordinator(of desk: String, _ isBrief: Bool) -> String {
        let isNational = desk == Body.nationalDesk
        return (isBrief || isNational ? "" : "Admin Koordinator ") + name(of: desk, isBrief)
    }

    /// The government, ministry or company at or above `body`, whose coordinator decides for it.
    func desk(of body: String) -> String {
        var code = body
        while let found = bodies[code], found.kind == .opd || found.kind == .inspectorate, let above = found.parentCode
        {
            code = above
        }
        return code
    }

    /// - Parameter isBrief: whether a short name will do.
    private func name(of body: String, _ isBrief: Bool) -> String {
        guard let found = bodies[body] else { return body }
        return isBrief && found.name.utf8.count > NoticeNames.longest ? found.shortName ?? found.name : found.name
    }
}
