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
    /// In groups of four; missing where the submission may be an answer, or is a part of a message.
    var code: String?
    /// With the code it opens the case; missing where that is.
    var secret: String?
    var unread: [Unread]

    init(_ submission: AcceptedSubmission, key: SipHashKey) {
        (channel, externalId) = (submission.channel, submission.externalID)
        // What comes by these channels may answer a question, and is then no case of its own.
        let mayAnswer = ReplyChannel(rawValue: submission.channel) != nil
        if !mayAnswer, submission.part == nil {
            code = TrackingCode(channel: submission.channel, externalID: submission.externalID, key: key).grouped
            secret = FilingSecret(submission, key: key).grouped
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
