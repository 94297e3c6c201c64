import Foundation
package import Hummingbird
import NIOCore

/// Why a request is not answered as it wishes (RFC 9457): a stable code for programs, a sentence for people, the field at fault.
/// It repeats nothing of what was sent.
package struct Problem: Error, Sendable, Equatable {
    package var status: HTTPResponse.Status
    /// Stable, for programs: `field_missing`.
    package var code: String
    /// What is wrong and what to do.
    package var detail: String
    /// Such as `reporter.phone`; nil when no field is at fault.
    package var field: String?
    /// Seconds after which the same may be tried again.
    package var retryAfter: Int?
    /// Methods that there are, of a method that there is not.
    package var allow: String?
    /// Content types that are taken, of one that is not.
    package var accept: String?

    package static let contentType = "application/problem+json"

    package init(
        _ status: HTTPResponse.Status, _ code: String, _ detail: String, field: String? = nil, retryAfter: Int? = nil,
        allow: String? = nil
    ) {
        (self.status, self.code, self.detail, self.field) = (status, code, detail, field)
        (self.retryAfter, self.allow) = (retryAfter, allow)
    }

    package static let notFound = Problem(.notFound, "not_found", "There is nothing at this address.")
    package static let fault = Problem(
        .internalServerError, "fault", "The fault is ours and has been noted. Send the same again later.",
        retryAfter: 30)

    package static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(.methodNotAllowed, "method_not_allowed", "This address answers \(allowed).", allow: allowed)
    }

    package static func tooMany(seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "too_many_requests", "Too many in so short a time: go on after \(seconds) s.",
            retryAfter: seconds)
    }

    /// As it is sent.
    package var response: Response {
        var headers: HTTPFields = [.contentType: Self.contentType]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if let allow { headers[.allow] = allow }
        if let accept { headers[.accept] = accept }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    /// Its body.
    var json: [UInt8] { JSONAnswer.bytes(body) }

    /// As it stands among the results of a batch.
    package var body: Body {
        Body(
            type: "urn:lapor:problem:\(code)", title: status.reasonPhrase, status: status.code, code: code,
            detail: detail, field: field)
    }

    /// Its members.
    package struct Body: Encodable, Sendable {
        var type: String
        var title: String
        var status: Int
        var code: String
        var detail: String
        var field: String?
    }
}

/// Answers that are JSON.
package enum JSONAnswer {
    /// Keys in snake case and in order.
    package static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // Strings, numbers and lists of them have no way to fail.
        return (try? encoder.encode(value)).map { Array($0) } ?? []
    }

    /// - Parameter headers: besides the content type.
    package static func response(
        _ status: HTTPResponse.Status, _ value: some Encodable, headers: HTTPFields = [:]
    ) -> Response {
        response(status, json: bytes(value), headers: headers)
    }

    /// The same of JSON that is there already.
    package static func response(
        _ status: HTTPResponse.Status, json: [UInt8], headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
}
