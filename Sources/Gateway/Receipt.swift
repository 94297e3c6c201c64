import Complaints
import Contract
import Faces
import Hummingbird

/// What is told of a submission that was taken.
struct Receipt: Encodable, Sendable, Equatable {
    /// An optional field that was kept as it was sent, because nobody could read it.
    struct Unread: Encodable, Sendable, Equatable {
        var field: String
        var code: String
        var detail: String
    }

    var channel: String
    var externalId: String
    /// In groups of four; missing where the submission may be an answer, is a part of a message, or nobody knows.
    var code: String?
    /// With the code it opens the case, and proves who reported; missing where none was told.
    var secret: String?
    var unread: [Unread]

    init(_ submission: AcceptedSubmission, _ told: ToldCodes.Told) {
        (channel, externalId) = (submission.channel, submission.externalID)
        switch told {
        case .by(let key) where submission.hasCode:
            code = TrackingCode(channel: submission.channel, externalID: submission.externalID, key: key).grouped
            secret = FilingSecret(submission, key: key).grouped
        case .stored(let stored): code = stored.grouped
        case .by, .nobodyKnows, .reused: break
        }
        unread = submission.unread.map {
            Unread(field: $0.field, code: $0.rejection.code, detail: $0.rejection.reason)
        }
    }
}

extension Problem {
    /// Why a submission cannot be taken, in intake's own words.
    init(_ rejection: Rejection) {
        let status: HTTPResponse.Status =
            switch rejection.code {
            case "content_type_unsupported", "content_encoding_unsupported": .unsupportedMediaType
            case "body_too_large": .contentTooLarge
            case "body_empty", "encoding_not_utf8", "json_invalid": .badRequest
            case Rejection.externalIDReused.code: .conflict
            default: .unprocessableContent
            }
        self.init(status, rejection.code, rejection.reason, field: rejection.field)
    }
}
