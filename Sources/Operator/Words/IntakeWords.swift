/// Complaints that are sent in.
enum IntakeWords {
    static let brokerWaits = Sentence<Phrase>(
        id: "{cause}; dicoba lagi, selama --patience", en: "{cause}; trying again, for as long as --patience says")
    static let heldBack = Sentence<String, String>(
        id: "RabbitMQ menahan pengirim: {reason} [{code}]; menunggu",
        en: "RabbitMQ holds publishers back: {reason} [{code}]; waiting")
    static let unconfirmed = Sentence<Phrase, String, String>(
        id:
            "{cause}. Belum tentu laporannya sampai: kirim sekali lagi dengan --external-id {id} --submitted-at {time}, maka tidak digandakan",
        en:
            "{cause}. Whether the report arrived is not known: send it again with --external-id {id} --submitted-at {time}, and it is not doubled"
    )
    static let notPublished = Sentence<String, Int>(
        id: "belum semuanya terkirim dalam {seconds} s; {count} laporan diterima, dan perintah yang sama melanjutkan",
        en:
            "not all was published within {seconds} s; {count} {count:submission was|submissions were} accepted, and the same command goes on"
    )
    static let importing = Phrase(id: "impor", en: "import")
    static let waiting = Phrase(id: "tunggu", en: "wait")
    static let nothing = Phrase(id: "tidak ada yang sedang berjalan", en: "nothing on its way")
    static let beingRouted = Phrase(id: "sedang dirutekan", en: "being routed")
    static let beingSent = Phrase(id: "pesan sedang dikirim", en: "notices being sent")

    static let inQueue = Sentence<String>(id: "di antrean {queue}", en: "in queue {queue}")
    static let inHand = Sentence<String>(
        id: "di tangan worker antrean {queue}", en: "in the hands of workers of queue {queue}")
    static let rowsOpen = Phrase(
        id: "baris belum tersimpan dan belum disisihkan", en: "rows neither stored nor parked yet")
    static let left = Sentence<Int, Phrase>(same: "{count} {what}")
    static let stuck = Sentence<Phrase>(
        id: "tidak ada yang bergerak selama dua menit: {left}. Apakah semua worker berjalan?",
        en: "nothing has moved for two minutes: {left}. Are all workers running?")
    static let goingOn = Sentence<Int>(
        id: "dilanjutkan setelah {count} yang sudah dikirim",
        en: "going on after {count} that {count:is|are} published already")
    static let acceptedSoFar = Sentence<Int>(id: "{count} diterima", en: "{count} accepted")
    static let accepted = Sentence<Int, String>(
        id: "{count} laporan diterima dalam {seconds} s",
        en: "accepted {count} {count:submission|submissions} in {seconds} s")
    static let acceptedMore = Sentence<Int, String, Int>(
        id: "{count} laporan diterima dalam {seconds} s, setelah {earlier} sebelumnya",
        en: "accepted {count} {count:submission|submissions} in {seconds} s, after {earlier} in an earlier run")
    static let acceptedAt = Sentence<Int, Int, String>(
        id: "{count} diterima, {rate}/s, sisa waktu {left}", en: "{count} accepted, {rate}/s, {left} left")
    static let stopped = Sentence<Int>(
        id: "dihentikan setelah {count} laporan; perintah yang sama melanjutkan dari situ",
        en: "stopped after {count} {count:submission|submissions}; the same command goes on from there")
    static let stoppedUnnoted = Sentence<Int>(
        id:
            "dihentikan setelah {count} laporan; perintah yang sama mulai dari awal, dan yang tersimpan tidak digandakan",
        en:
            "stopped after {count} {count:submission|submissions}; the same command begins anew, and what is stored is not doubled"
    )
    static let nothingPublished = Phrase(
        id: "dihentikan saat memeriksa; belum ada yang dikirim", en: "stopped while checking; nothing was published")
    static let notAwaited = Phrase(
        id: "semuanya sudah dikirim dan tetap diproses; perintah yang sama dengan --wait memberitahu hasilnya",
        en: "all of it is published and goes its way; the same command with --wait tells what became of it")

    // What became of the rows.

