package import Hummingbird

/// What is answered at an address by a method.
package struct Endpoint: Sendable {
    package let method: HTTPRequest.Method
    /// Such as `/v1/complaints/{code}`.
    package let path: String
    package let answer: @Sendable (Request, FaceContext) async throws -> Response

    package init(
        _ method: HTTPRequest.Method, _ path: String,
        answer: @escaping @Sendable (Request, FaceContext) async throws -> Response
    ) {
        (self.method, self.path, self.answer) = (method, path, answer)
    }

    /// Whether `path` is one of this address.
    func isAt(_ path: some StringProtocol) -> Bool {
        let (named, asked) = (Self.parts(self.path), Self.parts(path))
        return named.count == asked.count
            && zip(named, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    private static func parts(_ path: some StringProtocol) -> [Substring] {
        String(path).split(separator: "/")
    }
}

extension [Endpoint] {
    /// The address of a request as it stands in the contract, for metrics: no request can make up a name of its own.
    func route(of path: String) -> String { first { $0.isAt(path) }?.path ?? "other" }

    /// The methods that an address has; nil where nothing is.
    func methods(at path: String) -> String? {
        // What stands there in letters is no example of what stands there in braces.
        let literal = filter { $0.path == path }
        let there = literal.isEmpty ? filter { $0.isAt(path) } : literal
        let methods = there.flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
        return methods.isEmpty ? nil : methods.sorted().joined(separator: ", ")
    }
}
