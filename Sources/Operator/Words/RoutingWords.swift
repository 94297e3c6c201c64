/// Why a case goes where it goes: explanations, rules, incidents.
enum RoutingWords {
    static let disposition = Phrase(same: "Disposisi")
    static let desk = Phrase(id: "Meja koordinator", en: "Coordinator's desk")
    static let decidedBy = Phrase(id: "Diputus oleh", en: "Decided by")
    static let agency = Phrase(id: "Instansi menurut model", en: "Body by the model")
    static let words = Phrase(id: "Kata yang menentukan", en: "Words that decided")
    static let category = Phrase(id: "Kategori menurut model", en: "Category by the model")
    static let keywords = Phrase(id: "Kata kunci kategori", en: "Keywords of the category")
    static let kind = Phrase(id: "Klasifikasi (saran)", en: "Klasifikasi (suggested)")
    static let place = Phrase(id: "Lokasi", en: "Place")
    static let dangers = Phrase(id: "Bahaya", en: "Danger")
    static let threats = Phrase(id: "Takut pembalasan", en: "Fear of reprisal")
    static let misuse = Phrase(id: "Kata pengawasan", en: "Words of misuse")
    static let model = Phrase(same: "Model")

    static let rule = Sentence<String, Int>(id: "{name} (perangkat {version})", en: "{name} (set {version})")
    static let assigned = Sentence<Phrase, String, String>(same: "{step}: {name} ({code})")
    static let sameAs = Sentence<String, String>(
        id: "{code}, kejadian yang sama dengan {incident}", en: "{code}, the same incident as {incident}")
    static let noDecision = Sentence<String>(
        id: "tidak ada keputusan tentang laporan {code}", en: "there is no decision about a case {code}")

    // Rules.

    static let inForce = Sentence<Int, Int>(
        id: "perangkat {set} dengan {rules} aturan berlaku", en: "set {set} with {rules} {rules:rule|rules} is in force"
    )
    static let noRules = Phrase(
        id: "# belum ada aturan: model dan kata kunci yang memutuskan", en: "# no rules: models and keywords decide")
    static let elsewhere = Sentence<Int, Int>(
        id: "{moved} dari {decided} laporan akan ke tempat lain.",
        en: "{moved} of {decided} {decided:complaint|complaints} would go elsewhere.")
    static let deskOf = Sentence<String>(id: "meja {name}", en: "desk {name}")

    static let without = Sentence<String>(id: "tanpa {rule}", en: "without {rule}")

    // Incidents.

    static let unlinked = Sentence<String>(id: "{code} berdiri sendiri lagi.", en: "{code} stands by itself again.")
    static let notLinked = Sentence<String>(
        id: "{code} tidak tertaut ke kejadian mana pun", en: "{code} is linked to no incident")

    // The report of assignments.

    /// Head of a table; programs know what it tells apart by the Indonesian word.
    static func dimension(_ name: String) -> Phrase {
        [Phrase.basis, Phrase.rule, model, Phrase.category, Phrase.body].first { $0.id.lowercased() == name }
            ?? Phrase(same: name)
    }
    static let totals = Sentence<Int, Int, Int, String, Int>(
        id: "disposisi {assigned}, ditolak {refused}, dialihkan {moved}, salah alamat {wrong} %, ke meja {desk}",
        en: "disposisi {assigned}, refused {refused}, moved {moved}, misrouted {wrong} %, to desks {desk}")
}
