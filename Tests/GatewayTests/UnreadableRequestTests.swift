import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import Faces

/// What is answered where no request could be read.
@Suite struct UnreadableRequestTests {
    private func answer(to error: any Error, amid isOpen: Bool = false) throws -> [HTTPResponsePart] {
        let channel = EmbeddedChannel(handler: UnreadableRequests())
        if isOpen {
            try channel.writeInbound(
                HTTPRequestPart.head(.init(method: .post, scheme: nil, authority: nil, path: "/v1/complaints")))
        }
        channel.pipeline.fireErrorCaught(error)
        channel.pipeline.fireErrorCaught(error)
        var parts: [HTTPResponsePart] = []
        while let part = try channel.readOutbound(as: HTTPResponsePart.self) { parts.append(part) }
        try? channel.throwIfErrorCaught()
        return parts
    }

    @Test(arguments: [
        (HTTPParserError.headerOverflow, 431, "headers_too_large"), (.invalidVersion, 400, "no_http"),
        (.invalidMethod, 400, "no_http"),
    ])
    func `it is said why, once, and the connection ends`(error: HTTPParserError, status: Int, code: String) throws {
        let parts = try answer(to: error)
        guard case .head(let head)? = parts.first, case .body(let body) = parts[1], parts.count == 3 else {
            Issue.record("\(parts)")
            return
        }
        #expect(head.status.code == status && head.headerFields[.connection] == "close")
        #expect(head.headerFields[.contentType] == Problem.contentType)
        #expect(String(buffer: body).contains(#""code":"\#(code)""#))
    }

    @Test func `behind a request it is said once that is answered`() throws {
        let channel = EmbeddedChannel(handler: UnreadableRequests())
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/v1/bodies")
        try channel.writeInbound(HTTPRequestPart.head(head))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
        try channel.writeOutbound(HTTPResponsePart.head(.init(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        var statuses: [Int] = []
        while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
            if case .head(let head) = part { statuses.append(head.status.code) }
        }
        #expect(statuses == [200, 400])
    }

    @Test func `amid a request, and of other faults, nothing is said here`() throws {
        #expect(try answer(to: HTTPParserError.headerOverflow, amid: true).isEmpty)
        #expect(try answer(to: ChannelError.ioOnClosedChannel).isEmpty)
    }
}
