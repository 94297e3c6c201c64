import Complaints

/// A row of a table that somebody published: kept as it is, used only when it adds up.
package struct PublishedRow: Sendable, Equatable {
    package struct Part: Sendable, Equatable {
        package var status: String
        package var count: Int

        package init(_ status: String, _ count: Int) {
            self.status = status
            self.count = count
        }
    }

    package var line: Int
    /// The file that it stands in, once it is stored.
    package var file: String?
    /// The time as published: `2020-07`, `2020`.
    package var period: String
    /// Kemendagri code, if given.
    package var region: String?
    package var name: String
    /// Rows of one period and subject speak of the same: the region's code, or the name where there is none.
    package var subject: String
    /// The region's name, where the row is about a region: nobody has checked it.
    package var place: String?
    package var total: Int
    /// The statuses as published, in the order of the table.
    package var parts: [Part]
    /// What was found wrong with it when it was stored; nil: nothing.
    package var flaw: String?

    package init(line: Int, period: String, region: String?, name: String, total: Int, parts: [Part]) {
        self.line = line
        self.period = period
        self.region = region
        self.name = name
        subject = region ?? name
        self.total = total
        self.parts = parts
    }

    /// Sum of the parts less the total; 0: it adds up.
    package var difference: Int { parts.reduce(0) { $0 + $1.count } - total }

    /// Statuses that are none of the six, with cases in them.
    package var furtherStatuses: [String] {
        parts.filter { $0.count > 0 && CaseStatus(rawValue: $0.status) == nil }.map(\.status)
    }

    package var problem: String? {
        guard difference != 0 else { return nil }
        let sum = total + difference
        let further = furtherStatuses
        let note = further.isEmpty ? "" : "; it has further statuses: \(further.joined(separator: ", "))"
        return "\(name), \(period): the parts sum to \(sum) of \(total), difference \(difference)\(note)"
    }

    /// Persentase tindak lanjut.
    ///
    /// - Throws: `FigureError` `sum` when the row does not add up, `row` when it is flawed or lacks a number.
    package func followUp() throws(FigureError) -> Rate { try share(of: [.proses, .selesai]) }

    /// Persentase selesai.
    ///
    /// - Throws: `FigureError` `sum` when the row does not add up, `row` when it is flawed or lacks a number.
    package func resolution() throws(FigureError) -> Rate { try share(of: [.selesai]) }

    private func share(of statuses: [CaseStatus]) throws(FigureError) -> Rate {
        guard difference == 0 else {
            throw .sum(parts: total + difference, total: total, in: "\(name), \(period)")
        }
        if let flaw { throw .row(flaw) }
        let words = statuses.map(\.rawValue)
        // What is not published is not zero.
        for word in words where !parts.contains(where: { $0.status == word }) {
            throw .row("\(name), \(period): \(word) is not published")
        }
        return Rate(parts.filter { words.contains($0.status) }.reduce(0) { $0 + $1.count }, of: total)
    }
}
