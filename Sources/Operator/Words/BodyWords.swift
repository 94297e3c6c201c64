import Complaints

/// Bodies, their officers and their decrees.
enum BodyWords {
    static let noneMeant = Phrase(id: "Tidak ada instansi yang dimaksud.", en: "No body is meant by that.")
    static let officers = Phrase(id: "Pejabat", en: "Officers")
    static let noOfficers = Phrase(
        id: "Tidak ada pejabat sendiri: instansi di atasnya yang menjawab.",
        en: "None of its own: the body above answers.")
    static let noDecrees = Phrase(id: "Belum ada yang dicatat.", en: "None recorded.")
    static let mustBeRenewed = Phrase(id: "perlu diperbarui: pejabat berganti", en: "must be renewed: officers changed")
    static let nobodyLags = Phrase(id: "Tidak ada instansi yang tertinggal.", en: "No body lags.")
    static let lateCases = Phrase(id: "laporan terlambat", en: "overdue cases")
    static let nation = Phrase(id: "Nasional", en: "Nation")

    // Lists and the page of one body.

    private static let dormantIn = Sentence<Phrase>(id: "dorman: {why}", en: "dormant: {why}")
    private static let lagsIn = Sentence<Phrase>(id: "tertinggal: {why}", en: "lags: {why}")

    /// In a list: dormant, lagging, or neither.
    static func standing(dormant: Bool, _ reasons: [String]) -> Phrase {
        guard !reasons.isEmpty || dormant else { return Phrase(same: "-") }
        let why = phrases(reasons).joined(", ")
        return dormant ? dormantIn(why) : lagsIn(why)
    }
    static let dormant = Sentence<String, Phrase>(
        id: "dorman, laporan ditahan di {body}: {why}", en: "dormant, cases held at {body}: {why}")
    static func reasons(_ reasons: [String], since day: String?) -> Phrase {
        let why = phrases(reasons).joined(", ")
        return day.map { sinceDay(why, $0) } ?? why
    }
    private static let sinceDay = Sentence<Phrase, String>(id: "{why} sejak {day}", en: "{why} since {day}")
    /// Of the words that the store keeps; one of a newer program stays as it is.
    private static func phrases(_ reasons: [String]) -> [Phrase] {
        reasons.map { StandingReason(rawValue: $0).map(why) ?? Phrase(same: $0) }
    }
    static let canAct = Phrase(id: "dapat bertindak", en: "can act")
    static let lags = Sentence<Phrase>(id: "dapat bertindak, tertinggal: {why}", en: "can act, lags: {why}")

    // What was changed.

    static let imported = Sentence<Int, Int, Int>(
        id: "ditambah {added}, diubah {changed}, tetap {unchanged}",
        en: "added {added}, changed {changed}, unchanged {unchanged}")
    static let watched = Sentence<Int, Int, Int, Int>(
        id: "dorman {dormant} (baru {asleep}, aktif kembali {woken}), tercatat {listed}",
        en: "dormant {dormant} (fell asleep {asleep}, woke {woken}), listed {listed}")
    static let casesHeld = Sentence<Int, Int, Int>(
        id: "laporan ditahan {held}, dilepas {released}, tidak terbaca {unreadable}",
        en: "cases held {held}, released {released}, unreadable {unreadable}")
    static let newDecree = Sentence<String, CivilDate>(id: "SK {number} tanggal {day}", en: "SK {number} of {day}")
    static let endedDecree = Sentence<String, CivilDate>(id: "SK {number} sampai {day}", en: "SK {number} until {day}")
    static func decree(_ number: String, issued day: String, until end: String?) -> Phrase {
        guard let end else { return Phrase(same: "\(number), \(day)") }
        return Phrase(id: "\(number), \(day) s.d. \(end)", en: "\(number), \(day) until \(end)")
    }
    static let newOfficer = Sentence<String, CivilDate>(id: "{role} mulai {day}", en: "{role} from {day}")
    static let endedOfficer = Sentence<Int, CivilDate>(id: "pejabat {id} sampai {day}", en: "officer {id} until {day}")
    static let contact = Sentence<Int>(id: "alamat pejabat {officer}", en: "addresses of officer {officer}")
    static let rule = Sentence<String, String, String, String>(
        id: "{reason} untuk instansi {scope}: {effect} mulai {day}",
        en: "{reason} of {scope} bodies: {effect} from {day} on")

    // What must be done, and what cannot.

    static let decreeOlder = Sentence<String, String>(
        id: "SK {number} tanggal {day} lebih lama dari masa jabatan seorang pejabat: perlu diperbarui",
        en: "SK {number} of {day} is older than an officer's term: it must be renewed")
    static let hasDecree = Sentence<String, String>(
        id: "{body} sudah mempunyai SK {number}", en: "{body} has a decree {number} already")
    static let noDecree = Sentence<String, String, CivilDate>(
        id: "{body} tidak mempunyai SK {number} yang ditetapkan paling lambat {day} dan belum diakhiri",
        en: "{body} has no decree {number} that was issued by {day} and not ended before")
    static let inOffice = Sentence<String, CivilDate>(
        id: "nama itu menjabat di {body} sejak {day}; akhiri dahulu masa itu, atau pakai 'officer contact'",
        en: "that name is in office at {body} since {day}; end that term first, or use 'officer contact'")
    static let noOfficer = Sentence<String, Int>(
        id: "{body} tidak mempunyai pejabat {id}", en: "{body} has no officer {id}")
    static let noTerm = Sentence<String, Int, CivilDate>(
        id: "{body} tidak mempunyai pejabat {id} yang masa jabatannya melewati {day}",
        en: "{body} has no officer {id} whose term goes beyond {day}")
    static let endBeforeStart = Sentence<CivilDate, CivilDate>(
        id: "--to {end} sebelum --from {start}", en: "--to {end} is before --from {start}")

    private static let alarm = Sentence<Phrase>(id: "DORMAN: {why}", en: "DORMANT: {why}")

    /// As the coaching report says it.
    static func why(_ reasons: [StandingReason], dormant: Bool) -> Phrase {
        let phrases = reasons.isEmpty ? [lateCases] : reasons.map(why)
        return dormant ? alarm(phrases.joined(", ")) : phrases.joined(", ")
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
