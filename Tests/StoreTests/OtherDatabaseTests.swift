import Foundation
import Postgres
import Store
import TestKit
import Testing

extension Live {
    /// Another database of the same server, by whatever address that is known.
    @Suite struct OtherDatabaseTests {
        @Test func `it is the one that was named, and everything else stays`() throws {
            let known = try TestStack.required().database
            try TestDatabase.with { url in
                let name = String(try #require(URLComponents(string: url)).path.dropFirst())
                for address in [known, known + (known.contains("?") ? "&" : "?") + "application_name=a%2Fb%3Fc"] {
                    let other = DatabaseAddress.other(name, than: address)
                    let found = try PostgresConnection(to: other).run("SELECT current_database() AS name")
                    #expect(found[0].text("name") == name)
                }
            }
        }
    }
}
