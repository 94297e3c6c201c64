/// What the doctor examines, finds and advises.
enum DoctorWords {
    static func severity(_ severity: Finding.Severity) -> Phrase {
        switch severity {
        case .good: Phrase(id: "baik", en: "good")
        case .note: Phrase(id: "catatan", en: "note")
        case .warning: Phrase(id: "waspada", en: "warning")
        case .error: Phrase(id: "bahaya", en: "error")
        }
    }
    static let atOnce = Sentence<Int, Int>(
        id: "{errors} dari {findings} temuan harus segera ditangani",
        en: "{errors} of {findings} {findings:finding|findings} {errors:needs|need} somebody at once")
    static let lookAt = Sentence<Int, Int>(
        id: "{warnings} dari {findings} temuan perlu dilihat",
        en: "{warnings} of {findings} {findings:finding|findings} should be looked at")
    static let cured = Sentence<Phrase, Phrase>(same: "{cause}: {cure}")
    static let said = Sentence<Phrase, String>(same: "{line} ({words})")
    static let seeLog = Phrase(id: "lihat log server", en: "look at the server's log")

    // The broker.

    static let broker = Phrase(same: "broker")
    static let management = Phrase(id: "API manajemen", en: "management API")
    static let topology = Phrase(id: "topologi", en: "topology")
    static let queue = Sentence<String>(id: "antrean {name}", en: "queue {name}")
    static let answers = Phrase(id: "menjawab", en: "answers")
    static let unseen = Sentence<Phrase, Phrase>(
        id: "{what} tidak terlihat: {cause}", en: "{what} could not be seen: {cause}")
    static let everything = Phrase(
        id: "versi, alarm, memori, disk dan topologi", en: "version, alarms, memory, disk and topology")
    static let alarms = Phrase(id: "alarm", en: "alarms")
    static let rooms = Phrase(id: "memori dan disk", en: "memory and disk")
    static let policies = Phrase(
        id: "exchange, binding dan kebijakan", en: "exchanges, bindings and policies")
    static let noManagement = Phrase(
        id: "LAPOR_MANAGEMENT_URL belum diatur", en: "LAPOR_MANAGEMENT_URL is not set")
    static let setManagement = Phrase(id: "atur LAPOR_MANAGEMENT_URL", en: "set LAPOR_MANAGEMENT_URL")
    static let checkManagement = Phrase(
        id: "periksa LAPOR_MANAGEMENT_URL dan tag akunnya", en: "check LAPOR_MANAGEMENT_URL and the account's tag")
    static let tooOld = Sentence<String>(id: "{server} terlalu lama", en: "{server} is too old")
    static let atLeast = Sentence<String>(id: "pakai {version} atau lebih baru", en: "run {version} or later")
    static let noAlarm = Phrase(id: "tidak ada alarm memori atau disk", en: "no memory or disk alarm")
    static let alarm = Phrase(
        id: "alarm memori atau disk menahan pengirim: kanal tidak dapat mengirim laporan",
        en: "a memory or disk alarm holds publishers back: channels cannot submit")
    static let freeMemory = Phrase(
        id: "kosongkan memori atau disk di mesin broker; yang sudah tersimpan diumumkan sesudahnya",
        en: "free memory or disk on the broker's machine; what is stored is announced afterwards")
    static let topologyGood = Phrase(
        id: "exchange, antrean, binding dan kebijakan sesuai",
        en: "exchanges, queues, bindings and policies are as they must be")
    static let applyTopology = Phrase(id: "jalankan 'lapor topology apply'", en: "run 'lapor topology apply'")
    static let makeAnew = Phrase(
        id: "periksa milik siapa; bila tidak diperlukan siapa pun, hapus, lalu 'lapor topology apply'",
        en: "see whose it is; when nobody needs it, delete it, then 'lapor topology apply'")
    static let clearPolicies = Phrase(
        id: "hapus, lalu jalankan 'lapor topology apply'", en: "clear it, then run 'lapor topology apply'")
    static let andMore = Sentence<Phrase, Int>(id: "{some}; dan {count} lagi", en: "{some}; and {count} more")
    static let diskNear = Sentence<String, Size, Size>(
        id: "{node}: disk tersisa {free}, alarm pada {limit}",
        en: "{node}: {free} of disk are free, the alarm is at {limit}")
    static let memoryNear = Sentence<String, Size, Size>(
        id: "{node}: memori {used}, alarm pada {limit}",
        en: "{node}: {used} of memory are used, the alarm is at {limit}")
    static let freeDisk = Phrase(id: "kosongkan disk itu", en: "free that disk")
    static let nobodyReads = Sentence<Int>(
        id: "{messages} pesan menunggu dan tidak ada yang membaca",
        en: "{messages} {messages:message waits and nobody reads it|messages wait and nobody reads them}")
    static let depth = Sentence<Int, Int>(
        id: "{waiting} menunggu, {consumers} pembaca",
        en: "{waiting} {waiting:waits|wait}, {consumers} {consumers:consumer|consumers}")
    static let parked = Sentence<Int>(
        id: "{messages} pesan disisihkan, termasuk salinannya",
        en: "{messages} {messages:message is|messages are} parked, copies included")
    static let seeWhy = Sentence<String>(
        id: "lihat sebabnya: lapor dead list --stage {stage}", en: "see why: lapor dead list --stage {stage}")

