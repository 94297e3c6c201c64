package import Hummingbird
import NIOCore

/// Bodies have an end in bytes and in time: the server below closes who is silent, but not who drips.
package struct BodyDeadline: Sendable {
    private let duration: Duration

    /// - Parameter duration: in which a body must be there.
    package init(_ duration: Duration = .seconds(10)) { self.duration = duration }

    /// The whole body of a request.
    ///
    /// - Parameter bytes: how long it may be.
    /// - Throws: `Problem` 400, 408, 413.
    package func body(of request: Request, _ context: FaceContext, upTo bytes: Int) async throws -> [UInt8] {
        if let said = request.headers[.contentLength].flatMap({ Int($0) }), said > bytes {
            throw Self.tooLarge(bytes)
        }
        let (body, duration) = (request.body, duration)
        let whole = try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
            group.addTask { try await Self.collect(body, upTo: bytes) }
            group.addTask {
                try await Task.sleep(for: duration)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let whole else { throw Self.tooSlow }
        context.arrival.noteWhole()
        return Array(buffer: whole)
    }

    private static func collect(_ body: RequestBody, upTo bytes: Int) async throws -> ByteBuffer {
        do {
            return try await body.collect(upTo: bytes)
        } catch is NIOTooManyBytesError {
            throw tooLarge(bytes)
        } catch {
            // Whoever sends has gone, or does not speak HTTP: nobody here need look into that.
            throw incomplete
        }
    }

    private static func tooLarge(_ bytes: Int) -> Problem {
        Problem(.contentTooLarge, "body_too_large", "the body must be at most \(bytes) bytes")
    }

    private static let incomplete = Problem(
        .badRequest, "body_incomplete", "The body ended before all of it had come: send it again.")

    private static let tooSlow = Problem(
        .requestTimeout, "body_too_slow", "The body did not come in time: send it again.", retryAfter: 1)
}
