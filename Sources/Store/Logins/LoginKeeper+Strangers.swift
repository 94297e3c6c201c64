package import Postgres

extension LoginKeeper {
    /// Who else can do something here.
    package mutating func strangers() throws(PostgresError) -> [LoginStranger] {
        let me = try connection.execute("who am I", "SELECT current_user::text AS name")[0].text("name")
        return try LoginRights.strangers(of: logins.map(\.name), owner, besides: known.union([me]), &connection)
    }

    /// Takes all rights here from somebody who has no program, and the roles that are lapor's or whose rights are to every table.
    /// What they may do on the whole server stays: it may be another database's business.
    package mutating func expel(_ stranger: LoginStranger) throws(PostgresError) {
        guard let place = try SchemaPlace.look(&connection) else { return }
        let name = stranger.name == "PUBLIC" ? stranger.name : quoted(stranger.name)
        let roles = Set(logins.map(\.name) + [owner] + LoginRights.mighty)
        for way in stranger.ways {
            if case .member(let role) = way, roles.contains(role) {
                try connection.run("REVOKE \(quoted(role)) FROM \(name)")
            }
        }
        try connection.run("REVOKE CREATE ON SCHEMA \(place.schema) FROM \(name)")
        let owner = owner
        try connection.transaction { connection throws(PostgresError) in
            try connection.run("SET LOCAL ROLE \(quoted(owner))")
            try connection.run(
                """
                REVOKE ALL ON ALL TABLES IN SCHEMA \(place.schema) FROM \(name);
                REVOKE ALL ON ALL SEQUENCES IN SCHEMA \(place.schema) FROM \(name)
                """)
            // What everybody may call by PostgreSQL's own rules all programs call.
            guard stranger.name != "PUBLIC" else { return }
            try connection.run("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(place.schema) FROM \(name)")
        }
    }
}

extension LoginStranger {
    /// The statements that make it none, but for what it has been given by name: that 'lapor account database --revoke-others' takes.
    package var cures: [String] {
        let name = name == "PUBLIC" ? name : quoted(name)
        return ways.compactMap { way in
            switch way {
            case .rights: nil
            case .attribute(let attribute): "ALTER ROLE \(name) NO\(attribute)"
            case .schemas(let database): "REVOKE CREATE ON DATABASE \(quoted(database)) FROM \(name)"
            case .owns(let database, let owner): "ALTER DATABASE \(quoted(database)) OWNER TO \(quoted(owner))"
            case .member(let role): "REVOKE \(quoted(role)) FROM \(name)"
            }
        }
    }
}
