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
    static let model = Phrase(same: "Model")

    static func rule(_ name: String, set version: Int) -> Phrase {
        Phrase(id: "\(name) (perangkat \(version))", en: "\(name) (set \(version))")
    }
    static func assigned(_ isAssigned: Bool, _ name: String, _ code: String) -> Phrase {
        let step = isAssigned ? disposition : desk
        return Phrase(id: "\(step.id): \(name) (\(code))", en: "\(step.en): \(name) (\(code))")
    }
    static func sameAs(_ incident: String, _ code: String) -> Phrase {
        Phrase(id: "\(code), kejadian yang sama dengan \(incident)", en: "\(code), the same incident as \(incident)")
    }
    static func noDecision(_ code: String) -> Phrase {
        Phrase(id: "tidak ada keputusan tentang laporan \(code)", en: "there is no decision about a case \(code)")
    }

    // Rules.

    static func inForce(_ set: Int, rules: Int) -> Phrase {
        Phrase(
            id: "perangkat \(set) dengan \(rules) aturan berlaku", en: "set \(set) with \(rules) rules is in force")
    }
    static let noRules = Phrase(
        id: "# belum ada aturan: model dan kata kunci yang memutuskan",
        en: "# no rules: models and keywords decide")
    static func elsewhere(_ moved: Int, of decided: Int) -> Phrase {
        Phrase(
            id: "\(moved) dari \(decided) laporan akan ke tempat lain.",
            en: "\(moved) of \(decided) complaints would go elsewhere.")
    }
    static func desk(_ name: String) -> Phrase { Phrase(id: "meja \(name)", en: "desk \(name)") }

    static func without(_ rule: String) -> Phrase { Phrase(id: "tanpa \(rule)", en: "without \(rule)") }

    // Incidents.

    static func unlinked(_ code: String) -> Phrase {
        Phrase(id: "\(code) berdiri sendiri lagi.", en: "\(code) stands by itself again.")
    }
    static func notLinked(_ code: String) -> Phrase {
        Phrase(id: "\(code) tidak tertaut ke kejadian mana pun", en: "\(code) is linked to no incident")
    }

    // The report of assignments.

    /// Head of a table; programs know what it tells apart by the Indonesian word.
    static func dimension(_ name: String) -> Phrase {
        [Heading.basis, Heading.rule, model, Heading.category, Heading.body].first { $0.id.lowercased() == name }
            ?? Phrase(same: name)
    }
    static func totals(_ assigned: Int, refused: Int, moved: Int, wrong: String, desk: Int) -> Phrase {
        Phrase(
            id:
                "disposisi \(assigned), ditolak \(refused), dialihkan \(moved), salah alamat \(wrong) %, ke meja \(desk)",
            en: "disposisi \(assigned), refused \(refused), moved \(moved), misrouted \(wrong) %, to desks \(desk)")
    }
}
