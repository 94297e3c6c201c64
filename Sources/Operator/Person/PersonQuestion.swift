package import Complaints
import Contract
import Foundation
import Store

/// Who is asked about, by what they are known by, and who asks and why. Numbers and addresses stand in files or come from standard
/// input: what a process is called with, everybody on the machine can read.
package struct PersonQuestion: Sendable {
    private let addresses: [PersonAddress]
    let reader: Reader

    /// - Throws: `Failure` `badData` when a file holds no number or no address.
    package init(phoneFile: String?, emailFile: String?, for reader: Reader) throws {
        var addresses: [PersonAddress] = []
        if let phoneFile {
            addresses.append(.phone(try CaseList.number(try TypedText.line(phoneFile)).e164))
        }
        if let emailFile { addresses.append(.email(try Self.email(try TypedText.line(emailFile)))) }
        self.addresses = addresses
        self.reader = reader
    }

    static func email(_ text: String) throws(Failure) -> String {
        guard let email = WrittenEmail(text).address?.text else { throw Failure(.badData, PersonWords.notEmail) }
        return email
    }

    /// The person's cases, and messages of theirs that are parked; that somebody looked is stored before.
    ///
    /// - Throws: `Failure` `notFound` when there is neither; what `PersonParked` throws.
    func all(_ database: inout Database) throws -> (cases: [ComplaintID], parked: PersonParked) {
        let now = try StoreClock.now(&database)
        let cases = try PersonTables.cases(of: addresses, by: reader, at: now, &database)
        let parked = try PersonParked(of: addresses, &database)
        guard !cases.isEmpty || !parked.messages.isEmpty else {
            throw parked.failure ?? Failure(.notFound, PersonWords.nobody)
        }
        return (cases, parked)
    }

    /// The cases of the person; that somebody looked is stored before.
    ///
    /// - Throws: `Failure` `notFound` when there are none.
    func cases(_ database: inout Database) throws -> [ComplaintID] {
        let now = try StoreClock.now(&database)
        let found = try PersonTables.cases(of: addresses, by: reader, at: now, &database)
        guard !found.isEmpty else { throw Failure(.notFound, PersonWords.nobody) }
        return found
    }
}
