/// What is wrong with a CSV file: of bodies, of holidays, of rules.
enum FileWords {
    static let faults = Sentence<Int, String>(
        id: "{count} kesalahan di {file}; tidak ada yang diubah",
        en: "{count} {count:fault|faults} in {file}; nothing was changed")
    static let noHeader = Phrase(id: "tidak ada kepala kolom", en: "there is no header")
    static let headerLacks = Sentence<String>(id: "kepala kolom tanpa {columns}", en: "the header lacks {columns}")
    static let headerStrange = Sentence<String, String>(
        id: "kepala kolom memuat {columns}; yang dikenal {known}", en: "the header has {columns}; known are {known}")
    static let headerTwice = Phrase(
        id: "kepala kolom menyebut satu kolom dua kali", en: "the header names a column twice")
    static let notReadable = Phrase(
        id: "bukan UTF-8, atau tanda kutipnya tidak berpasangan", en: "it is not UTF-8, or its quotes do not match")
    static let fields = Sentence<Int, Int>(
        id: "{count} bidang, sedangkan kepala kolom {expected}",
        en: "it has {count} {count:field|fields}, the header has {expected}")
    static let isEmpty = Sentence<String>(id: "{column} kosong", en: "{column} is empty")
    static let oneOf = Sentence<String, String>(
        id: "{column} harus salah satu dari {known}", en: "{column} must be one of {known}")

    // Bodies.

    static let inLineAlready = Sentence<String, Int>(
        id: "{code} sudah ada di baris {line}", en: "{code} is in line {line} already")
    static let noParent = Sentence<String>(
        id: "tidak ada instansi {code} di atasnya", en: "there is no body {code} to be above it")
    static let aboveItself = Sentence<String>(id: "{code} berada di atas dirinya sendiri", en: "{code} is above itself")
    static let parentEmpty = Phrase(
        id: "parent_code kosong: hanya meja nasional tidak mempunyai atasan",
        en: "parent_code is empty: only the national desk has nothing above it")
    static let noRegion = Sentence<String>(id: "tidak ada wilayah {code}", en: "there is no region {code}")
    static let noDuty = Sentence<String>(id: "tidak ada urusan {code}", en: "there is no duty {code}")

    // Holidays and rules.

    static let noLines = Phrase(
        id: "berkas tidak mempunyai baris di bawah kepala kolom", en: "the file has no line below its header")
    static let notDay = Sentence<String, String>(
        id: "{column} harus hari seperti 2025-08-18, bukan '{text}'",
        en: "{column} must be a day such as 2025-08-18, not '{text}'")
    static let twice = Sentence<String>(id: "{day} ada dua kali di berkas", en: "{day} stands in the file twice")
    static let year = Sentence<Int>(id: "tahun {year} tidak mungkin dimaksud", en: "the year {year} cannot be meant")
    static let nameLength = Phrase(id: "'name' harus 1 sampai 100 karakter", en: "'name' must have 1 to 100 characters")
    static let holidayKind = Sentence<String>(
        id: "kind harus libur_nasional atau cuti_bersama, bukan '{value}'",
        en: "kind must be libur_nasional or cuti_bersama, not '{value}'")
    static let noClock = Sentence<String>(id: "tidak ada tenggat '{name}'", en: "there is no clock '{name}'")
    static let noClass = Sentence<String>(id: "tidak ada kelas '{name}'", en: "there is no class '{name}'")
    static let workingDays = Phrase(id: "working_days harus 1 sampai 1000", en: "working_days must be 1 to 1000")
    static let source = Phrase(id: "source harus S atau I", en: "source must be S or I")
    static let endBeforeStart = Phrase(
        id: "valid_to tidak boleh sebelum valid_from", en: "valid_to must not be before valid_from")
}
