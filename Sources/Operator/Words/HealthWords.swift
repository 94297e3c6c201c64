/// What the doctor says of workers and of what they need.
extension DoctorWords {
    static func worker(_ kind: String) -> Phrase { Phrase(same: kind) }
    static let nobodyRuns = Phrase(id: "tidak ada yang berjalan", en: "none runs")
    static let start = Sentence<String>(id: "jalankan {kind}", en: "start {kind}")
    static let queueUnread = Phrase(id: "tidak ada yang membaca antreannya", en: "nobody reads its queue")
    static let livesUnseen = Phrase(
        id: "apakah ada yang berjalan, hanya basis data yang tahu", en: "whether one runs only the database tells")
    static let startWhenSeen = Sentence<String>(
        id: "pulihkan basis data, lalu periksa lagi; jalankan {kind} bila memang tidak ada",
        en: "mend the database, then look again; start {kind} if there is none")
    static let startOrRestart = Sentence<String>(
        id: "mulai ulang {kind}: ia berakhir, beku, atau terputus dari basis data",
        en: "restart {kind}: it has ended, is frozen, or is cut off from the database")
    static let waiting = Sentence<Int>(
        id: "{messages} pesan menunggu", en: "{messages} {messages:message waits|messages wait}")
    static let delayed = Sentence<Phrase, Phrase>(same: "{what}: {count}")
    static let since = Sentence<Int, Phrase>(id: "{count}, sejak {time} lalu", en: "{count}, the oldest for {time}")
    static let fellSilent = Sentence<String, Phrase>(
        id: "yang terakhir, {place}, diam sejak {time} lalu", en: "the last, {place}, fell silent {time} ago")
    static let noLife = Sentence<Int>(
        id: "{consumers} pembaca, tetapi tidak ada yang membuktikan bahwa ia hidup",
        en: "{consumers} {consumers:consumer, which does not prove|consumers, none of which proves} that it lives")
    static let seeAge = Phrase(
        id: "ia beku, atau terputus dari basis data: mulai ulang; bila tetap begitu, lihat lognya",
        en: "they are frozen, or cut off from the database: restart them; if it stays so, look at their logs")
    static let silentBeside = Sentence<String, Phrase, Int>(
        id: "{place} diam sejak {time} lalu, di samping {others} yang hidup",
        en: "{place} fell silent {time} ago, beside {others} that live")
    static let held = Sentence<Int>(
        id: "{messages} pesan sedang dipegang", en: "{messages} {messages:message is|messages are} in somebody's hands")
    static let startAgain = Phrase(
        id: "mulai ulang proses itu, atau jalankan yang baru", en: "restart that process, or start another")
    static let unknownConsumers = Sentence<Int, Int>(
        id: "{unknown} dari {consumers} pembaca tidak membuktikan bahwa ia hidup",
        en: "{unknown} of {consumers} {consumers:consumer does|consumers do} not prove that they live")
    static let lanesNotReading = Sentence<Int, Int>(
        id: "{missing} dari {lanes} jalur tidak membaca antreannya",
        en: "{missing} of {lanes} {lanes:lane does|lanes do} not read their queue")
    static let nothingDone = Sentence<Int>(
        id: "berjalan, tetapi tidak satu pun dari {lanes} jalurnya bekerja",
        en: "runs, and {lanes:its one lane gets nothing done|none of its {lanes} lanes gets anything done}")
    static let notReading = Phrase(
        id: "berjalan, tetapi tidak membaca antreannya", en: "runs, and does not read its queue")
    static let takesNothing = Sentence<Phrase>(
        id: "tidak mengambil apa pun selama {time}", en: "has taken nothing for {time}")
    static let laneSilent = Sentence<Phrase>(
        id: "satu jalur diam selama {time}", en: "a lane has been silent for {time}")
    static let lanesStand = Sentence<Int, Int>(
        id: "{standing} dari {lanes} jalur tidak bekerja",
        en: "{standing} of {lanes} {lanes:lane|lanes} {standing:gets|get} nothing done")
    static let seeLogOf = Sentence<String>(id: "lihat lognya: {place}", en: "look at the log of {place}")
    static let sound = Sentence<Int, Int, Int>(
        id: "{processes} proses, {lanes} jalur, {waiting} menunggu",
        en: "{processes} {processes:process|processes}, {lanes} {lanes:lane|lanes}, {waiting} {waiting:waits|wait}")
    static let alive = Sentence<Int, Int>(
        id: "{processes} proses, {lanes} jalur",
        en: "{processes} {processes:process|processes}, {lanes} {lanes:lane|lanes}")
    static let growing = Sentence<Int, Phrase>(
        id: "{messages} pesan disisihkan, yang terakhir {time} lalu",
        en: "{messages} {messages:message is|messages are} parked, the last {time} ago")
    static let overflowing = Sentence<Int>(
        id: "penuh: {messages} pesan lagi disisihkan di basis data",
        en: "was full: {messages} more {messages:message is|messages are} parked in the database")
    static let makeRoom = Sentence<String>(
        id: "kembalikan atau buang yang sudah jelas: lapor dead list --stage {stage}",
        en: "put back or discard what is clear: lapor dead list --stage {stage}")
    static let diskLow = Sentence<String, Size>(
        id: "{place}: disk untuk pesan tinggal {free}", en: "{place}: {free} are left on the disk for messages")
    static let releases = Phrase(id: "rilis", en: "releases")
    static let oneRelease = Phrase(
        id: "selesaikan pemutakhiran: semua worker memakai satu rilis",
        en: "finish the upgrade: all workers run one release")

