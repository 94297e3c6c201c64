/// Why a case goes where it goes: explanations, rules, incidents.
package enum RoutingWords {
    package static let disposition = Phrase(same: "Disposisi")
    package static let desk = Phrase(id: "Meja koordinator", en: "Coordinator's desk")
    package static let decidedBy = Phrase(id: "Diputus oleh", en: "Decided by")
    package static let agency = Phrase(id: "Instansi menurut model", en: "Body by the model")
    package static let words = Phrase(id: "Kata yang menentukan", en: "Words that decided")
    package static let category = Phrase(id: "Kategori menurut model", en: "Category by the model")
    package static let keywords = Phrase(id: "Kata kunci kategori", en: "Keywords of the category")
    package static let kind = Phrase(id: "Klasifikasi (saran)", en: "Klasifikasi (suggested)")
    package static let place = Phrase(id: "Lokasi", en: "Place")
    package static let dangers = Phrase(id: "Bahaya", en: "Danger")
    package static let threats = Phrase(id: "Takut pembalasan", en: "Fear of reprisal")
    package static let model = Phrase(same: "Model")

    package static func rule(_ name: String, set version: Int) -> Phrase {
        Phrase(id: "\(name) (perangkat \(version))", en: "\(name) (set \(version))")
    }
    package static func assigned(_ isAssigned: Bool, _ name: String, _ code: String) -> Phrase {
        let step = isAssigned ? disposition : desk
        return Phrase(id: "\(step.id): \(name) (\(code))", en: "\(step.en): \(name) (\(code))")
    }
    package static func sameAs(_ incident: String, _ code: String) -> Phrase {
        Phrase(id: "\(code), kejadian yang sama dengan \(incident)", en: "\(code), the same incident as \(incident)")
    }
    package static func noDecision(_ code: String) -> Phrase {
        Phrase(id: "tidak ada keputusan tentang laporan \(code)", en: "there is no decision about a case \(code)")
    }

    // Rules.

    package static func inForce(_ set: Int, rules: Int) -> Phrase {
        Phrase(
            id: "perangkat \(set) dengan \(rules) aturan berlaku", en: "set \(set) with \(rules) rules is in force")
    }
    package static let noRules = Phrase(
        id: "# belum ada aturan: model dan kata kunci yang memutuskan",
        en: "# no rules: models and keywords decide")
    package static func elsewhere(_ moved: Int, of decided: Int) -> Phrase {
        Phrase(
            id: "\(moved) dari \(decided) laporan akan ke tempat lain.",
            en: "\(moved) of \(decided) complaints would go elsewhere.")
    }
    package static func desk(_ name: String) -> Phrase { Phrase(id: "meja \(name)", en: "desk \(name)") }

    // Incidents.

    package static func unlinked(_ code: String) -> Phrase {
        Phrase(id: "\(code) berdiri sendiri lagi.", en: "\(code) stands by itself again.")
    }
    package static func notLinked(_ code: String) -> Phrase {
        Phrase(id: "\(code) tidak tertaut ke kejadian mana pun", en: "\(code) is linked to no incident")
    }

    // The report of assignments; programs know its dimensions by the Indonesian text.

    package static let dimensions = [
        Phrase(id: "dasar", en: "basis"), Phrase(id: "aturan", en: "rule"), Phrase(same: "model"),
        Phrase(id: "kategori", en: "category"), Phrase(id: "instansi", en: "body"),
    ]
    package static func totals(_ assigned: Int, refused: Int, moved: Int, wrong: String, desk: Int) -> Phrase {
        Phrase(
            id:
                "disposisi \(assigned), ditolak \(refused), dialihkan \(moved), salah alamat \(wrong) %, ke meja \(desk)",
            en: "disposisi \(assigned), refused \(refused), moved \(moved), misrouted \(wrong) %, to desks \(desk)")
    }
}
