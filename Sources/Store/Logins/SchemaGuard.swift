package import Postgres
package import Shared

/// What keeps the store's tables from being changed or read past the programs, and stands open: somebody who may do everything has
/// left it so, or an attacker has.
package enum SchemaFault: Sendable, Equatable {
    /// A trigger that refuses changes does not look, or no longer refuses any.
    case triggerOff(String, table: String)
    /// One that looks at some changes only; with the statement that makes it anew.
    case triggerNarrowed(String, table: String)
    /// An append-only table has none.
    case triggerMissing(table: String)
    /// A trigger of an append-only table that is none of ours: it can take away what was written.
    case strangeTrigger(String, table: String)
    /// A rule of such a table: what is written may never come there.
    case strangeRule(String, table: String)
    /// Policies hide rows of such a table, or refuse them.
    case rowsHidden(table: String)
    /// A function of these triggers has another body; with the statement that makes it anew.
    case functionReplaced(String, statement: String)
    /// Triggers are left out for everybody, or for whom a setting of theirs says so.
    case triggersSkipped
    /// The owner of the tables, although programs have logins of their own.
    case ownerMayLogIn(String)
    /// A function that works with its owner's rights, and is none of lapor's.
    case strangeFunction(String)
    /// What everybody may do.
    case grantedToAll(LoginRight)
    /// Tables to come will be somebody's too; with the statement that takes that back.
    case givesAway(to: String, String)
}

/// Looks at what guards the tables.
package enum SchemaGuard {
    /// Tables whose rows nobody changes or removes.
    static let appendOnly = [
        "anchor", "channel_account_action", "channel_key_action", "contact_action", "erasure", "issuer_action",
        "journal",
        "parked_action", "reading", "reconciliation", "retention_hold", "retention_rule_set", "rule_set",
        "webhook_action",
    ]

    /// What stands open; nothing where there are no tables.
    package static func faults(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        guard let place = try SchemaPlace.look(&connection) else { return [] }
        let logins = try LoginTable.all(&connection).map(\.name)
        return try GuardTriggers(of: appendOnly).faults(&connection) + skipped(&connection)
            + owner(place, logins, &connection) + GivenAway(to: logins).faults(&connection) + grants(&connection)
    }

    private static func skipped(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let isSkipped = try connection.execute(
            "triggers skipped",
            """
            SELECT current_setting('session_replication_role') <> 'origin' OR EXISTS (
                SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS said
                WHERE said LIKE 'session_replication_role=%' AND said <> 'session_replication_role=origin') AS skipped
            """)[0].boolean("skipped")
        return isSkipped ? [.triggersSkipped] : []
    }

    private static func owner(
        _ place: SchemaPlace, _ logins: [String], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [SchemaFault] {
        guard !logins.isEmpty else { return [] }
        let power = try LoginTable.powers(of: [place.owner], &connection)[place.owner]
        return power?.mayLogIn == true ? [.ownerMayLogIn(place.owner)] : []
    }

    private static func grants(_ connection: inout PostgresConnection) throws(PostgresError) -> [SchemaFault] {
        let toAll = try LoginRights.present(["PUBLIC"], &connection)["PUBLIC"] ?? []
        return toAll.sorted().map { .grantedToAll($0) }
    }
}

extension Remedy {
    /// What to do about something that stands open.
    package init(_ fault: SchemaFault) {
        switch fault {
        case .triggerOff(let trigger, let table):
            self.init(
                "trigger \(trigger) of table \(table) keeps nobody from changing rows",
                "switch it on again with 'ALTER TABLE \(table) ENABLE TRIGGER \(trigger)', then 'lapor reconcile'")
        case .triggerMissing(let table):
            self.init(
                "table \(table) has lost a trigger that keeps rows as they are",
                "make it as its migration does, then 'lapor reconcile'")
        case .triggerNarrowed(let statement, let table):
            self.init(
                "a trigger of table \(table) looks at some changes only",
                "make it anew as the owner, '\(statement)', then 'lapor reconcile'")
        case .strangeTrigger(let trigger, let table):
            self.init(
                "trigger \(trigger) of table \(table) is none of lapor's and can take away what is written",
                "ask who made it, and 'DROP TRIGGER \(trigger) ON \(table)', then 'lapor reconcile'")
        case .strangeRule(let rule, let table):
            self.init(
                "rule \(rule) of table \(table) can keep what is written from it",
                "ask who made it, and 'DROP RULE \(rule) ON \(table)', then 'lapor reconcile'")
        case .rowsHidden(let table):
            self.init(
                "policies can hide rows of table \(table)",
                "ask who made them, and 'ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY'")
        case .functionReplaced(let name, let statement):
            self.init(
                "function \(name), which keeps rows as they are, is another than its migration makes",
                "make it anew as the owner, '\(statement)', then 'lapor reconcile'")
        case .triggersSkipped:
            self.init(
                "triggers are left out (session_replication_role)",
                "reset it with 'ALTER ROLE … RESET session_replication_role', then 'lapor reconcile'")
        case .ownerMayLogIn(let owner):
            self.init("the owner of the tables, \(owner), may log in", "take it with 'ALTER ROLE \(owner) NOLOGIN'")
        case .strangeFunction(let name):
            self.init(
                "function \(name) works with its owner's rights and is none of lapor's",
                "ask who made it, and 'DROP FUNCTION \(name)'")
        case .grantedToAll(let right):
            self.init(
                "everybody may do this: \(right)", "take it with 'REVOKE … FROM PUBLIC', and ask who gave it")
        case .givesAway(let login, let statement):
            self.init(
                "what is made in the schema from now on is \(login)'s as well", "ask who said so, and '\(statement)'")
        }
    }
}
