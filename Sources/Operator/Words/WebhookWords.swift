import Store

/// Those who are called when something happens to a case.
package enum WebhookWords {
    static let none = Phrase(
        id: "Belum ada webhook: 'lapor webhook add NAMA ALAMAT' membuatnya.",
        en: "There are no webhooks: 'lapor webhook add NAME ADDRESS' makes one.")
    static let unknown = Sentence<String>(
        id: "tidak ada webhook {name}: lihat 'lapor webhook list'",
        en: "there is no webhook {name}: see 'lapor webhook list'")
    static let taken = Sentence<String>(
        id: "sudah ada webhook {name}: pilih nama lain", en: "there is a webhook {name} already: choose another name")
    static let badName = Phrase(
        id: "nama webhook terdiri atas huruf kecil, angka, titik, garis bawah dan tanda hubung, paling banyak 32",
        en: "a webhook's name has lower-case letters, digits, dots, underscores and hyphens, 32 at most")
    package static let whose = Phrase(
        id: "sebutkan satu: --channel KANAL, atau --all untuk semua laporan yang tidak rahasia",
        en: "name one: --channel CHANNEL, or --all for all cases that are not confidential")
    package static let sinceOrCase = Phrase(
        id: "sebutkan --since WAKTU, atau --case KODE", en: "name --since TIME, or --case CODE")

    // What is wrong with an address.

    static let noAddress = Phrase(
        id: "alamat harus berupa URL https lengkap tanpa tanda pagar, paling banyak 2.000 huruf",
        en: "the address must be a whole https URL without a fragment, of 2,000 characters at most")
    static let credentials = Phrase(
        id:
            "alamat tidak boleh memuat nama pengguna atau kata sandi: penerima mengenali panggilan dari tanda tangannya",
        en: "the address must hold no user and no password: the receiver knows calls by their signature")
    static let inClear = Phrase(
        id: "alamat harus https: '--allow http' mengizinkan tanpa TLS",
        en: "the address must be https: '--allow http' lets it be without TLS")
    static let oddPort = Sentence<Int>(
        id: "porta {port} tidak diizinkan: gunakan 443 atau 8443, atau '--allow port'",
        en: "port {port} is not allowed: use 443 or 8443, or '--allow port'")

    // What was changed.

    static let added = Phrase(id: "webhook baru", en: "a new webhook")
    static let rotated = Sentence<String>(
        id: "rahasia baru; yang lama ikut menandatangani sampai {time}",
        en: "a new secret; the one before signs too until {time}")
    static let shownOnce = Sentence<String, Phrase>(
        id: "{name}: {changed}. Rahasia ini hanya ditampilkan sekali; berikan kepada penerima.",
        en: "{name}: {changed}. The secret is shown this once; give it to the receiver.")
    static let enabledNow = Phrase(id: "diaktifkan, yang menunggu dikirim", en: "enabled, what waits is sent")
    static let disabledNow = Phrase(id: "dinonaktifkan, peristiwa menunggu", en: "disabled, events wait")
    static let removedNow = Phrase(id: "dihapus, yang menunggu dibuang", en: "removed, what waited is dropped")
    static let replayed = Sentence<Int>(
        id: "{events} peristiwa dikirim ulang", en: "{events} {events:event is|events are} sent again")
    static let answered = Sentence<Phrase>(id: "penerima menjawab {answer}", en: "the receiver answered {answer}")
    static let notTaken = Phrase(
        id: "penerima tidak menerima panggilan: jawabannya harus 2xx",
        en: "the receiver did not take the call: it must answer 2xx")
    static let nobodyCalls = Sentence<String>(
        id: "belum ada yang memanggil: apakah {program} berjalan?", en: "nobody has called yet: does {program} run?")

    // How one stands.

    static let everyChannel = Phrase(id: "semua", en: "all")
    static let everyEvent = Phrase(id: "semua", en: "all")

    static func state(_ state: Webhook.State) -> Phrase {
        switch state {
        case .enabled: Phrase(id: "aktif", en: "enabled")
        case .disabled: Phrase(id: "nonaktif", en: "disabled")
        case .removed: Phrase(id: "dihapus", en: "removed")
        }
    }

    // What the doctor says.

    static let subject = Phrase(id: "webhook", en: "webhooks")
    static let allTake = Sentence<Int>(id: "{count} aktif", en: "{count} enabled")
    static let isDisabled = Sentence<String, Phrase, Int>(
        id: "{name} nonaktif ({why}), {events} peristiwa menunggu",
        en: "{name} is disabled ({why}), {events} {events:event waits|events wait}")
    static let fails = Sentence<String, Phrase>(
        id: "{name} tidak menerima apa pun: {answer}", en: "{name} takes nothing: {answer}")
    static let nobodyRuns = Sentence<String>(id: "tidak ada {program} yang berjalan", en: "no {program} runs")
    static let start = Sentence<String>(id: "jalankan {program}", en: "start a {program}")
    static let enable = Sentence<String>(
        id: "tanyakan kepada penerima, lalu 'lapor webhook enable {name}'",
        en: "ask the receiver, then 'lapor webhook enable {name}'")
    static let look = Sentence<String>(
        id: "tanyakan kepada penerima; 'lapor webhook show {name}' mengatakan lebih banyak",
        en: "ask the receiver; 'lapor webhook show {name}' says more")
}

/// What the store says of webhooks, in the same sense.
extension SaidWords {
    static let webhooks = [
        Phrase(
            id: "ia menjawab bahwa ia sudah tidak ada (HTTP 410)", en: "it answered that it is gone (HTTP 410)"),
        Phrase(id: "alamatnya bukan yang boleh dipanggil", en: "the address is none that may be called"),
        Phrase(id: "namanya tidak mempunyai alamat", en: "its name has no address"),
        Phrase(id: "tidak ada sambungan", en: "no connection"),
        Phrase(id: "tidak ada jawaban pada waktunya", en: "no answer in time"),
        Phrase(id: "tidak ada TLS yang dapat dipercaya", en: "no trustworthy TLS"),
        Phrase(id: "ia tidak berbicara HTTP", en: "it speaks no HTTP"),
        Phrase(id: "sambungan terputus", en: "the connection broke"),
        Phrase(id: "alamatnya tidak dapat dipakai", en: "the address cannot be used"),
        Phrase(id: "ia tidak dapat dipanggil", en: "it could not be called"),
        Phrase(id: "dinonaktifkan oleh {actor}", en: "disabled by {actor}"),
        Phrase(
            id: "ia tidak menerima apa pun selama 24 jam: {answer}", en: "it took nothing for 24 hours: {answer}"),
        Phrase(
            id: "ia menolak peristiwa {event} selama 24 jam: {answer}",
            en: "it refused event {event} for 24 hours: {answer}"),
    ]
}
