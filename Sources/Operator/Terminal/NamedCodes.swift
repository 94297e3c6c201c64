import Store

extension Database {
    /// Checks that a body which an operator has named is there.
    ///
    /// - Throws: `Failure` `notFound`, and the errors of the database.
    mutating func checkBody(_ code: String) throws {
        guard try BodyTable.name(of: code, &self) != nil else {
            throw Failure(.notFound, CommonWords.noBody(code))
        }
    }

    /// Checks that a region which an operator has named is there.
    ///
    /// - Throws: `Failure` `badData`, and the errors of the database.
    mutating func checkRegion(_ code: String) throws {
        guard try RegionTable.contains(code, &self) else { throw Failure(.badData, CommonWords.noRegion(code)) }
    }
}
