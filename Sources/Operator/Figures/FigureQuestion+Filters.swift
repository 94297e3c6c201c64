import Complaints
package import Figures
package import Postgres

extension FigureQuestion {
    /// Which cases alone are counted, for readers.
    var filters: [String] {
        var parts: [String] = []
        if let region { parts.append("Wilayah \(region)") }
        if let body { parts.append("Instansi \(body)") }
        if from != nil || to != nil {
            parts.append("\(from?.description ?? "awal") sampai \(to?.description ?? "kini")")
        }
        return parts
    }

    /// Checks what it refers to: zeros of a region or body that does not exist would mislead.
    ///
    /// - Throws: `PostgresError`, `Failure` `badData` or `notFound`.
    package func check(_ database: inout PostgresConnection) throws {
        if let region { try database.checkRegion(region) }
        if let body { _ = try database.nameOfBody(body) }
    }
}
