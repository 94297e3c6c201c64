import Sealing
import Store

/// What is sealed, and with which keys.
package enum SealingWords {
    static let made = Sentence<Int, String>(
        id:
            "{files} berkas kunci baru ada di {folder}. Simpan salinannya di luar komputer ini: tanpa kunci, data pribadi tidak dapat dibaca lagi.",
        en:
            "{files} new {files:file|files} of keys {files:is|are} in {folder}. Keep copies away from this machine: without the keys personal data can be read no more."
    )
    static let noFile = Sentence<String>(
        id: "{setting} tidak disetel: 'lapor keys new FOLDER' membuat kuncinya",
        en: "{setting} is not set: 'lapor keys new FOLDER' makes the keys")
    static let noKey = Sentence<String, String>(
        id: "tidak ada kunci {kid} di {file}", en: "there is no key {kid} in {file}")
    static let stillUsed = Sentence<String, Int>(
        id: "kunci {kid} masih membungkus {keys} kunci: jalankan 'lapor keys rotate' dahulu",
        en: "the key {kid} still wraps {keys} {keys:key|keys}: run 'lapor keys rotate' first")
    static let fileChanged = Sentence<String>(
        id:
            "{file} sudah berubah. Salin ke semua worker, yang membacanya lagi sendiri; yang mendapat kunci dari systemd dimulai ulang.",
        en:
            "{file} has changed. Copy it to all workers, which read it again by themselves; those that get it from systemd are started anew."
    )
    static let notLoaded = Sentence<String, String>(
        id: "kunci {kid} belum dimuat oleh {workers}: salin berkasnya ke sana dahulu",
        en: "the key {kid} is not loaded by {workers}: copy the file there first")
    static let otherCodes = Sentence<String, String>(
        id: "kode dibuat dengan kunci lain daripada {kid} oleh {workers}: samakan berkas kuncinya",
        en: "codes are made by another key than {kid} by {workers}: give them the same file of keys")
    static let adopted = Sentence<String>(
        id:
            "Kunci kode dari basis data ada di {file}. Salin ke semua worker, lalu jalankan perintah ini lagi: kunci itu dihapus dari basis data.",
        en:
            "The database's key of codes is in {file}. Copy it to all workers, then run this again: it takes the key out of the database."
    )
    static let moved = Phrase(
        id: "Kunci kode tidak lagi ada di basis data.", en: "The key of codes is not in the database any more.")
    static let notMoved = Phrase(
        id: "tidak ada kunci kode di basis data", en: "there is no key of codes in the database")
    static let rehearsalCodes = Phrase(
        id: "tempat gladi memakai kuncinya sendiri", en: "a store for rehearsal works by its own key")
    static let nothingToDrop = Sentence<String>(
        id: "{file} hanya berisi satu kunci", en: "there is only one key in {file}")
    static let sealedRows = Sentence<Int>(
        id: "{rows} baris disegel; tidak ada lagi yang terbuka.",
        en: "{rows} {rows:row|rows} sealed; none stands in clear any more.")
    static let progress = Sentence<String, Int>(
        id: "{table}: {rows} baris disegel", en: "{table}: {rows} {rows:row|rows} sealed")
    static let rewrapped = Sentence<Int>(
        id: "{keys} kunci dibungkus ulang dengan kunci utama yang pertama.",
        en: "{keys} {keys:key is|keys are} wrapped anew by the first master key.")
    static let clear = Sentence<Int>(
        id: "{rows} baris masih terbuka: 'lapor keys seal' menyegelnya.",
        en: "{rows} {rows:row|rows} still in clear: 'lapor keys seal' seals {rows:it|them}.")
    static let noClear = Phrase(id: "Tidak ada baris yang terbuka.", en: "No row stands in clear.")
    static let used = Phrase(id: "dipakai", en: "in use")
    static let known = Phrase(id: "dikenal", en: "known")
    static let missing = Phrase(id: "tidak ada di berkas", en: "not in the file")
    static let sealsByOther = Sentence<String, String>(
        id: "tidak menyegel dengan kunci {kid}, atau tidak mengatakannya: {workers}; salin berkasnya ke sana dahulu",
        en: "sealing by another key than {kid}, or not saying by which: {workers}; copy the file there first")
    static let fellSilent = Sentence<Int, String>(
        id:
            "diam sejak kurang dari {minutes} menit, dan mungkin masih menyegel dengan kunci lama: {workers}; hentikan atau tunggu",
        en:
            "silent for less than {minutes} {minutes:minute|minutes}, and perhaps still sealing by an older key: {workers}; end them, or wait"
    )
    static let underWay = Sentence<Int>(
        id: "{transactions} transaksi dari sebelumnya masih berjalan; jalankan lagi nanti",
        en:
            "{transactions} {transactions:transaction|transactions} of before {transactions:is|are} still under way; run this again later"
    )
    static let sealedSome = Sentence<Int, Int>(
        id: "{rows} baris disegel; {left} tetap terbuka.",
        en: "{rows} {rows:row|rows} sealed; {left} {left:stays|stay} in clear.")

    // What cannot be opened.

    private static let underOne = Sentence<Int, Phrase, String>(
        id: "{rows} baris disegel dengan kunci {kind} {kid}, yang tidak ada di berkas",
        en: "{rows} {rows:row is|rows are} sealed under the {kind} key {kid}, which is not in the file")
    static func underMissing(_ missing: [MissingKey]) -> Phrase {
        missing.map { underOne($0.rows, kind($0.kind), $0.kid) }.joined("; ")
    }
    static let notRead = Sentence<Int, String, String>(
        id: "{cases} laporan tidak dapat dibaca ({codes}): kunci utamanya tidak ada di berkas ({keys})",
        en:
            "{cases} {cases:case|cases} could not be read ({codes}): the master key is not in the files ({keys})"
    )
    static let bringKey = Phrase(
        id: "kembalikan kunci itu dari salinannya ke belakang kunci lain di berkas, lalu 'lapor keys rotate'",
        en: "bring the key back from a copy of the file, behind the others, then 'lapor keys rotate'")

    // What the doctor finds.

    static let subject = Phrase(id: "data pribadi", en: "personal data")
    static let allSealed = Phrase(id: "semuanya tersegel", en: "all of it is sealed")
    static let inClear = Sentence<Int>(
        id: "{rows} baris masih terbuka", en: "{rows} {rows:row stands|rows stand} in clear")
    static let sealThem = Phrase(id: "jalankan 'lapor keys seal'", en: "run 'lapor keys seal'")
    static let orphans = Sentence<Int>(
        id: "{cases} laporan tersegel tanpa kunci, dan tidak ada yang menghapusnya",
        en: "{cases} {cases:case is|cases are} sealed without a key, and nobody erased {cases:it|them}")
    static let bringKeys = Phrase(
        id: "pulihkan tabel case_key dari cadangannya", en: "restore the table case_key from its backup")
    static let cameBack = Sentence<Int>(
        id: "{cases} laporan yang dihapus telah kembali", en: "{cases} erased {cases:case has|cases have} come back")
    static let codesInside = Phrase(
        id: "kunci kode ada di basis data, bersama yang dibuat dengannya",
        en: "the key of codes lies in the database, beside what is made with it")
    static let adoptCodes = Phrase(id: "jalankan 'lapor keys adopt'", en: "run 'lapor keys adopt'")
    static let eraseAgain = Phrase(id: "jalankan 'lapor person restored'", en: "run 'lapor person restored'")

    static func kind(_ kind: KeyKind) -> Phrase {
        switch kind {
        case .identity: Phrase(id: "identitas", en: "identity")
        case .words: Phrase(id: "isi laporan", en: "words")
        case .search: Phrase(id: "pencarian", en: "search")
        case .codes: Phrase(id: "kode", en: "codes")
        case .envelopes: Phrase(id: "amplop", en: "envelopes")
        case .webhooks: Phrase(id: "webhook", en: "webhooks")
        }
    }
}

