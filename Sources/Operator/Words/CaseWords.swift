/// Cases, and commands on them.
enum CaseWords {
    static let clocks = Phrase(id: "Tenggat", en: "Clocks")
    static let journey = Phrase(id: "Perjalanan", en: "Journey")
    static let notices = Phrase(id: "Pesan", en: "Notices")

    static func reason(_ event: String, _ reason: String) -> Phrase {
        Phrase(id: "Alasan (\(event)): \(reason)", en: "Reason (\(event)): \(reason)")
    }
    static func heldAt(_ body: String) -> Phrase {
        Phrase(id: "(ditahan di \(body))", en: "(held at \(body))")
    }
    static func paused(_ days: Int) -> Phrase {
        Phrase(id: "berhenti, sisa \(days) hari kerja", en: "stands still, \(days) working days left")
    }
    static func outcome(_ code: String, _ status: String, version: Int) -> Phrase {
        Phrase(id: "\(code): \(status), versi \(version)", en: "\(code): \(status), version \(version)")
    }
    static func noOutcome(within seconds: Int, _ key: String) -> Phrase {
        Phrase(
            id:
                "tidak ada hasil dalam \(seconds) s; perintah ada di antrean: kirim lagi dengan --id \(key) untuk bertanya lagi",
            en: "no outcome within \(seconds) s; it is queued: send it again with --id \(key) to ask again")
    }
}
