import Complaints
import Store

/// Whether those who asked to be called are, and take what they are told.
enum WebhookChecks {
    /// Seconds for which a receiver may take nothing before somebody should ask it.
    static let lateSeconds: Int64 = 3_600

    /// Nothing where nobody has asked.
    static func findings(
        _ hooks: [Webhook], _ counts: [Int32: DeliveryTable.Counts], isServed: Bool, at now: Instant
    ) -> [Finding] {
        guard !hooks.isEmpty else { return [] }
        let worker = WorkerTable.webhook
        let missing: [Finding] =
            isServed
            ? [] : [.bad(.error, WebhookWords.subject, WebhookWords.nobodyRuns(worker), do: WebhookWords.start(worker))]
        let wrong = hooks.compactMap { finding($0, counts[$0.id] ?? .init(), at: now) }
        guard missing.isEmpty, wrong.isEmpty else { return missing + wrong }
        return [.good(WebhookWords.subject, WebhookWords.allTake(hooks.count))]
    }

    private static func finding(_ hook: Webhook, _ counts: DeliveryTable.Counts, at now: Instant) -> Finding? {
        if hook.state == .disabled {
            let why = Phrase(said: hook.why ?? "")
            return .bad(
                .warning, WebhookWords.subject, WebhookWords.isDisabled(hook.name, why, counts.waiting),
                do: WebhookWords.enable(hook.name))
        }
        guard let since = hook.failingSince, since.advanced(bySeconds: lateSeconds) <= now else { return nil }
        return .bad(
            .warning, WebhookWords.subject, WebhookWords.fails(hook.name, Phrase(said: counts.answer ?? "")),
            do: WebhookWords.look(hook.name))
    }
}
