import Complaints

/// Bodies, their officers and their decrees.
enum BodyWords {
    static let noneMeant = Phrase(id: "Tidak ada instansi yang dimaksud.", en: "No body is meant by that.")
    static let officers = Phrase(id: "Pejabat", en: "Officers")
    static let noOfficers = Phrase(
        id: "Tidak ada pejabat sendiri: instansi di atasnya yang menjawab.",
        en: "None of its own: the body above answers.")
    static let noDecrees = Phrase(id: "Belum ada yang dicatat.", en: "None recorded.")
    static let mustBeRenewed = Phrase(
        id: "perlu diperbarui: pejabat berganti", en: "must be renewed: officers changed")
    static let nobodyLags = Phrase(id: "Tidak ada instansi yang tertinggal.", en: "No body lags.")
    static let lateCases = Phrase(id: "laporan terlambat", en: "overdue cases")
    static let nation = Phrase(id: "Nasional", en: "Nation")

    // Lists and the page of one body.

    /// In a list: dormant, lagging, or neither.
    static func standing(dormant: Bool, _ reasons: [String]) -> Phrase {
        guard !reasons.isEmpty || dormant else { return Phrase(same: "-") }
        let why = reasons.joined(separator: ", ")
        return dormant
            ? Phrase(id: "dorman: \(why)", en: "dormant: \(why)") : Phrase(id: "tertinggal: \(why)", en: "lags: \(why)")
    }
    static func dormant(heldAt body: String, _ why: Phrase) -> Phrase {
        Phrase(id: "dorman, laporan ditahan di \(body): \(why.id)", en: "dormant, cases held at \(body): \(why.en)")
    }
    static func reasons(_ reasons: [String], since day: String?) -> Phrase {
        let why = reasons.joined(separator: ", ")
        return day.map { Phrase(id: "\(why) sejak \($0)", en: "\(why) since \($0)") } ?? Phrase(same: why)
    }
    static let canAct = Phrase(id: "dapat bertindak", en: "can act")
    static func lags(_ why: Phrase) -> Phrase {
        Phrase(id: "dapat bertindak, tertinggal: \(why.id)", en: "can act, lags: \(why.en)")
    }

    // What was changed.

    static func imported(added: Int, changed: Int, unchanged: Int) -> Phrase {
        Phrase(
            id: "ditambah \(added), diubah \(changed), tetap \(unchanged)",
            en: "added \(added), changed \(changed), unchanged \(unchanged)")
    }
    static func watched(dormant: Int, asleep: Int, woken: Int, listed: Int) -> Phrase {
        Phrase(
            id: "dorman \(dormant) (baru \(asleep), aktif kembali \(woken)), tercatat \(listed)",
            en: "dormant \(dormant) (fell asleep \(asleep), woke \(woken)), listed \(listed)")
    }
    static func casesHeld(_ held: Int, released: Int, unreadable: Int) -> Phrase {
        Phrase(
            id: "laporan ditahan \(held), dilepas \(released), tidak terbaca \(unreadable)",
            en: "cases held \(held), released \(released), unreadable \(unreadable)")
    }
    static func decree(_ number: String, of day: CivilDate) -> Phrase {
        Phrase(id: "SK \(number) tanggal \(day)", en: "SK \(number) of \(day)")
    }
    static func decree(_ number: String, until day: CivilDate) -> Phrase {
        Phrase(id: "SK \(number) sampai \(day)", en: "SK \(number) until \(day)")
    }
    static func decree(_ number: String, issued day: String, until end: String?) -> Phrase {
        guard let end else { return Phrase(same: "\(number), \(day)") }
        return Phrase(id: "\(number), \(day) s.d. \(end)", en: "\(number), \(day) until \(end)")
    }
    static func officer(_ role: String, from day: CivilDate) -> Phrase {
        Phrase(id: "\(role) mulai \(day)", en: "\(role) from \(day)")
    }
    static func officer(_ id: Int, until day: CivilDate) -> Phrase {
        Phrase(id: "pejabat \(id) sampai \(day)", en: "officer \(id) until \(day)")
    }
    static func contact(of officer: Int) -> Phrase {
        Phrase(id: "alamat pejabat \(officer)", en: "addresses of officer \(officer)")
    }
    static func rule(_ reason: String, _ scope: String, _ effect: String, from day: String) -> Phrase {
        Phrase(
            id: "\(reason) untuk instansi \(scope): \(effect) mulai \(day)",
            en: "\(reason) of \(scope) bodies: \(effect) from \(day) on")
    }

    // What must be done, and what cannot.

    static func decreeOlder(_ number: String, _ day: String) -> Phrase {
        Phrase(
            id: "SK \(number) tanggal \(day) lebih lama dari masa jabatan seorang pejabat: perlu diperbarui",
            en: "SK \(number) of \(day) is older than an officer's term: it must be renewed")
    }
    static func hasDecree(_ body: String, _ number: String) -> Phrase {
        Phrase(id: "\(body) sudah mempunyai SK \(number)", en: "\(body) has a decree \(number) already")
    }
    static func noDecree(_ body: String, _ number: String, issuedBy day: CivilDate) -> Phrase {
        Phrase(
            id: "\(body) tidak mempunyai SK \(number) yang ditetapkan paling lambat \(day) dan belum diakhiri",
            en: "\(body) has no decree \(number) that was issued by \(day) and not ended before")
    }
    static func inOffice(at body: String, since day: CivilDate) -> Phrase {
        Phrase(
            id: "nama itu menjabat di \(body) sejak \(day); akhiri dahulu masa itu, atau pakai 'officer contact'",
            en: "that name is in office at \(body) since \(day); end that term first, or use 'officer contact'")
    }
    static func noOfficer(_ body: String, _ id: Int) -> Phrase {
        Phrase(id: "\(body) tidak mempunyai pejabat \(id)", en: "\(body) has no officer \(id)")
    }
    static func noTerm(_ body: String, _ id: Int, beyond day: CivilDate) -> Phrase {
        Phrase(
            id: "\(body) tidak mempunyai pejabat \(id) yang masa jabatannya melewati \(day)",
            en: "\(body) has no officer \(id) whose term goes beyond \(day)")
    }
    static func endBeforeStart(_ end: CivilDate, _ start: CivilDate) -> Phrase {
        Phrase(id: "--to \(end) sebelum --from \(start)", en: "--to \(end) is before --from \(start)")
    }

    /// As the coaching report says it.
    static func why(_ reasons: [StandingReason], dormant: Bool) -> Phrase {
        let phrases = reasons.isEmpty ? [lateCases] : reasons.map(why)
        let all = Phrase(
            id: phrases.map(\.id).joined(separator: ", "), en: phrases.map(\.en).joined(separator: ", "))
        return dormant ? Phrase(id: "DORMAN: \(all.id)", en: "DORMANT: \(all.en)") : all
    }
    private static func why(_ reason: StandingReason) -> Phrase {
        let english =
            switch reason {
            case .noOfficer: "no pejabat penghubung"
            case .decreeMissing: "no SK Tim Pengelola yet"
            case .decreeExpired: "its SK Tim Pengelola has ended"
            case .decreeOutdated: "its SK Tim Pengelola must be renewed: officers changed"
            case .contactBounces: "notices to its pejabat penghubung fail"
            case .inactive: "cases wait and nothing is done"
            }
        return Phrase(id: reason.officialText, en: english)
    }
}
