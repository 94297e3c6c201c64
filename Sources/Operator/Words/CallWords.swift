/// What is wrong with a call. Names of options stay as they are typed.
package enum CallWords {
    package static let oneOf = Sentence<String, String>(
        id: "{option} harus salah satu dari {known}", en: "{option} must be one of {known}")
    package static let aboveZero = Sentence<String>(id: "{option} harus di atas 0", en: "{option} must be above 0")
    package static let tooOften = Sentence<String>(
        id: "{option} harus paling sedikit 0.5 detik", en: "{option} must be 0.5 seconds or more")
    package static let watchedByPeople = Phrase(
        id: "--watch menggambar untuk orang, --json untuk program: pilih salah satu",
        en: "--watch draws for people, --json is for programs: choose one")
    package static let range = Sentence<String, Int, Int>(
        id: "{option} harus {least} sampai {most}", en: "{option} must be {least} to {most}")
    package static let length = Sentence<String, Int>(
        id: "{option} harus 1 sampai {most} karakter", en: "{option} must have 1 to {most} {most:character|characters}")
    package static let notDay = Sentence<String>(
        id: "'{text}' bukan hari seperti 2026-11-25", en: "'{text}' is no day such as 2026-11-25")
    package static let notMoment = Sentence<String, String>(
        id: "{option} harus RFC 3339 dengan selisih zona: {example}",
        en: "{option} must be RFC 3339 with an offset: {example}")
    package static let empty = Sentence<String>(id: "{option} tidak boleh kosong", en: "{option} must not be empty")
    package static let before = Sentence<String, String>(
        id: "{end} tidak boleh sebelum {start}", en: "{end} must not be before {start}")
    package static let kind = Phrase(
        id: "--kind harus pengaduan, aspirasi atau permintaan_informasi",
        en: "--kind must be pengaduan, aspirasi or permintaan_informasi")

    // Figures.

    package static let wider = Sentence<String, String>(
        id: "--level {level} lebih luas daripada wilayah {region}",
        en: "--level {level} is wider than the region {region}")
    package static let by = Sentence<String, String>(
        id: "--by harus menyebut sebagian dari {known}, bukan '{word}'",
        en: "--by must name some of {known}, not '{word}'")
    package static let rankedBy = Sentence<String>(
        id: "--measure harus salah satu dari {known}", en: "--measure must be one of {known}")
    package static let notPeriod = Sentence<String>(
        id: "--period harus tahun, triwulan, atau bulan (2020, 2020-Q3, 2020-09), bukan '{text}'",
        en: "--period must be a year, quarter or month (2020, 2020-Q3, 2020-09), not '{text}'")
    package static let onePage = Phrase(
        id: "sebutkan --markdown atau --overseers, tidak keduanya", en: "give --markdown or --overseers, not both")
    package static let periodOrDays = Phrase(
        id: "sebutkan --period, atau --from dan --to", en: "give --period, or --from and --to")
    package static let byTwice = Phrase(id: "--by menyebut sesuatu dua kali", en: "--by names something twice")
    package static let asOf = Phrase(
        id: "--as-of harus saat seperti 2026-12-31T17:00:00Z atau tanggal seperti 2026-12-31",
        en: "--as-of must be a moment such as 2026-12-31T17:00:00Z or a date such as 2026-12-31")
    package static let pictureOnTerminal = Phrase(
        id: "gambar PNG bukan teks untuk terminal: beri --output FILE",
        en: "a PNG is no text for a terminal: give --output FILE")
    package static let ledgerNow = Phrase(
        id: "--last menampilkan yang dibandingkan waktu itu; buku dibandingkan sekarang",
        en: "--last shows what was compared then; a ledger is compared now")

    // Bodies, parked messages, commands.

    package static let noContact = Phrase(
        id: "beri --email, --phone, atau keduanya", en: "give --email, --phone or both")
    package static let channelName = Phrase(
        id: "--channel harus 1 sampai 32 dari a-z, 0-9, titik, garis bawah dan tanda hubung",
        en: "--channel must be 1 to 32 of a-z, 0-9, dot, underscore and hyphen")
    package static let checkOnly = Phrase(
        id: "--check tidak mengirim apa pun, jadi tidak ada yang ditunggu dengan --wait",
        en: "--check publishes nothing, so that --wait has nothing to wait for")
    package static let together = Sentence<String, String>(
        id: "{one} dan {other} hanya berarti berdua", en: "{one} and {other} mean something together only")
    package static let forNeedsWait = Phrase(
        id: "--for hanya untuk --wait", en: "--for is for --wait only")
    package static let statusBoth = Phrase(
        id: "satu status tidak dapat berarti terbuka dan tertutup sekaligus",
        en: "one status cannot be both open and closed")
    package static let email = Phrase(id: "itu bukan alamat surel", en: "that is no e-mail address")
    package static let phone = Phrase(id: "itu bukan nomor telepon", en: "that is no phone number")
    package static let onePhone = Phrase(
        id: "itu lebih dari satu nomor telepon: cari satu per satu",
        en: "that is more than one phone number: look for one after the other")
    package static let noneNamed = Phrase(
        id: "sebut id, saringan seperti --code, atau --all", en: "name ids, a filter such as --code, or --all")
    package static let noNoticeNamed = Phrase(
        id: "sebut nomor laporan, id, saringan seperti --day, atau --all",
        en: "name tracking codes, ids, a filter such as --day, or --all")
    package static let unknownColumns = Sentence<String, String>(
        id: "--columns: {unknown} tidak ada di sini; yang ada: {known}",
        en: "--columns: {unknown} is not here; there are {known}")
    package static let columnsForPeople = Phrase(
        id: "--columns memilih kolom tabel; dengan --json semuanya ada",
        en: "--columns chooses columns of a table; with --json all are there")
    package static let keptAlone = Phrase(
        id: "--kept hanya dapat disaring dengan --stage", en: "--kept can be narrowed by --stage only")
    package static let externalID = Phrase(
        id: "--external-id memerlukan --submitted-at: nomor laporan dibuat dari keduanya",
        en: "--external-id needs --submitted-at: the tracking code is made from both")
    package static let datesAlone = Phrase(
        id: "--dates memerlukan --incident-date", en: "--dates needs --incident-date")
    package static let oneInput = Phrase(
        id: "--text-file dan --reporter-file tidak dapat keduanya membaca masukan standar",
        en: "--text-file and --reporter-file cannot both read standard input")
    package static let oneStandardInput = Phrase(
        id: "hanya satu opsi yang dapat membaca masukan standar (-)",
        en: "only one option can read standard input (-)")
    package static let reasonOrFile = Phrase(
        id: "--reason dan --reason-file tidak dapat dipakai bersama",
        en: "--reason and --reason-file exclude each other")
    package static let askOrFile = Phrase(
        id: "--ask dan --reporter-file tidak dapat dipakai bersama", en: "--ask and --reporter-file exclude each other")
    package static let account = Sentence<Int>(
        id: "--actor harus nama akun: 1 sampai {most} huruf, angka, . _ - @",
        en: "--actor must be an account's name: 1 to {most} {most:letter|letters}, digits, . _ - @")
    package static let system = Phrase(
        id: "--role system hanya untuk worker", en: "--role system is the workers' own")
    package static let cause = Sentence<Int>(
        id: "--cause harus kata dari huruf kecil dan _, paling banyak {most}",
        en: "--cause must be a word of small letters and _, at most {most}")

    // Finding.

    package static let findWhat = Phrase(
        id: "sebut kata, --channel dengan --external-id, --phone-file, --email-file, atau syarat seperti --body",
        en: "name words, a --channel with --external-id, a --phone-file, an --email-file, or a condition such as --body"
    )
    package static let findAlone = Phrase(
        id: "--external-id memerlukan --channel, dan berdiri sendiri dengannya",
        en: "--external-id needs --channel, and stands alone with it")
    package static let findReason = Phrase(
        id: "kata, --phone-file dan --email-file memerlukan --reason: pencarian ini dicatat",
        en: "words, --phone-file and --email-file need --reason: the search is written down")
    package static let phoneAlone = Phrase(
        id: "--phone-file dan --email-file berdiri sendiri, tanpa kata",
        en: "--phone-file and --email-file stand alone, without words")
    package static let personWho = Phrase(
        id: "sebut --phone-file atau --email-file", en: "name a --phone-file or an --email-file")
    package static let unknownOption = Sentence<String, String>(
        id: "Kesalahan: '{option}' tidak dikenal. Maksudnya '{other}'?",
        en: "Error: Unknown option '{option}'. Did you mean '{other}'?")
    /// Whether the parser says so in `line`.
    package static func isOfUnknownOption(_ line: String) -> Bool { line.hasPrefix("Error: Unknown option '") }
    package static let maybe = Sentence<String>(id: "Maksudnya '{word}'?", en: "Did you mean '{word}'?")

    // Training.

    package static let filesOrSince = Phrase(
        id: "beri berkas atau --since, salah satu saja", en: "give either files or --since")
    package static let filesNeed = Phrase(
        id: "dengan berkas, --text, --label dan --out wajib ada",
        en: "with files --text, --label and --out are required")
}

