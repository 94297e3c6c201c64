/// Anchors of the journal, and receipts that rest on them.
package enum AnchorWords {
    static let subject = Phrase(id: "jangkar jurnal", en: "anchors of the journal")
    static let none = Phrase(
        id: "belum ada: pemilik basis data dapat menulis ulang jurnal tanpa ketahuan",
        en: "none yet: who owns the database can write the journal anew, and nobody sees it")
    static let setKey = Phrase(
        id: "beri ClockWorker kunci (LAPOR_ANCHOR_KEY_FILE) dan folder (LAPOR_ANCHOR_DIR)",
        en: "give ClockWorker a key (LAPOR_ANCHOR_KEY_FILE) and a folder (LAPOR_ANCHOR_DIR)")
    static let anchoredTo = Sentence<String>(id: "baris sampai {time} dijangkar", en: "rows until {time} are anchored")
    static let seeWhy = Phrase(
        id: "apakah ClockWorker berjalan, dengan LAPOR_ANCHOR_KEY_FILE? Lihat lognya, lane anchor",
        en: "is a ClockWorker running, with LAPOR_ANCHOR_KEY_FILE? See its log, lane anchor")

    // Anchors that were kept outside.

    static let noAnchors = Sentence<String>(
        id: "tidak ada berkas anchor-*.jws di {folder}", en: "there is no file anchor-*.jws in {folder}")
    package static let reconcileNow = Phrase(
        id: "--anchors dan --anchor-key membandingkan sekarang: tidak dengan --last",
        en: "--anchors and --anchor-key compare now: not with --last")

    // Receipts.

    static let notAnchored = Sentence<String>(
        id: "belum ada baris {code} yang dijangkar: coba lagi dalam dua jam",
        en: "no row of {code} is anchored yet: try again in two hours")
    static let contradicts = Sentence<String>(
        id: "jurnal {code} bukan yang dijangkar: jalankan 'lapor reconcile'",
        en: "the journal of {code} is not the one that was anchored: run 'lapor reconcile'")
    static let noReceipt = Sentence<String>(id: "{file} bukan tanda terima lapor", en: "{file} is no receipt of lapor")
    package static let needsKey = Phrase(
        id: "--key: berkas dengan kunci publik jangkar, dari orang yang Anda percaya",
        en: "--key: a file with the public key of the anchors, from somebody whom you trust")
    static let unsound = Sentence<Int>(
        id: "tanda terima tidak terbukti: {count} hal tidak cocok",
        en: "the receipt proves nothing: {count} {count:thing does|things do} not fit")
    static let sound = Sentence<Int, Int>(
        id: "Tanda terima terbukti: {proven} dari {rows} baris ada dalam jurnal yang dijangkar",
        en: "The receipt is proven: {proven} of {rows} {rows:row is|rows are} in the journal that was anchored")
    static let ofCode = Phrase(id: "Kode laporannya cocok.", en: "The tracking code is that of the receipt.")
    static let codeUntold = Phrase(
        id: "Kode laporan tidak diperiksa: berikan --code.", en: "The tracking code was not looked at: give --code.")
    static let pending = Phrase(id: "belum dijangkar", en: "not anchored yet")
    static let proven = Phrase(id: "terbukti", en: "proven")
    static let otherCode = Phrase(
        id: "kode laporan bukan milik tanda terima ini", en: "the tracking code is not this receipt's")
    static let badHead = Sentence<Int>(
        id: "jangkar {number} tidak ditandatangani kunci ini", en: "anchor {number} is not signed by that key")
    static let badPath = Sentence<Int, Int>(
        id: "baris {version} tidak ada dalam jangkar {number}", en: "row {version} is not in anchor {number}")
    static let badRows = Phrase(
        id: "barisnya tidak berurutan dari 1", en: "its rows do not run from 1")
    static let nothingProven = Phrase(id: "tidak satu baris pun dijangkar", en: "not one row is anchored")
}
