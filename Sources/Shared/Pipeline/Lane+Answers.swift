package import Complaints
package import Contract
package import Rabbit

/// An entry of a delivery that can never succeed, and is parked.
package struct RefusedEntry: Sendable {
    package var delivery: Delivery
    /// Its position when the delivery carried many.
    package var index: Int?
    package var rejection: Rejection
    /// As it is parked.
    package var parked: Publication
    /// What it is called there.
    package var name: String
}

/// Tells senders what is not carried out.
package protocol Answering: ~Copyable {
    /// What the sender of a refused entry is told; nil: they have not asked.
    func answer(to entry: RefusedEntry, at now: Instant) -> Outbound?
}

extension Answering where Self: ~Copyable {
    /// For stages whose senders are lapor's own.
    package func answer(to entry: RefusedEntry, at now: Instant) -> Outbound? { nil }
}

extension Lane where B: ~Copyable, S: ~Copyable {
    /// What the senders of these are told.
    ///
    /// - Parameter parked: one for each.
    func answers(
        to rejected: [(Batch<S.Item>.Origin, Rejection)], parked: [Publication], of batch: Batch<S.Item>,
        at now: Instant
    ) -> [Outbound] {
        zip(rejected, parked).compactMap { entry, parked in
            let (origin, rejection) = entry
            let delivery = batch.deliveries[origin.delivery]
            guard delivery.properties.replyTo != nil else { return nil }
            let refused = RefusedEntry(
                delivery: delivery, index: origin.index, rejection: rejection, parked: parked,
                name: ParkedName.of(parked.body, parking.stage, parked.properties))
            return stage.answer(to: refused, at: now)
        }
    }
}

extension RefusedEntry {
    /// The answer of stages whose senders are other people's applications.
    package func answer(_ kind: ParkedOutcome.Kind, at now: Instant) -> Outbound? {
        delivery.replyAddress.map { sender in
            let outcome = ParkedOutcome(kind, name: name, index: index, rejection, in: parked.body)
            return sender.answer(outcome.id, outcome.json(at: now), trace: delivery.trace)
        }
    }
}
