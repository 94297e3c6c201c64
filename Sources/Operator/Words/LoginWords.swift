import Store

/// The database's logins and what each may do.
package enum LoginWords {
    static let asTheyMustBe = Phrase(id: "Semua login sesuai.", en: "All logins are as they must be.")
    static let noLogins = Phrase(
        id: "berkas itu tidak menyebut satu pun program yang memakai basis data",
        en: "the file names no program that works with the database")
    static let made = Sentence<String, String>(
        id: "{login}: login baru untuk {program}", en: "{login}: a new login for {program}")
    static let owned = Sentence<String, String>(
        id: "tabel milik {old}; pemiliknya menjadi {owner}, dan {old} anggotanya",
        en: "the tables belong to {old}; {owner} becomes their owner, and {old} a member of it")
    static let notRegistered = Phrase(
        id: "program pemilik login belum tercatat", en: "whose logins they are is not recorded yet")
    static let lacks = Sentence<String, Phrase>(id: "{login}: tidak punya hak {rights}", en: "{login}: lacks {rights}")
    static let excess = Sentence<String, Phrase>(
        id: "{login}: hak berlebih {rights}", en: "{login}: has more than it needs: {rights}")
    static let power = Sentence<String, String>(
        id: "{login}: lebih dari sebuah login: {what}", en: "{login}: is more than a login: {what}")
    static let noMember = Sentence<String>(
        id: "{login}: tidak dapat menjadi pemilik tabel", en: "{login}: cannot become the owner of the tables")
    private static let strangerCan = Sentence<String, Phrase>(
        id: "{login}: {ways}, dan tidak ada di berkas akun",
        en: "{login}: {ways}, and does not stand in the accounts file")
    private static let hasRights = Phrase(id: "mempunyai hak di sini", en: "has rights here")
    private static let hasAttribute = Sentence<String>(id: "mempunyai {attribute}", en: "has {attribute}")
    private static let makesSchemas = Sentence<String>(
        id: "boleh membuat skema di {database}", en: "may make schemas in {database}")
    private static let owns = Sentence<String>(id: "pemilik basis data {database}", en: "owns the database {database}")
    private static let isMember = Sentence<String>(id: "anggota {role}", en: "is a member of {role}")

    static func stranger(_ stranger: LoginStranger) -> Phrase {
        let ways = stranger.ways.map { way in
            switch way {
            case .rights: hasRights
            case .attribute(let attribute): hasAttribute(attribute)
            case .schemas(let database): makesSchemas(database)
            case .owns(let database, _): owns(database)
            case .member(let role): isMember(role)
            }
        }
        return strangerCan(stranger.name, ways.joined(", "))
    }
    static let expelled = Sentence<String>(
        id: "{login}: tidak lagi mempunyai hak di sini", en: "{login}: has no rights here any more")
    static let differ = Sentence<Int>(
        id: "{count} hal berbeda dari berkas itu; 'lapor account database' tanpa --check mengubahnya",
        en:
            "{count} {count:thing differs|things differ} from the file; 'lapor account database' without --check changes that"
    )
    static let mend = Sentence<Phrase, Phrase>(same: "{cause}: {cure}")
    static let standOpen = Sentence<Int>(
        id: "{count} hal terbuka; perbaiki seperti tertulis di sana",
        en: "{count} {count:thing stands|things stand} open; mend {count:it|them} as is said there")
    static let ownerMayLogIn = Sentence<String>(
        id: "pemilik tabel {owner} tidak boleh punya login; pilih peran lain dengan --owner",
        en: "the owner of the tables, {owner}, must not be able to log in; name another role with --owner")
    private static let mayNotGive = Sentence<String>(
        id:
            "login di LAPOR_DATABASE_URL tidak boleh melakukannya ({reason}): panggil dengan superuser, atau dengan login yang punya CREATEROLE dan memiliki tabelnya",
        en:
            "the login in LAPOR_DATABASE_URL may not do that ({reason}): call it by a superuser, or by a login with CREATEROLE that owns the tables"
    )
    private static let noSchema = Phrase(
        id: "basis data belum berisi tabel; jalankan 'lapor migrate'",
        en: "the database has no tables; run 'lapor migrate'")
    private static let superuser = Sentence<String>(
        id: "{login} adalah superuser; beri program itu login tersendiri",
        en: "{login} is a superuser; give the program a login of its own")
    private static let inUse = Sentence<String>(
        id: "{thing} terus dipakai; jalankan lagi saat sepi",
        en: "{thing} is always in use; run this again at a quiet time")

    /// Of so many rights the names are said.
    private static let most = 4

    static func fault(_ fault: LoginKeeper.Fault) -> Phrase {
        switch fault {
        case .noSchema: noSchema
        case .ownerMayLogIn(let owner): ownerMayLogIn(owner)
        case .superuser(let login): superuser(login)
        case .inUse(let thing): inUse(thing)
        case .mayNotGive(let reason): mayNotGive(reason)
        }
    }

    /// What there is to say of a login, a line for each.
    static func lines(_ difference: LoginDifference) -> [Phrase] {
        var lines: [Phrase] = []
        if !difference.missing.isEmpty { lines.append(lacks(difference.login, some(difference.missing))) }
        if !difference.excess.isEmpty { lines.append(excess(difference.login, some(difference.excess))) }
        if !difference.powers.isEmpty {
            lines.append(power(difference.login, difference.powers.joined(separator: ", ")))
        }
        if difference.isNoMember { lines.append(noMember(difference.login)) }
        return lines
    }

    private static func some(_ rights: [LoginRight]) -> Phrase {
        let named = rights.prefix(most).map { Phrase(same: $0.description) }.joined(", ")
        return rights.count > most ? DoctorWords.andMore(named, rights.count - most) : named
    }

    // What the doctor says.

    static let guards = Phrase(id: "penjaga tabel", en: "guards of the tables")
    static let guarded = Phrase(
        id: "pemicu, pemilik, fungsi dan hak sesuai", en: "triggers, owner, functions and grants are as they must be")
    static let subject = Phrase(id: "login basis data", en: "database logins")
    static let none = Phrase(
        id: "semua program memakai pemilik tabel: siapa pun boleh mengubah dan membaca semuanya",
        en: "programs have no logins of their own: each may read and change everything")
    static let apply = Phrase(
        id: "beri login dengan 'lapor account database'; lihat 'Accounts' di docs/operators.md",
        en: "give logins by 'lapor account database'; see 'Accounts' in docs/operators.md")
    static let good = Sentence<Int>(
        id: "{count} login mempunyai hak yang diperlukan, tidak lebih",
        en: "{count} {count:login has|logins have} the rights that they need, and no more")
    private static let expel = Phrase(
        id: "'lapor account database FILE --revoke-others' mencabut hak semua yang tidak ada di berkas",
        en: "'lapor account database FILE --revoke-others' takes the rights of all who do not stand in the file")
    private static let undo = Sentence<String>(id: "cabut dengan '{sql}'", en: "take it with '{sql}'")
    private static let askFirst = Sentence<Phrase>(
        id:
            "tanyakan untuk apa; {cure}. Yang harus tetap ada disebut di berkas akun dengan role known, lalu 'lapor account database FILE'",
        en:
            "ask what for; {cure}. Name what must stay in the accounts file with the role known, then 'lapor account database FILE'"
    )

    static func cure(_ stranger: LoginStranger) -> Phrase {
        let sql = stranger.cures.joined(separator: "; ")
        let cures = (stranger.ways.contains(.rights) ? [expel] : []) + (sql.isEmpty ? [] : [undo(sql)])
        return askFirst(cures.joined("; "))
    }
    static let ownerWorks = Sentence<String, String>(
        id: "{worker} bekerja sebagai {login}, yang boleh segalanya",
        en: "{worker} works as {login}, which may do everything")
    static let superuserWorks = Sentence<String, String>(
        id: "{worker} bekerja sebagai superuser {login}", en: "{worker} works as the superuser {login}")
    static let ownLogin = Phrase(
        id: "beri worker itu login dari programnya di LAPOR_DATABASE_URL, lalu mulai lagi",
        en: "give the worker its program's login in LAPOR_DATABASE_URL, and start it again")
}
