/// Complaints that are sent in.
enum IntakeWords {
    static let importing = Phrase(id: "impor", en: "import")
    static let waiting = Phrase(id: "tunggu", en: "wait")
    static let nothing = Phrase(id: "tidak ada yang sedang berjalan", en: "nothing on its way")
    static let beingRouted = Phrase(id: "sedang dirutekan", en: "being routed")
    static let beingSent = Phrase(id: "pesan sedang dikirim", en: "notices being sent")

    static let inQueue = Sentence<String>(id: "di antrean {queue}", en: "in queue {queue}")
    static let left = Sentence<Int, Phrase>(same: "{count} {what}")
    static let stuck = Sentence<Phrase>(
        id: "tidak ada yang bergerak selama dua menit: {left}. Apakah semua worker berjalan?",
        en: "nothing has moved for two minutes: {left}. Are all workers running?")
    static let goingOn = Sentence<Int>(
        id: "dilanjutkan setelah {count} yang sudah dikirim", en: "going on after {count} that are published already")
    static let acceptedSoFar = Sentence<Int>(id: "{count} diterima", en: "{count} accepted")
    static let accepted = Sentence<Int, String>(
        id: "{count} laporan diterima dalam {seconds} s", en: "accepted {count} submissions in {seconds} s")
    static let acceptedMore = Sentence<Int, String, Int>(
        id: "{count} laporan diterima dalam {seconds} s, setelah {earlier} sebelumnya",
        en: "accepted {count} submissions in {seconds} s, after {earlier} in an earlier run")
    static let strange = Sentence<Int, String>(
        id: "{rows} baris bukan baris ekspor (baris {lines}); disisihkan di intake.dead",
        en: "{rows} rows are not rows of the export (line {lines}); they are parked in intake.dead")
    static let stampNeedsLines = Phrase(
        id: "--stamp untuk baris JSON; ini CSV", en: "--stamp is for JSON lines; this is CSV")
    static let noteElsewhere = Sentence<String>(
        id: "{file} tidak dapat ditulis; sebut berkas lain dengan --progress",
        en: "cannot write {file}; name another file with --progress")
    static let missingColumns = Sentence<String, String>(
        id: "berkas CSV tidak mempunyai kolom '{missing}'; kolomnya harus kolom ekspor SP4N-LAPOR!: {known}",
        en: "the CSV file has no column '{missing}'; it must have those of the SP4N-LAPOR! export: {known}")
    static let typeText = Phrase(
        id: "ketik teksnya, lalu akhiri berkas (Ctrl-D):", en: "the text, then an end of file (Ctrl-D):")
    static let inputNotUTF8 = Phrase(id: "masukan standar bukan UTF-8", en: "standard input is not UTF-8")
    static let noMoment = Phrase(id: "submitted_at tidak ada", en: "submitted_at is missing")
    static let noSubmission = Phrase(id: "tidak ada yang dikirim", en: "nothing was submitted")
    static let announced = Sentence<Int>(
        id: "{events} peristiwa akan diumumkan lagi; ClockWorker yang melakukannya.",
        en: "{events} events are to be announced again; ClockWorker does it.")
}
