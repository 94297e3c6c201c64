/// Scenarios that are played.
enum RehearsalWords {
    static let line = Sentence<Int, Phrase>(
        id: "baris {number} skenario: {reason}", en: "line {number} of the scenario: {reason}")
    static let timeBackwards = Phrase(id: "waktunya sebelum baris di atasnya", en: "its time is before the line above")
    static let notObject = Phrase(id: "bukan objek JSON", en: "it is not a JSON object")
    static let atMissing = Phrase(
        id: "'at' harus RFC 3339 dengan selisih zona", en: "'at' must be RFC 3339 with an offset")
    static let neither = Phrase(id: "tidak ada 'submit' maupun 'command'", en: "it has neither 'submit' nor 'command'")
    static let badActor = Phrase(
        id: "'actor' harus menyebut peran (reporter, officer, coordinator, national) atau akun",
        en: "'actor' must name a role (reporter, officer, coordinator, national) or an account")
    static let noCommand = Phrase(id: "tidak ada perintah", en: "there is no command")
    static let notJSON = Phrase(id: "tidak dapat ditulis sebagai JSON", en: "it cannot be written as JSON")
    static let caseTwice = Sentence<String>(id: "sudah ada laporan '{name}'", en: "there is a case '{name}' already")
    static let oneOf = Sentence<String, String>(
        id: "'{member}' harus salah satu dari {known}", en: "'{member}' must be one of {known}")
    static let caseAbove = Sentence<String>(
        id: "'{member}' harus menyebut laporan di baris di atasnya", en: "'{member}' must name a case of a line above")
    static let until = Phrase(same: "--until")
    static let scenarioLine = Sentence<Int>(id: "baris {number} skenario", en: "line {number} of the scenario")
    static let tooEarly = Sentence<Phrase, String>(
        id: "{place} sebelum waktu penyimpanan, {time}: pakai penyimpanan baru",
        en: "{place} lies before the store's time {time}: use a fresh store")

    // How it went.

    static let played = Sentence<Int, Int, Int, Int>(
        id: "{lines} baris: {cases} laporan, {commands} perintah, tenggat bekerja pada {deadlines} saat",
        en:
            "{lines} {lines:line|lines}: {cases} {cases:case|cases}, {commands} {commands:command|commands}, clocks spoke at {deadlines} {deadlines:moment|moments}"
    )
    static let journal = Sentence<Int, String>(
        id: "jurnal: {events} peristiwa, sha256 {digest}",
        en: "journal: {events} {events:event|events}, sha256 {digest}")
    static let refused = Sentence<Phrase, String>(id: "ditolak: {reason} ({code})", en: "refused: {reason} ({code})")
    static let carriedOut = Phrase(id: "dilaksanakan", en: "carried out")
    static let outcome = Sentence<Int, String, String, Phrase>(
        id: "baris {line}: {command} atas '{name}' {came}", en: "line {line}: {command} on '{name}' was {came}")
    static let expected = Sentence<Phrase, String>(
        id: "{outcome}, seharusnya {code}", en: "{outcome}, and {code} was expected")
    static let unexpected = Sentence<Phrase>(
        id: "tidak sesuai dengan yang diharapkan skenario:\n{lines}", en: "not as the scenario expects:\n{lines}")

    // Its broker, store and workers.

    static let otherHost = Phrase(
        id:
            "virtual host broker ini bukan untuk latihan: jalankan 'lapor topology apply --rehearsal' di virtual host sendiri",
        en:
            "the broker's virtual host was not made for rehearsal: run 'lapor topology apply --rehearsal' on one of its own"
    )
    static let otherStore = Phrase(
        id: "penyimpanan ini bukan untuk latihan: buat basis data kosong dan jalankan 'lapor migrate --rehearsal'",
        en: "this store was not created for rehearsal: make an empty database and run 'lapor migrate --rehearsal'")
    static let usedStore = Phrase(
        id: "penyimpanan ini berisi laporan: latihan membutuhkan yang kosong",
        en: "this store has complaints: a rehearsal needs an empty one")
    static let started = Sentence<Int, String>(
        id: "{workers} worker dijalankan; log di {folder}",
        en: "started {workers} {workers:worker|workers}; logs in {folder}")
    static let noProgram = Sentence<String, String>(
        id: "{name} tidak ada di samping lapor di {folder}", en: "{name} does not stand beside lapor in {folder}")
    static let late = Sentence<Phrase, Int>(
        id: "{complaint} setelah {seconds} s; apakah semua worker berjalan?",
        en: "{complaint} after {seconds} s; do all workers run?")
    static let notDone = Sentence<String>(
        id: "ClockWorker belum mengerjakan yang jatuh waktu pada {time}",
        en: "ClockWorker has not done what is due at {time}")
    static let notAtRest = Phrase(
        id: "masih ada yang belum diumumkan, diambil dari antrean, atau dikirim",
        en: "something is still to be announced, taken from a queue, or sent")
    static let notStored = Sentence<String, String>(
        id: "{channel} {id} belum tersimpan", en: "{channel} {id} is not stored")
    static let notRouted = Sentence<String>(id: "{id} belum dirutekan", en: "{id} is not routed")
}
