/// What must add up. Programs know each side by its English text.
enum ReconciliationWords {
    static let subject = Phrase(id: "rekonsiliasi", en: "reconciliation")
    static let comparing = Phrase(id: "membandingkan", en: "comparing")
    static let everythingAddsUp = Phrase(id: "semuanya cocok", en: "everything adds up")
    static let doctorNone = Phrase(id: "belum pernah", en: "none yet")
    static let doItAtNight = Phrase(
        id: "ClockWorker melakukannya pada malam hari; atau 'lapor reconcile'",
        en: "a ClockWorker does it at night; or 'lapor reconcile'")
    static let seeWhat = Phrase(
        id: "lihat apa: lapor reconcile --last; dan apakah masih begitu: lapor reconcile",
        en: "see what: lapor reconcile --last; and whether it still is so: lapor reconcile")
    static let isClockWorkerRunning = Phrase(id: "apakah ClockWorker berjalan?", en: "is a ClockWorker running?")
    static let nothingYet = Phrase(
        id: "belum ada yang direkonsiliasi; 'lapor reconcile' melakukannya sekarang",
        en: "nothing was reconciled yet; 'lapor reconcile' does it now")

    static let at = Sentence<String, Phrase>(same: "{time}: {result}")
    static let failed = Sentence<String>(id: "tidak cocok: {checks}", en: "does not add up: {checks}")
    static let last = Sentence<String>(id: "yang terakhir pada {time}", en: "the last was at {time}")
    static let sound = Sentence<String>(
        id: "Direkonsiliasi {time}: semuanya cocok", en: "Reconciled {time}: everything adds up")
    static let unsound = Sentence<String, String>(
        id: "Direkonsiliasi {time}: TIDAK COCOK: {checks}", en: "Reconciled {time}: DOES NOT ADD UP: {checks}")
    static let compared = Sentence<Int, String, Int>(
        id: "{cases} laporan pada {time}, dalam {milliseconds} ms",
        en: "{cases} {cases:case|cases} at {time}, in {milliseconds} ms")
    static let failing = Phrase(id: "TIDAK", en: "NO")
    static let parked = Sentence<Int, Int, Int>(
        id: "Disisihkan di intake: {waiting} menunggu (dan {copies} salinannya), {discarded} dibuang",
        en:
            "Parked at intake: {waiting} {waiting:waits|wait} (and {copies} {copies:copy|copies} of {waiting:it|them}), {discarded} {discarded:was|were} discarded"
    )
    static let reused = Sentence<Int>(
        id: "{count} di antaranya memakai nomor laporan lain",
        en: "{count} of them {count:has|have} another one's number")
    static let ledgerLine = Sentence<Int>(
        id: "baris {line} buku harus kanal, tab dan id", en: "line {line} of the ledger must be channel, tab and id")

    static let inLedger = Phrase(id: "id dalam buku", en: "ids in the ledger")
    static let accountedFor = Phrase(id: "tersimpan, disisihkan atau dibuang", en: "stored, parked or discarded")

    /// The sides of all checks.
    static let sides = [
        Phrase(id: "peristiwa untuk webhook", en: "events for webhooks"),
        Phrase(id: "dicatat untuk mereka", en: "noted for them"),
        Phrase(id: "laporan diterima", en: "accepted submissions"),
        Phrase(id: "laporan dan jawaban yang diambil", en: "complaints and answers taken up"),
        Phrase(id: "pesan", en: "notices"),
        Phrase(id: "selesai, menunggu waktunya, atau dipegang", en: "settled, waiting for their time, or in hand"),
        Phrase(id: "pesan jatuh waktu atau dipegang", en: "notices that are due or claimed"),
        Phrase(id: "yang menunggu atau sedang dikirim", en: "that wait or are being sent"),
        Phrase(id: "menurut laporan, peristiwa, penerima dan kanal", en: "by case, event, recipient and channel"),
        Phrase(id: "tentang peristiwa di jurnal", en: "about an event of the journal"),
        Phrase(id: "peristiwa yang akan diumumkan", en: "events to be announced"),
        Phrase(id: "yang menunggu kurang dari satu menit", en: "that wait for less than a minute"),
        Phrase(id: "peristiwa yang harus diketahui pelapor", en: "events that their reporters must hear of"),
        Phrase(
            id: "akhir yang harus diketahui pelapor laporan pengikut",
            en: "ends that reporters of following cases must hear of"),
        Phrase(id: "dengan pesan", en: "with a notice"),
        Phrase(id: "laporan menurut status", en: "cases by status"),
        Phrase(id: "laporan", en: "cases"),
        Phrase(id: "perintah yang dilaksanakan", en: "commands carried out"),
        Phrase(id: "dengan peristiwanya", en: "with their event"),
        Phrase(id: "jurnal", en: "journals"),
        Phrase(id: "versi laporan", en: "versions of cases"),
        Phrase(id: "baris jurnal", en: "rows of the journal"),
        Phrase(id: "seperti ditulis dahulu", en: "as they were written"),
        Phrase(id: "jangkar", en: "anchors"),
        Phrase(id: "yang didukung jurnal", en: "that the journal bears out"),
        Phrase(id: "jurnal utuh", en: "whole journals"),
        Phrase(id: "yang dapat diputar ulang", en: "that replay"),
        Phrase(id: "laporan diputar ulang", en: "cases replayed"),
        Phrase(id: "sesuai jurnalnya", en: "as their journal tells"),
        Phrase(id: "baris agenda", en: "rows of the agenda"),
        Phrase(id: "tenggat yang akan bekerja", en: "clocks that will speak"),
        Phrase(id: "laporan dilipat", en: "cases folded"),
        Phrase(id: "yang faktanya sesuai jurnalnya", en: "whose facts are what their journal tells"),
        Phrase(id: "laporan menurut wilayah, instansi, dan bulan", en: "cases by region, body and month"),
        Phrase(
            id: "diterima di sana dan saat itu menurut angka kegiatan",
            en: "received there and then by the figures of activity"),
        Phrase(id: "kunci laporan", en: "keys of cases"),
        Phrase(id: "yang kunci utamanya ada", en: "whose master key is at hand"),
        inLedger, accountedFor,
        Phrase(id: "yang dapat dibaca", en: "that can be read"),
    ]
}