    // What decisions and messages need.

    static let ownRights = Phrase(id: "hak akun ini", en: "this account's rights")
    static let brokerRights = Phrase(
        id: "di broker cukup untuk semua perintah", en: "at the broker suffice for all commands")
    static let databaseRights = Phrase(
        id: "di basis data cukup untuk semua perintah", en: "in the database suffice for all commands")
    static let grantRights = Phrase(
        id: "beri haknya dengan 'lapor account database', atau pakai login program itu sendiri",
        en: "give it the rights with 'lapor account database', or work by the program's own login")
    static let mayNot = Sentence<String, Phrase>(
        id: "tidak boleh {privilege} pada {tables}", en: "it may not {privilege} on {tables}")
    static let reference = Phrase(id: "data acuan", en: "reference data")
    static let isThere = Phrase(id: "tersedia", en: "is there")
    static let empty = Sentence<String>(id: "kosong: {tables}", en: "empty: {tables}")
    static let lacking = Sentence<Phrase>(
        id: "teks yang tidak ada di tabel template: {texts}", en: "texts that table template does not have: {texts}")
    static let restoreTexts = Phrase(
        id: "kosongkan tabel template, lalu ambil dari cadangan (pg_restore --data-only --table=template)",
        en: "empty table template, then restore it from a backup (pg_restore --data-only --table=template)")
    static let loadReference = Phrase(
        id: "jalankan 'lapor load reference'; sampai saat itu tidak ada laporan yang dirutekan dengan benar",
        en: "run 'lapor load reference'; until then no complaint is routed rightly")
    static let restoreTemplates = Phrase(
        id: "ambil tabel template dari cadangan (pg_restore --data-only --table=template): tanpa itu tidak ada pesan",
        en: "restore table template from a backup (pg_restore --data-only --table=template): without it nobody is told")
    static let officers = Phrase(id: "pejabat penghubung", en: "liaison officers")
    static let inOffice = Sentence<Int>(id: "{count} bertugas", en: "{count} in office")
    static let noOfficers = Phrase(
        id: "tidak ada: tidak ada yang diberi tahu tentang laporan", en: "none: nobody is told of complaints")
    static let noneInOffice = Sentence<Int>(
        id: "tidak satu pun dari {count} bertugas hari ini", en: "none of {count} is in office today")
    static let loadOfficers = Phrase(
        id: "jalankan 'lapor load officers FILE'", en: "run 'lapor load officers FILE'")
    static let notices = Sentence<String>(id: "pesan {channel}", en: "notices by {channel}")
    static let told = Sentence<Int>(
        id: "{count} terkirim dalam 7 hari", en: "{count} {count:was|were} sent in 7 days")
    static let untold = Sentence<Int, Int>(
        id: "{lost} gagal atau tidak diketahui dalam 7 hari, {told} terkirim",
        en: "{lost} failed or {lost:is|are} unknown in 7 days, {told} {told:was|were} sent")
    static let seeFailed = Phrase(
        id: "lihat sebabnya: 'lapor notices --failed'", en: "see why: 'lapor notices --failed'")
    static let texts = Phrase(id: "teks pesan", en: "texts of messages")
    static let unworded = Sentence<Int>(
        id: "{count} pesan menunggu teks yang tidak ada di tabel template",
        en: "{count} {count:notice waits for a text|notices wait for texts} that table template does not have")
    static let provider = Sentence<String>(id: "penyedia {channel}", en: "provider of {channel}")
    static let lately = Sentence<Int, Int, Phrase, Int, Int>(
        id:
            "dalam satu jam terakhir {told} terkirim; {waiting} menunggu percobaan lagi, sejak {time} lalu; {failed} gagal, {unknown} tidak diketahui",
        en:
            "in the last hour {told} went out; {waiting} {waiting:waits|wait} for another attempt, the oldest for {time}; {failed} failed, {unknown} {unknown:is|are} unknown"
    )
    static let askProvider = Sentence<String>(
        id:
            "apakah penyedia di {setting} menjawab, dan benarkah akun, pengirim dan tokennya? Yang menunggu dikirim sendiri; yang gagal: 'lapor notices --failed'",
        en:
            "does the provider in {setting} answer, and are account, sender and token right? What waits is sent by itself; what failed: 'lapor notices --failed'"
    )
    static let sinceTaken = Sentence<Phrase, Int, Int>(
        id: "tidak menerima apa pun sejak {time} lalu: {refused} ditolak, {unanswered} tidak dijawab",
        en:
            "has taken none for {time}: {refused} {refused:was|were} refused, {unanswered} {unanswered:was|were} not answered"
    )
    static let filed = Sentence<Int>(
        id: "tanpa penyedia: pesan ditulis ke berkas dan tidak sampai kepada siapa pun ({count} dalam 7 hari)",
        en: "no provider: messages are written to files and reach nobody ({count} in 7 days)")
    static let setProvider = Sentence<String>(
        id: "atur {setting} bagi NotifyWorker", en: "set {setting} for NotifyWorker")
    static let sessions = Sentence<Int, Int>(
        id: "{open} dari {most} sesi terpakai", en: "{open} of {most} {most:session|sessions} {open:is|are} open")
    static let moreSessions = Phrase(
        id: "naikkan max_connections, atau kurangi jalur", en: "raise max_connections, or run fewer lanes")

    // Certificates.

    static let certificate = Sentence<Phrase>(id: "sertifikat {server}", en: "certificate of {server}")
    static let noCertificate = Phrase(
        id: "tidak menjawab, atau tanpa TLS", en: "does not answer, or not by TLS")
    static let checkServer = Sentence<String>(
        id: "apakah server di {setting} berjalan, dan dapat dijangkau dari mesin ini?",
        en: "does the server in {setting} run, and can this machine reach it?")
    static let until = Sentence<String>(id: "berlaku sampai {day}", en: "valid until {day}")
    static let expired = Sentence<String>(id: "habis berlaku pada {day}", en: "ran out on {day}")
    static let renew = Phrase(id: "perbarui sertifikatnya", en: "renew it")
}
