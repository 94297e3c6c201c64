/// Cases, and commands on them.
enum CaseWords {
    static let clocks = Phrase(id: "Tenggat", en: "Clocks")
    static let journey = Phrase(id: "Perjalanan", en: "Journey")
    static let notices = Phrase(id: "Pesan", en: "Notices")
    static let stated = Sentence<String>(id: "riwayat: {status}", en: "history: {status}")

    static let noneFits = Phrase(id: "Tidak ada laporan yang sesuai.", en: "No case fits that.")
    static let moreAfter = Sentence<String>(id: "masih ada lagi: --after {code}", en: "more follow: --after {code}")
    static let daysBack = Sentence<Int>(
        id: "hanya {days} hari terakhir yang dicari; yang lebih lama: --from",
        en: "only the last {days} {days:day was|days were} looked at; earlier ones: --from")
    static let isParked = Sentence<String, String>(
        id: "tidak ada laporan dari kiriman itu: ia disisihkan sebagai {id} ({code}), lihat 'lapor dead show {id}'",
        en: "no case came of that submission: it is parked as {id} ({code}), see 'lapor dead show {id}'")
    static let partWaits = Phrase(
        id: "belum ada laporan dari kiriman itu: ia bagian dari SMS dan menunggu bagian yang lain",
        en: "no case came of that submission yet: it is a part of an SMS and waits for the others")
    static let wasDiscarded = Phrase(
        id: "tidak ada laporan dari kiriman itu: ia disisihkan, lalu dibuang; lihat 'lapor dead list --kept'",
        en: "no case came of that submission: it was parked and discarded; see 'lapor dead list --kept'")
    static let notAccepted = Phrase(
        id: "tidak ada kiriman dengan kanal dan id itu", en: "no submission has that channel and id")

    private static let questionOpen = Sentence<String>(
        id: "Dikirim saat pelapornya ditanya tentang laporan {code}; pertanyaan itu masih terbuka.",
        en: "It came while its reporter was being asked about case {code}; that question is still open.")
    private static let questionOver = Sentence<String>(
        id: "Dikirim saat pelapornya ditanya tentang laporan {code}; pertanyaan itu tidak terbuka lagi.",
        en: "It came while its reporter was being asked about case {code}; that question is no longer open.")

    static func cameWhenAsked(_ code: String, isOpen: Bool) -> Phrase { (isOpen ? questionOpen : questionOver)(code) }

    static let cameAside = Sentence<String, String>(
        id: "Saat ditanya, pelapor mengirim laporan lain, dicatat tersendiri: {code} ({time})",
        en: "While being asked, the reporter sent another report, stored as its own: {code} ({time})")

    static let wasSentAsWords = Phrase(
        id:
            "Dikirim sebagai pesan tentang laporan lain, yang tidak dapat dikenali; pengirimnya diberi tahu apa yang harus ditulis.",
        en: "It was sent as words on a case that could not be told; its sender was told what to write.")
    static let namesCase = Sentence<String>(
        id: "Isinya menyebut laporan {code}.", en: "Its words name case {code}.")

    static let unread = Phrase(id: "Bidang yang tidak terbaca", en: "Fields that could not be read")
    static let contact = Phrase(id: "Kontak pelapor", en: "The reporter's contact")
    static let looked = Phrase(id: "dilihat", en: "looked at")
    static let changed = Phrase(id: "diubah", en: "changed")

    static let mendContact = Sentence<String>(
        id: "Lihat dan perbaiki: 'lapor case contact {code}'", en: "See and mend them: 'lapor case contact {code}'")
    static let tooManyLinks = Sentence<Int>(
        id: "satu laporan memuat paling banyak {count} lampiran",
        en: "a report has at most {count} {count:attachment|attachments}")
    static let contactChanged = Sentence<String, String>(
        id: "{code}: {fields} diubah", en: "{code}: {fields} changed")
    static let contactSame = Sentence<String>(
        id: "{code}: tidak ada yang diubah, isinya memang sudah begitu",
        en: "{code}: nothing was changed, that is what stands there already")
    static let reason = Sentence<String, String>(id: "Alasan ({event}): {reason}", en: "Reason ({event}): {reason}")
    static let refused = Sentence<Phrase, String>(same: "{reason} ({code})")
    static let otherRole = Sentence<Phrase, String>(
        id:
            "{reason} ({code}): pilih perannya dengan --role, atau daftarkan penerbit untuk peran itu dengan 'lapor issuer add --role'",
        en: "{reason} ({code}): choose one by --role, or register an issuer for that role by 'lapor issuer add --role'")
    static let heldAt = Sentence<String>(id: "(ditahan di {body})", en: "(held at {body})")
    static let paused = Sentence<Int>(
        id: "berhenti, sisa {days} hari kerja", en: "stands still, {days} working {days:day|days} left")
    static let codeAsked = Phrase(
        id:
            "Bila ada laporan itu, kode sekali pakai dikirim ke nomor atau alamat pelapornya, paling banyak tiga kali sehari.",
        en:
            "If there is such a case, a one-time code goes to its reporter's number or address, at most three times a day."
    )
    static let outcome = Sentence<String, String, Int>(
        id: "{code}: {status}, versi {version}", en: "{code}: {status}, version {version}")
    static let noOutcome = Sentence<Int, String>(
        id:
            "tidak ada hasil dalam {seconds} s; perintah ada di antrean: kirim lagi dengan --id {key} untuk bertanya lagi",
        en: "no outcome within {seconds} s; it is queued: send it again with --id {key} to ask again")
}
