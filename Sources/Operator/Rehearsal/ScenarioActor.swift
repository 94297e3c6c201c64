import Complaints
import Contract

extension Scenario.CommandLineAct {
    /// Who gives the command: `{"role":"officer","id":…,"body":…}`, the name of a role, or the name of an account in the role
    /// usual for the command; left out, the usual role.
    ///
    /// - Throws: `Failure` `badData` naming the line.
    func actor(line: Int) throws -> CaseActor {
        switch members["actor"] {
        case nil: return CaseActor(name.usualRole, id: name.usualRole.rawValue)
        case let word as String:
            if let role = CaseRole(spelled: word) {
                return CaseActor(try person(role, line), id: CaseCommandDecoder.isAccount(word) ? word : role.rawValue)
            }
            return CaseActor(name.usualRole, id: try account(word, line))
        case let object as [String: Any]:
            let role = try object["role"].map { try person(($0 as? String).flatMap { CaseRole(spelled: $0) }, line) }
            let known = role ?? name.usualRole
            let id = try (object["id"] as? String).map { try account($0, line) } ?? known.rawValue
            return CaseActor(known, id: id, body: object["body"] as? String)
        default: throw Failure(.badData, RehearsalWords.line(line, RehearsalWords.badActor))
        }
    }

    /// The workers' own role is nobody else's.
    private func person(_ role: CaseRole?, _ line: Int) throws -> CaseRole {
        guard let role, role != .system else {
            throw Failure(.badData, RehearsalWords.line(line, RehearsalWords.badActor))
        }
        return role
    }

    private func account(_ name: String, _ line: Int) throws -> String {
        guard CaseCommandDecoder.isAccount(name) else {
            throw Failure(.badData, RehearsalWords.line(line, RehearsalWords.badActor))
        }
        return name
    }
}