    static let became = Sentence<Int, Int, Int>(
        id: "{stored} tersimpan, {known} sudah dikenal, {parked} disisihkan",
        en: "{stored} stored, {known} known before, {parked} parked")
    static let expected = Sentence<Int, Int, Int>(
        id: "menurut pemeriksaan: {stored} akan tersimpan, {known} sudah dikenal, {parked} akan disisihkan",
        en: "by the check: {stored} to be stored, {known} known before, {parked} to be parked")
    static let partsWait = Sentence<Int, Phrase>(
        id: "{count} bagian SMS tersimpan dan menunggu bagian yang lain; belum menjadi laporan ({lines})",
        en:
            "{count} {count:part of an SMS is|parts of SMS are} stored and {count:waits|wait} for the others; no case yet ({lines})"
    )
    static let parkedGroup = Sentence<String, Phrase>(
        id: "disisihkan di intake.dead: {code} ({lines})", en: "parked in intake.dead: {code} ({lines})")
    static let unreadRows = Sentence<Int, Phrase>(
        id: "{count} baris dengan bidang yang tidak terbaca, disimpan tanpa bidang itu: {fields}",
        en: "{count} {count:row|rows} with a field that could not be read, stored without it: {fields}")
    static let unreadField = Sentence<String, Phrase>(id: "{field} di {lines}", en: "{field} in {lines}")
    static let oneLine = Sentence<String>(id: "baris {line}", en: "line {line}")
    static let manyLines = Sentence<String>(id: "baris {lines}", en: "lines {lines}")
    static let missing = Sentence<Int, Phrase>(
        id: "{count} tidak tersimpan dan tidak disisihkan ({lines})", en: "{count} neither stored nor parked ({lines})")
    static let notFound = Sentence<Int>(
        id: "{count} baris tidak ditemukan, tersimpan maupun disisihkan",
        en: "{count} {count:row was|rows were} not found, stored or parked")
    static let notAll = Sentence<Int, Phrase>(
        id: "{count} baris ditolak atau disisihkan ({lines})",
        en: "{count} {count:row was|rows were} refused or parked ({lines})")
    static let noRecords = Phrase(id: "berkas tidak memuat satu laporan pun", en: "the file holds no report at all")
    static let toHistory = Sentence<Int>(
        id: "{count} laporan yang sudah ditutup masuk riwayat, bukan kasus baru (--as-new menjadikannya kasus)",
        en:
            "{count} closed {count:report belongs to the history and becomes no case (--as-new makes a case of it)|reports belong to the history and become no cases (--as-new makes cases of them)}"
    )
    static let mangled = Sentence<Int, Phrase>(
        id:
            "{count} tidak dikirim: nomornya sudah dibulatkan lembar kerja, seperti 2.02601E+14; ekspor lagi dengan nomor sebagai teks ({lines})",
        en:
            "{count} not published: a spreadsheet has rounded the id, as in 2.02601E+14; export it again with ids as text ({lines})"
    )
    static let faulty = Sentence<Int, Phrase>(
        id:
            "{count} tidak dikirim: di tempat nomornya ada tanda galat lembar kerja (#N/A, #REF!, #####); perbaiki rumusnya atau lebarkan kolomnya, lalu ekspor lagi ({lines})",
        en:
            "{count} not published: in place of the id stands a spreadsheet's sign of a fault (#N/A, #REF!, #####); mend its formula or widen its column, and export it again ({lines})"
    )
    static let tooLarge = Sentence<Int>(
        id: "{bytes} bita, lebih dari yang boleh dimuat satu pesan; dilewati",
        en: "{bytes} {bytes:byte is|bytes are} more than a message may have; skipped")
    static let moreTooLarge = Sentence<Int>(
        id: "dan {count} lagi yang terlalu besar", en: "and {count} more that {count:is|are} too large")
    static let unclosed = Sentence<Int>(
        id: "tanda kutip atau kurung terbuka di sini dan tidak pernah ditutup; {count} baris berikutnya tidak dibaca",
        en: "a quote or bracket opens here and is never closed; the next {count:line was|{count} lines were} not read")
    static let cutOff = Phrase(
        id: "tanda kutip atau kurung terbuka di sini dan tidak pernah ditutup; berkas mungkin terpotong",
        en: "a quote or bracket opens here and is never closed; the file may be cut off")
    static let tooLong = Sentence<Int, Int>(
        id:
            "{fields} bidang, sedangkan kepala kolom {columns}; tidak dikirim: beri tanda kutip pada teks yang memuat pemisah",
        en:
            "it has {fields} {fields:field|fields}, the header has {columns}; not published: quote texts that hold the separator"
    )
    static let moreTooLong = Sentence<Int>(
        id: "dan {count} baris lagi dengan bidang lebih banyak daripada kepala kolom",
        en: "and {count} more with more fields than the header")
    static let unknownStatuses = Sentence<Int>(
        id:
            "{count} tidak dikirim, karena statusnya tidak dikenal. Sudah ditutup atau belum? Sebut --status-closed atau --status-open dengan kata itu, atau --as-new:",
        en:
            "{count} not published, because their status is not known. Closed or not? Say --status-closed or --status-open with the word, or --as-new:"
    )
    static let unknownStatus = Sentence<String, Int, Phrase>(
        id: "  '{status}': {count} di antaranya ({lines})", en: "  '{status}': {count} of them ({lines})")
    static let historyProblem = Sentence<Phrase, Phrase>(
        id: "di riwayat, {lines}: {reason}", en: "in the history, {lines}: {reason}")
    static let unread = Sentence<String, Int>(
        id: "tidak ada worker yang membaca antrean {queue}, tempat {count} pesan menunggu; tetap menunggu",
        en: "no worker reads queue {queue}, where {count} {count:message waits|messages wait}; still waiting")
    static let outOfTime = Sentence<String, Phrase>(
        id: "belum selesai dalam {seconds} s: {left}. Semuanya sudah dikirim dan tetap diproses",
        en: "not done within {seconds} s: {left}. All of it is published and goes its way")
    static let unknownColumns = Sentence<String>(
        id: "kolom atau bidang yang tidak dikenal: {columns}; isinya disimpan bersama identitas pelapor",
        en: "unknown columns or fields: {columns}; what they hold is kept with the reporter's identity")
    static let officialClock = Phrase(
        id: "jam ekspor resmi dibaca sebagai UTC (--zone mengubahnya)",
        en: "the official export's clock is read as UTC (--zone changes that)")
    static let dateOpen = Sentence<String>(
        id:
            "tanggal di kolom '{column}' dapat dibaca dengan lebih dari satu cara; sebut --dates dmy, --dates mdy atau --dates ymd",
        en:
            "the day in column '{column}' can be read in more ways than one; say --dates dmy, --dates mdy or --dates ymd"
    )
    static let dayOpen = Sentence<String>(
        id: "'{text}' dapat dibaca dengan lebih dari satu cara; sebut --dates dmy, --dates mdy atau --dates ymd",
        en: "'{text}' can be read in more ways than one; say --dates dmy, --dates mdy or --dates ymd")
    static let datesMixed = Sentence<Int, Int, String>(
        id:
            "tidak ada satu urutan hari, bulan dan tahun yang cocok untuk baris {one} dan {other} di kolom '{column}'; sebut --dates dmy, --dates mdy atau --dates ymd",
        en:
            "no order of day, month and year fits both line {one} and line {other} of column '{column}'; say --dates dmy, --dates mdy or --dates ymd"
    )
    static let storeSilent = Phrase(
        id: "basis data tidak menjawab: yang sudah dikenal tidak dihitung",
        en: "the database does not answer: what was known before is not counted")
    static let stampNeedsLines = Phrase(
        id: "--stamp hanya untuk baris JSON", en: "--stamp is for JSON lines only")
    static let noteElsewhere = Sentence<String>(
        id: "{file} tidak dapat ditulis; sebut berkas lain dengan --progress",
        en: "cannot write {file}; name another file with --progress")
    static let missingColumns = Sentence<String, String>(
        id: "berkas CSV tidak mempunyai kolom '{missing}'; kolomnya harus kolom ekspor SP4N-LAPOR!: {known}",
        en: "the CSV file has no column '{missing}'; it must have those of the SP4N-LAPOR! export: {known}")
    static let missingID = Sentence<String, String>(
        id:
            "berkas CSV tidak mempunyai kolom '{missing}'; kolomnya harus kolom ekspor SP4N-LAPOR!: {known}. Kalau tabelnya memang tanpa nomor (formulir daring), sebut --ids-from-rows: nomor dibuat dari isi baris",
        en:
            "the CSV file has no column '{missing}'; it must have those of the SP4N-LAPOR! export: {known}. If the table has no numbers (an online form), say --ids-from-rows: they are made from what each row says"
    )
    static let typeText = Phrase(
        id: "ketik teksnya, lalu akhiri berkas (Ctrl-D):", en: "the text, then an end of file (Ctrl-D):")
    static let inputNotUTF8 = Phrase(id: "teksnya bukan UTF-8", en: "the text is not UTF-8")
    static let noObject = Phrase(
        id: "berkas itu harus berisi satu objek JSON", en: "the file must hold one JSON object")
    static let fileFields = Sentence<String>(
        id: "berkas itu harus mempunyai isian {fields}, dan tidak yang lain",
        en: "the file must have fields of {fields}, and no others")
    static let fileTexts = Phrase(
        id: "isian berkas itu harus teks, attachments daftar teks",
        en: "the fields of the file must be texts, attachments a list of texts")
    static let nothingNew = Phrase(id: "tidak ada isian baru", en: "there is no field that is new")
    static let nobodyToAsk = Phrase(
        id: "--ask memerlukan terminal; tanpa terminal: --reporter-file",
        en: "--ask needs a terminal; without one: --reporter-file")
    static let askName = Phrase(id: "Nama (kosong: tidak disebut)", en: "Name (empty: not told)")
    static let askPhone = Phrase(id: "Nomor telepon", en: "Telephone number")
    static let askEmail = Phrase(id: "Alamat surel", en: "E-mail address")
    static let askTitle = Phrase(id: "Judul", en: "Title")
    static let askLocation = Phrase(id: "Tempat kejadian", en: "Where it happened")
    static let noMoment = Phrase(id: "submitted_at tidak ada", en: "submitted_at is missing")
    static let noSubmission = Phrase(id: "tidak ada yang dikirim", en: "nothing was submitted")
    static let announced = Sentence<Int>(
        id: "{events} peristiwa akan diumumkan lagi; ClockWorker yang melakukannya.",
        en: "{events} {events:event is|events are} to be announced again; ClockWorker does it.")
}
