import Complaints
import Figures
import Store

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
    /// - Throws: `Failure` `badData` or `notFound`, and the errors of the database.
    func check(_ database: inout Database) throws {
        if let region { try database.checkRegion(region) }
        if let body { try database.checkBody(body) }
    }
}
