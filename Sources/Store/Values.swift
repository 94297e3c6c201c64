package import Complaints
package import Postgres

// The domain's values as PostgreSQL has them.

extension BinaryValues {
    package mutating func append(_ id: ComplaintID) { appendUUID(high: id.high, low: id.low) }

    package mutating func append(_ id: ComplaintID?) { if let id { append(id) } else { appendNull() } }

    package mutating func append(_ instant: Instant) { appendTimestamp(microseconds: instant.microseconds) }

    package mutating func append(_ instant: Instant?) { if let instant { append(instant) } else { appendNull() } }
}

extension BinaryValues {
    /// JSON or a `bytea`.
    mutating func append(optional bytes: [UInt8]?) {
        if let bytes { append(utf8: bytes) } else { appendNull() }
    }
}

extension CopyRows {
    mutating func append(_ number: Double?) { if let number { append(number) } else { appendNull() } }

    mutating func append(_ number: Int64?) { if let number { append(number) } else { appendNull() } }

    mutating func append(_ day: CivilDate?) {
        if let day { appendDate(days: day.daysSinceEpoch) } else { appendNull() }
    }
}

extension BinaryArray {
    package init(ids: some Sequence<ComplaintID>) {
        self.init(.uuid)
        for id in ids { append(id) }
    }
}

// A column of a batch, from the rows that it has a value of each of.
extension Parameter {
    static func ids(_ ids: some Sequence<ComplaintID>) -> Parameter { .array(BinaryArray(ids: ids)) }

    static func ids<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> ComplaintID?) -> Parameter {
        column(.uuid, rows) { $0.append(value($1)) }
    }

    static func texts(_ texts: some Sequence<String>) -> Parameter { column(.text, texts) { $0.append($1) } }

    static func texts<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> String?) -> Parameter {
        column(.text, rows) { $0.append(value($1)) }
    }

    static func integers<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> Int?) -> Parameter {
        column(.integer, rows) { column, row in
            if let number = value(row) { column.append(Int32(clamping: number)) } else { column.appendNull() }
        }
    }

    static func smallints<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> Int) -> Parameter {
        column(.smallint, rows) { $0.append(Int16(clamping: value($1))) }
    }

    static func byteas<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> [UInt8]?) -> Parameter {
        column(.bytea, rows) { $0.append(optional: value($1)) }
    }

    static func bigints<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> Int64?) -> Parameter {
        column(.bigint, rows) { column, row in
            if let number = value(row) { column.append(number) } else { column.appendNull() }
        }
    }

    static func bigints(_ numbers: some Sequence<Int64>) -> Parameter { column(.bigint, numbers) { $0.append($1) } }

    static func booleans<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> Bool) -> Parameter {
        column(.boolean, rows) { $0.append(value($1)) }
    }

    static func instants<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> Instant?) -> Parameter {
        column(.timestamptz, rows) { $0.append(value($1)) }
    }

    static func dates<Rows: Sequence>(_ rows: Rows, _ value: (Rows.Element) -> CivilDate) -> Parameter {
        column(.date, rows) { $0.appendDate(days: value($1).daysSinceEpoch) }
    }

    private static func column<Rows: Sequence>(
        _ type: BinaryArray.Element, _ rows: Rows, _ append: (inout BinaryArray, Rows.Element) -> Void
    ) -> Parameter {
        var column = BinaryArray(type)
        for row in rows { append(&column, row) }
        return .array(column)
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

    package func optionalComplaintID(_ name: StaticString) -> ComplaintID? { isNull(name) ? nil : complaintID(name) }

    package func instant(_ name: StaticString) -> Instant { Instant(microseconds: microseconds(name)) }

    package func optionalInstant(_ name: StaticString) -> Instant? { isNull(name) ? nil : instant(name) }

    package func date(_ name: StaticString) -> CivilDate { CivilDate(daysSinceEpoch: days(name)) }

    package func optionalDate(_ name: StaticString) -> CivilDate? { isNull(name) ? nil : date(name) }
}
