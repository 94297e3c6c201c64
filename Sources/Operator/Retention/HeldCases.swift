package import Complaints
import Contract
import Store

/// Cases that stay whatever the rules of retention say, the longest first.
package struct HeldCases: ListResult {
    package struct Row: Encodable, Sendable {
        var code: String
        var held: Bool
        var at: Instant
        var actor: String
        var reason: String

        init(_ code: String, _ hold: RetentionHold) {
            self.code = TrackingCode.grouped(code)
            (held, at, actor, reason) = (hold.isHeld, hold.at, hold.actor, hold.reason)
        }
    }

    package let rows: [Row]

    package init() throws {
        var database = try Connections.database()
        rows = try RetentionHoldTable.held(&database).map { Row($0.code, $0.hold) }
    }

    package var text: String {
        TextTable(
            [.caseNumber, .since, .actor, .reason], widest: 60,
            rows.map { [$0.code, IndonesianZone.wib.time($0.at), $0.actor, $0.reason] }
        ).text
    }
}

/// A case that is held, or held no longer.
package struct HeldCase: CommandResult {
    let code: String
    let held: Bool
    /// Whether that is new.
    let changed: Bool

    /// - Parameter text: the tracking code as it was typed.
    /// - Throws: `Failure` when there is no such case.
    package init(_ text: String, isHeld: Bool, by reader: Reader) throws {
        var database = try Connections.database()
        let (code, id) = try TrackedCase.find(text, &database)
        let hold = RetentionHold(
            isHeld: isHeld, at: try StoreClock.now(&database), actor: reader.actor, reason: reader.reason)
        changed = try RetentionHoldTable.note(hold, of: id, &database)
        (self.code, held) = (code, isHeld)
    }

    package var text: String {
        let phrase =
            !held ? RetentionWords.released : changed ? RetentionWords.held : RetentionWords.heldAlready
        return phrase(code).text
    }
}
