/// Cases, and commands on them.
enum CaseWords {
    static let clocks = Phrase(id: "Tenggat", en: "Clocks")
    static let journey = Phrase(id: "Perjalanan", en: "Journey")
    static let notices = Phrase(id: "Pesan", en: "Notices")

    static let reason = Sentence<String, String>(id: "Alasan ({event}): {reason}", en: "Reason ({event}): {reason}")
    static let refused = Sentence<Phrase, String>(same: "{reason} ({code})")
    static let heldAt = Sentence<String>(id: "(ditahan di {body})", en: "(held at {body})")
    static let paused = Sentence<Int>(
        id: "berhenti, sisa {days} hari kerja", en: "stands still, {days} working days left")
    static let outcome = Sentence<String, String, Int>(
        id: "{code}: {status}, versi {version}", en: "{code}: {status}, version {version}")
    static let noOutcome = Sentence<Int, String>(
        id:
            "tidak ada hasil dalam {seconds} s; perintah ada di antrean: kirim lagi dengan --id {key} untuk bertanya lagi",
        en: "no outcome within {seconds} s; it is queued: send it again with --id {key} to ask again")
}
