import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers what is no HTTP, and what has more headers than are read. The server below would say nothing of why.
final class UnreadableRequests: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// For who reads the answer while they still send.
    private static let grace = TimeAmount.seconds(1)
    /// Requests that are not answered yet.
    private var open = 0
    /// Whether more of the last one is to come.
    private var isReading = false
    private var isOver = false
    /// What is said once the requests before are answered.
    private var last: Problem?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head: (open, isReading) = (open + 1, true)
        case .body: break
        case .end: isReading = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = Self.unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd else { return }
        open -= 1
        guard open == 0, let last else { return }
        self.last = nil
        answer(last, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver else { return }
        // Amid a request its own answer tells.
        guard !isReading, let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        isOver = true
        let problem: Problem = error == .headerOverflow ? .headersTooLarge : .noHTTP
        if open == 0 { answer(problem, context) } else { last = problem }
    }

    private func answer(_ problem: Problem, _ context: ChannelHandlerContext) {
        let body = problem.json
        let head = HTTPResponse(
            status: problem.status,
            headerFields: [
                .contentType: Problem.contentType, .contentLength: String(body.count), .connection: "close",
                .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ])
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.grace) { channel.close(promise: nil) }
    }
}

extension Problem {
    fileprivate static let headersTooLarge = Problem(
        .requestHeaderFieldsTooLarge, "headers_too_large",
        "Headers must have at most 16 KiB, each of them 8 KiB, and there may be 64.")
    fileprivate static let noHTTP = Problem(.badRequest, "no_http", "This is no request of HTTP/1.1.")
}