/// What the parser of arguments says.
extension SaidWords {
    static let calls = [
        Phrase(id: "Kesalahan: {fault}", en: "Error: {fault}"),
        Phrase(id: "Pemakaian: {call}", en: "Usage: {call}"),
        Phrase(id: "  Lihat '{call}' untuk keterangan selengkapnya.", en: "  See '{call}' for more information."),
        Phrase(id: "Argumen {argument} belum diberikan", en: "Missing expected argument {argument}"),
        Phrase(id: "{option} belum diberi nilai", en: "Missing value for {option}"),
        Phrase(id: "{option} tidak dikenal", en: "Unknown option {option}"),
        Phrase(
            id: "{option} tidak dikenal. Maksudnya {other}?", en: "Unknown option {option}. Did you mean {other}?"),
        Phrase(id: "Argumen {argument} tidak pada tempatnya", en: "Unexpected argument {argument}"),
        Phrase(
            id: "{count} argumen tidak pada tempatnya: {arguments}", en: "{count} unexpected arguments: {arguments}"),
        Phrase(id: "Nilai {value} tidak sah untuk {option}", en: "The value {value} is invalid for {option}"),
        Phrase(
            id: "Nilai {value} tidak sah untuk {option}: {reason}",
            en: "The value {value} is invalid for {option}: {reason}"),
        Phrase(
            id: "Nilai {value} tidak sah untuk {option}. Pakai salah satu dari {known}.",
            en: "The value {value} is invalid for {option}. Please provide one of {known}."),
        Phrase(
            id: "Nilai {value} tidak sah untuk {option}. Pakai salah satu dari yang berikut:",
            en: "The value {value} is invalid for {option}. Please provide one of the following:"),
        Phrase(id: "{one}' atau '{other}", en: "{one}' or '{other}"),
        Phrase(id: "{one}' dan '{other}", en: "{one}' and '{other}"),
    ]
}
