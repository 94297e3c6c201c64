import Foundation
import Store
import Testing

@testable import Operator

/// What an operator types is read as a channel's.
@Suite struct TypedValuesTests {
    @Test(arguments: [
        "0812-0000-0042 (WA)", "WA: 081200000042", "tel:+62-812-0000-0042", "6281200000042@c.us", "6281200000042.0",
    ]) func `a number as people write it`(phone: String) throws {
        #expect(try values(phone).fields().phone == "+6281200000042")
    }

    @Test(arguments: ["081200000042 / 081300000043", "tidak ada", "8.12E+11"])
    func `what may be another's is refused`(phone: String) {
        #expect(throws: Failure.self) { try values(phone).fields() }
    }

    private func values(_ phone: String) throws -> TypedValues {
        TypedValues(try JSONDecoder().decode(ReporterWords.self, from: Data("{\"phone\":\"\(phone)\"}".utf8)))
    }
}
