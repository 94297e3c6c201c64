import Complaints
import Foundation
import Postgres
import Sealing
import Synchronization
import TestKit
import Testing

@testable import Store

extension Live {
    /// Whose keys a store's are, known without them.
    @Suite final class KeyRegisterTests: SeedTest {
        private func keys(_ codes: KeyFile, _ search: KeyFile = KeyFile(new: .search)) -> CaseKeys {
            CaseKeys(search: search.searchKey, codes: codes.codeKeys)
        }

        @Test("of several that begin at once with other files one is taken, and the others are told")
        func race() throws {
            let all = (0..<6).map { _ in keys(KeyFile(new: .codes)) }
            let taken = Mutex<[Int]>([])
            let url = url
            DispatchQueue.concurrentPerform(iterations: all.count) { number in
                guard var session = try? PostgresConnection(to: url),
                    let fault = try? KeyRegister.faultAtStart(of: all[number], &session)
                else { return taken.withLock { $0.append(number) } }
                if fault != .otherSearchKey { taken.withLock { $0.append(-1) } }
            }
            let first = try #require(taken.withLock { $0 }.first)
            #expect(taken.withLock { $0 } == [first] && first >= 0)
            #expect(try KeyRegister.fault(of: all[first], &connection) == nil)
            #expect(try KeyRegister.fault(of: all[(first + 1) % 6], &connection) == .otherSearchKey)
        }

        @Test("nobody has begun: nothing is foreign; a worker without such keys says nothing of them")
        func unused() throws {
            #expect(try KeyRegister.fault(of: keys(KeyFile(new: .codes)), &connection) == nil)
            #expect(try KeyRegister.faultAtStart(of: CaseKeys(words: TestKeys.all.words), &connection) == nil)
            #expect(try KeyRegister.fault(of: keys(KeyFile(new: .codes)), &connection) == nil)
        }

        @Test("a key of codes comes to the front, and who lacks one that has made codes is told")
        func codes() throws {
            let (search, first) = (KeyFile(new: .search), KeyFile(new: .codes))
            let grown = first.grown
            let used = try #require(grown.ids.last.flatMap(grown.using))
            func fault(_ file: KeyFile) throws -> KeyFault? {
                try KeyRegister.fault(of: keys(file, search), &connection)
            }
            #expect(try KeyRegister.faultAtStart(of: keys(first, search), &connection) == nil)
            #expect(try fault(grown) == nil && fault(used) == .otherCodes && fault(KeyFile(new: .codes)) == .otherCodes)
            try KeyRegister.note(codes: [grown, used].compactMap { $0.codeKeys?.newest }, &connection)
            #expect(try fault(grown) == nil && fault(used) == nil && fault(first) == .lacksCodes)
            // The store's own key, taken out of it: every program must have it in its file.
            let own = try #require(try DeploymentTable.ownCodes(&connection).key)
            try DeploymentTable.dropOwnCodes(noting: [own], &connection)
            #expect(try fault(used) == .lacksCodes && fault(used.adopting(own)) == nil)
        }

        @Test("a key that is taken over before anybody has begun shuts out nobody")
        func adopted() throws {
            let (search, first) = (KeyFile(new: .search), KeyFile(new: .codes))
            let own = try #require(try DeploymentTable.ownCodes(&connection).key)
            let file = first.adopting(own)
            try DeploymentTable.dropOwnCodes(
                noting: [file.codeKeys?.newest, own].compactMap(\.self), &connection)
            #expect(try KeyRegister.faultAtStart(of: keys(file, search), &connection) == nil)
            #expect(try KeyRegister.fault(of: keys(first, search), &connection) == .lacksCodes)
        }

        @Test("a store for rehearsal works by its own codes, whatever files there are")
        func rehearsal() throws {
            try DeploymentTable.makeRehearsal(&connection)
            for _ in 0..<2 {
                #expect(try KeyRegister.faultAtStart(of: keys(KeyFile(new: .codes)), &connection) == nil)
            }
        }

        @Test("nobody begins to seal under a key that was dropped, until it is brought back")
        func dropped() throws {
            let old = KeyFile(new: .words)
            let key = LoadedKey(kind: .words, id: old.ids[0])
            func fault(_ file: KeyFile?) throws -> KeyFault? {
                try KeyRegister.fault(of: CaseKeys(words: file?.ring), &connection)
            }
            try KeyRegister.drop([key], by: "uji", &connection)
            try KeyRegister.drop([key], by: "uji", &connection)
            #expect(try fault(old) == .dropped(key) && fault(KeyFile(new: .words)) == nil)
            #expect(try KeyRegister.fault(of: CaseKeys(identity: old.ring), &connection) == nil)
            try KeyRegister.restore([key], &connection)
            #expect(try fault(old) == nil)
        }

        @Test("transactions of others that have begun are seen until they end, those of other stores never")
        func transactions() throws {
            let other = try PostgresConnection(to: url)
            #expect(try OpenTransactions.ofOthers(&connection).isEmpty)
            try other.run("BEGIN; SELECT 1 FROM complaint")
            let open = try OpenTransactions.ofOthers(&connection)
            #expect(open.count == 1)
            try other.run("COMMIT")
            #expect(try OpenTransactions.ofOthers(&connection).isEmpty)
            try other.run("BEGIN; SELECT 1")
            #expect(try open.isDisjoint(with: OpenTransactions.ofOthers(&connection)))
        }
    }
}
