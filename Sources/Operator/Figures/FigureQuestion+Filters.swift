import Complaints
import Figures
import Store

extension FigureQuestion {
    /// Which cases alone are counted, for readers.
    var filters: [Phrase] {
        var parts: [Phrase] = []
        if let region { parts.append(FigureWords.region(region)) }
        if let body { parts.append(FigureWords.body(body)) }
        if from != nil || to != nil {
            parts.append(FigureWords.days(from: from?.description, to: to?.description))
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