    // The database.

    static let database = Phrase(id: "basis data", en: "database")
    static let schema = Phrase(id: "skema", en: "schema")
    static let clock = Phrase(id: "jam", en: "clock")
    static let losing = Sentence<String, String>(
        id: "{setting} {value}: bila server jatuh, laporan yang sudah diterima hilang",
        en: "{setting} is {value}: a crash loses complaints that were accepted")
    static let setting = Sentence<String, String>(id: "{name} {value}", en: "{name} is {value}")
    static let takesWrites = Phrase(id: "menerima tulisan", en: "takes writes")
    static let readOnly = Phrase(
        id: "hanya dapat dibaca (default_transaction_read_only): tidak ada laporan yang dapat disimpan",
        en: "can only be read (default_transaction_read_only): no complaint can be stored")
    static let standby = Phrase(
        id: "ini cadangan, hanya dapat dibaca: tidak ada laporan yang dapat disimpan",
        en: "this is a standby, which can only be read: no complaint can be stored")
    static let findPrimary = Phrase(
        id:
            "sebut server utamanya di LAPOR_DATABASE_URL dengan target_session_attrs=read-write, atau jadikan ini server utama",
        en: "name the primary in LAPOR_DATABASE_URL, with target_session_attrs=read-write, or promote this one")
    /// - Parameter place: where it is set, in PostgreSQL's words: `database`, `user`, `configuration file` and others.
    static func resetReadOnly(in place: String) -> Phrase {
        switch place {
        case "database", "database user":
            Phrase(
                id: "siapa yang mengaturnya? Lalu 'ALTER DATABASE … RESET default_transaction_read_only'",
                en: "who set it? Then 'ALTER DATABASE … RESET default_transaction_read_only'")
        case "user":
            Phrase(
                id: "siapa yang mengaturnya? Lalu 'ALTER ROLE … RESET default_transaction_read_only'",
                en: "who set it? Then 'ALTER ROLE … RESET default_transaction_read_only'")
        case "client", "session":
            Phrase(
                id: "perbaiki pilihan di LAPOR_DATABASE_URL atau PGOPTIONS",
                en: "mend the options in LAPOR_DATABASE_URL or PGOPTIONS")
        default:
            Phrase(
                id: "siapa yang mengaturnya? Lalu 'ALTER SYSTEM RESET default_transaction_read_only'",
                en: "who set it? Then 'ALTER SYSTEM RESET default_transaction_read_only'")
        }
    }
    static let noStandby = Phrase(
        id: "tidak ada cadangan sinkron: bila mesin ini hilang, laporan ikut hilang",
        en: "there is no synchronous standby: losing this machine loses complaints")
    static let seeDurability = Phrase(
        id: "lihat 'Durability' di docs/operators.md", en: "see 'Durability' in docs/operators.md")
    static let skew = Sentence<Double>(
        id: "jam basis data berbeda {seconds} s dari mesin ini",
        en: "the database's differs from this machine's by {seconds} s")
    static let timeService = Phrase(
        id: "jalankan layanan waktu (NTP) di semua mesin", en: "run a time service (NTP) on all machines")
    static let upToDate = Sentence<Int>(
        id: "mutakhir ({migrations} migrasi)", en: "up to date ({migrations} {migrations:migration|migrations})")
}
