import Store

/// Whether each program works by a login of its own that may do its work, and nothing besides.
enum LoginChecks {
    static func findings(_ database: inout Database) throws -> [Finding] {
        let differences = try LoginDifference.all(&database)
        let mighty = try LoginTable.mightyWorkers(&database).map {
            (worker: $0.worker, login: $0.login, isSuperuser: $0.isSuperuser)
        }
        // In a rehearsal one account does everything.
        let isRehearsal = try DeploymentTable.ownCodes(&database).isRehearsal
        return findings(differences, mighty, isRehearsal ? [] : try LoginRights.strangers(&database))
    }

    static func findings(
        _ logins: [LoginDifference], _ mighty: [(worker: String, login: String, isSuperuser: Bool)],
        _ strangers: [LoginStranger]
    ) -> [Finding] {
        findings(logins, mighty)
            + strangers.map {
                .bad(.warning, LoginWords.subject, LoginWords.stranger($0), do: LoginWords.cure($0))
            }
    }

    private static func findings(
        _ logins: [LoginDifference], _ mighty: [(worker: String, login: String, isSuperuser: Bool)]
    ) -> [Finding] {
        let workers = mighty.map { worker in
            Finding.bad(
                worker.isSuperuser ? .error : logins.isEmpty ? .note : .warning, LoginWords.subject,
                (worker.isSuperuser ? LoginWords.superuserWorks : LoginWords.ownerWorks)(worker.worker, worker.login),
                do: logins.isEmpty ? LoginWords.apply : LoginWords.ownLogin)
        }
        guard !logins.isEmpty else {
            return workers.isEmpty
                ? [.bad(.note, LoginWords.subject, LoginWords.none, do: LoginWords.apply)] : workers
        }
        let lines = logins.flatMap { login in
            LoginWords.lines(login).map { line in
                Finding.bad(
                    login.missing.isEmpty ? .warning : .error, LoginWords.subject, line, do: LoginWords.apply)
            }
        }
        return workers + lines + (lines.isEmpty ? [.good(LoginWords.subject, LoginWords.good(logins.count))] : [])
    }
}
