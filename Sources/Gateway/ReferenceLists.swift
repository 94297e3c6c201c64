import Faces
import Foundation
import Hummingbird
import Postgres
import Store

/// What reports may name: bodies, categories and regions, as they were when they last changed. No person stands in them.
struct ReferenceLists: Sendable, Equatable {
    /// Grows with every change.
    let version: Int
    private let rows: [ReferenceList: [ReferenceList.Row]]

    init(version: Int, _ rows: [ReferenceList: [ReferenceList.Row]]) { (self.version, self.rows) = (version, rows) }

    /// As the store has them; nil when nothing has changed since `known`.
    static func read(
        since known: Int?, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> ReferenceLists? {
        let version = try ReferenceTables.version(&connection)
        guard version != known else { return nil }
        var rows: [ReferenceList: [ReferenceList.Row]] = [:]
        for name in ReferenceList.allCases { rows[name] = try name.rows(&connection) }
        return ReferenceLists(version: version, rows)
    }

    /// A JSON object with those below `parent`, or all of them.
    func json(_ name: ReferenceList, below parent: String?) -> [UInt8] {
        let chosen = (rows[name] ?? []).filter { parent == nil || $0.parent == parent }
        return Array(#"{"version":\#(version),"items":["#.utf8)
            + chosen.map(\.json).joined(separator: [UInt8(ascii: ",")]) + Array("]}".utf8)
    }

    /// Changes whenever the list does.
    var tag: String { "\"\(version)\"" }
}

/// Shows the lists, also while the store is away.
struct Catalogue: Sendable {
    let authority: Authority
    let lists: Latest<ReferenceLists>

    /// Those of one name, below the `parent` that the request names.
    func show(_ name: ReferenceList, _ request: Request, _ context: FaceContext) throws -> Response {
        try authority.limit(request, context)
        guard let lists = lists.current else { throw Problem.notReady }
        let headers: HTTPFields = [.eTag: lists.tag, .cacheControl: "public, max-age=60"]
        guard !request.knows(lists.tag) else { return Response(status: .notModified, headers: headers) }
        let parent = request.uri.queryParameters["parent"].map(String.init)
        return JSONAnswer.response(.ok, json: lists.json(name, below: parent), headers: headers)
    }

    /// All that there is, for machines (OpenAPI 3.1).
    func contract(_ request: Request, _ context: FaceContext) throws -> Response {
        try authority.limit(request, context)
        guard let text = Self.openAPI else { throw Problem.fault }
        return Response(
            status: .ok, headers: [.contentType: "application/yaml", .cacheControl: "public, max-age=60"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
    }

    static let openAPI = Bundle.module.url(forResource: "openapi", withExtension: "yaml")
        .flatMap { try? Data(contentsOf: $0) }.map { Array($0) }
}