/// What the modules below say of keys, in the same sense.
extension SaidWords {
    static let sealing = [
        Phrase(
            id: "{key} menunjuk berkas yang dapat dibaca atau ditulis orang lain: chmod 600",
            en: "{key} names a file that others can read or write: chmod 600"),
        Phrase(
            id: "{key} menunjuk berkas yang bukan berkas kunci {kind}; 'lapor keys new' membuatnya",
            en: "{key} names a file that is none of {kind} keys; 'lapor keys new' makes one"),
        Phrase(
            id: "{key} menunjuk berkas dengan kunci yang bukan 32 bita heksadesimal",
            en: "{key} names a file with a key that is not 32 bytes in hexadecimal digits"),
        Phrase(
            id: "{key} menunjuk berkas tanpa kunci; 'lapor keys new' membuatnya",
            en: "{key} names a file without a key; 'lapor keys new' makes one"),
        Phrase(
            id: "{key} menunjuk berkas yang memuat satu kunci dua kali", en: "{key} names a file that has a key twice"),
        Phrase(id: "tidak dapat dibuka: {reason}", en: "unseal: {reason}"),
        Phrase(
            id:
                "pembacaan tidak dapat dicatat, jadi tidak ada yang diperlihatkan; 'lapor doctor' menyebut aturan atau pemicunya",
            en:
                "note reading: who reads could not be written down, so nothing is shown; 'lapor doctor' names the rule or trigger"
        ),
        Phrase(
            id: "{setting} menunjuk kunci lain daripada yang dipakai mengenali orang di sini",
            en: "{setting} names another key than the one by which people are known here"),
        Phrase(
            id: "{setting} diawali kunci yang tidak pernah membuat kode di sini",
            en: "{setting} begins with a key that has made no codes here"),
        Phrase(
            id: "{setting} tidak memuat kunci yang pernah membuat kode di sini",
            en: "{setting} lacks a key that has made codes here"),
        Phrase(
            id: "{setting} diawali kunci {kid}, yang sudah dibuang",
            en: "{setting} begins with the key {kid}, which was dropped"),
        Phrase(
            id: "salin berkasnya dari komputer yang bekerja; 'Personal data' di docs/book.md menjelaskan",
            en: "copy the file from a machine that works; 'Personal data' in docs/book.md says more"),
        Phrase(
            id: "{kind} disegel dengan kunci utama {kid}, yang tidak ada di sini",
            en: "{kind} is sealed under master key {kid}, which is not at hand"),
        Phrase(id: "{place} bukan yang disegel di sana", en: "{place} is not what was sealed there"),
        Phrase(
            id: "bentuk {place} tidak dikenal program ini", en: "{place} has no form that this program knows"),
    ]
}
