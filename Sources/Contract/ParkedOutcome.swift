package import Complaints

/// What the sender of a message is told that is parked, because it can never be carried out.
package struct ParkedOutcome: Sendable, Equatable {
    package enum Kind: Sendable {
        case submission
        case command

        /// What its sender names it by.
        fileprivate var names: [(field: String, limit: Int)] {
            switch self {
            case .submission:
                [("channel", 32), ("external_id", SubmissionLimits.externalID)]
            case .command: [("id", CaseCommandDecoder.Limits.word)]
            }
        }
    }

    package static let submissionType = "id.lapor.submission.refused.v1"
    package static let commandType = "id.lapor.command.parked.v1"

    private let kind: Kind
    private let name: String
    private let index: Int?
    private let rejection: Rejection
    private let names: [String: String]

    /// - Parameters:
    ///   - name: what the parked message is called.
    ///   - index: its position, when it came with others.
    ///   - bytes: of the entry alone, as far as they are kept.
    package init(_ kind: Kind, name: String, index: Int?, _ rejection: Rejection, in bytes: [UInt8]) {
        self.kind = kind
        self.name = name
        self.index = index
        self.rejection = rejection
        names = Self.names(kind, in: bytes)
    }

    /// Of the event that tells it.
    package var id: String { "parked:\(name)" }

    package func json(at: Instant) -> [UInt8] {
        var data = JSONObject(capacity: 256)
        for (field, _) in kind.names { data.add(field, names[field]) }
        data.add("item", index)
        data.add("error", rejection.code)
        data.add("field", rejection.field)
        data.add("reason", rejection.reason)
        data.add("parked", name)
        let type = kind == .submission ? Self.submissionType : Self.commandType
        return JSONObject.event(id: id, type: type, at: at, data: data.bytes)
    }

    /// By what the sender calls it, as far as that can be read: outside, or in an event's data.
    private static func names(_ kind: Kind, in bytes: [UInt8]) -> [String: String] {
        guard let outer = JSONFields(strictly: bytes) else { return [:] }
        let objects = [outer, (try? outer.optionalObject("data")) ?? nil].compactMap(\.self)
        return kind.names.reduce(into: [:]) { found, name in
            for object in objects where found[name.field] == nil {
                guard let text = (try? object.optionalString(name.field)) ?? nil, !text.isEmpty,
                    text.unicodeScalars.count <= name.limit
                else { continue }
                found[name.field] = text
            }
        }
    }
}
