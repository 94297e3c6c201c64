import Complaints
import Store

/// Parts of a person's SMS that wait for the others: they belong to no case yet, and are known by the number or address that stands in
/// them.
struct PersonParts {
    private(set) var parts: [WaitingPart] = []
    /// How many cannot be opened, because a master key is not at hand.
    private(set) var sealedAway = 0

    init(of addresses: [PersonAddress], _ database: inout Database) throws {
        let marks = PersonMarks(addresses)
        for part in try SMSPartTable.waiting(&database) {
            guard let json = part.json else {
                sealedAway += 1
                continue
            }
            if marks.stand(in: json) { parts.append(part) }
        }
    }

    var failure: Failure? {
        sealedAway == 0 ? nil : Failure(.configuration, PersonWords.sealedAway(sealedAway))
    }
}

/// A waiting part of a person's SMS, as it is listed.
package struct PersonsPart: Encodable {
    var channel: String
    var externalId: String
    var part: Int
    var arrivedAt: Instant

    init(_ part: WaitingPart) {
        (channel, externalId, self.part) = (part.key.channel, part.key.externalID, part.key.number)
        arrivedAt = part.at
    }

    static func table(_ rows: [PersonsPart]) -> String {
        TextTable(
            [.channel, .id, .received],
            rows.map { [$0.channel, "\($0.externalId) #\($0.part)", IndonesianZone.wib.time($0.arrivedAt)] }
        ).text
    }
}
