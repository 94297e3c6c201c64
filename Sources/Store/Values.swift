package import Complaints
package import Postgres

// The domain's values as PostgreSQL has them.

extension BinaryValues {
    package mutating func append(_ id: ComplaintID) { appendUUID(high: id.high, low: id.low) }

    /// An id, or NULL.
    package mutating func append(_ id: ComplaintID?) { if let id { append(id) } else { appendNull() } }

    package mutating func append(_ instant: Instant) { appendTimestamp(microseconds: instant.microseconds) }

    /// A moment, or NULL.
    package mutating func append(_ instant: Instant?) { if let instant { append(instant) } else { appendNull() } }
}

extension BinaryArray {
    package init(ids: some Sequence<ComplaintID>) {
        self.init(.uuid)
        for id in ids { append(id) }
    }
}

extension Parameter {
    package static func id(_ id: ComplaintID) -> Parameter { .uuid(high: id.high, low: id.low) }

    package static func instant(_ instant: Instant) -> Parameter { .timestamptz(microseconds: instant.microseconds) }
}

extension Row {
    package func complaintID(_ name: StaticString) -> ComplaintID {
        let halves = uuid(name)
        return ComplaintID(high: halves.high, low: halves.low)
    }

    /// An id, or nil for NULL.
    package func optionalComplaintID(_ name: StaticString) -> ComplaintID? { isNull(name) ? nil : complaintID(name) }

    package func instant(_ name: StaticString) -> Instant { Instant(microseconds: microseconds(name)) }

    /// A moment, or nil for NULL.
    package func optionalInstant(_ name: StaticString) -> Instant? { isNull(name) ? nil : instant(name) }

    package func date(_ name: StaticString) -> CivilDate { CivilDate(daysSinceEpoch: days(name)) }

    /// A day, or nil for NULL.
    package func optionalDate(_ name: StaticString) -> CivilDate? { isNull(name) ? nil : date(name) }
}
