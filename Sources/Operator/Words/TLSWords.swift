/// Who is trusted on the way to servers, and which secrets stay secret.
extension DoctorWords {
    static let secrets = Phrase(id: "rahasia", en: "secrets")
    static let inClear = Sentence<String>(
        id: "disambungi tanpa TLS ({hosts}): siapa pun di jaringan itu dapat membaca dan mengubahnya",
        en: "is spoken to without TLS ({hosts}): anybody on that network can read and change it")
    static let useTLS = Phrase(
        id: "pakai amqps://, https:// atau sslmode=verify-full, lalu hapus host itu dari LAPOR_ALLOW_CLEARTEXT",
        en: "use amqps://, https:// or sslmode=verify-full, then take the host out of LAPOR_ALLOW_CLEARTEXT")
    static let mendSetting = Sentence<String>(id: "perbaiki {setting}", en: "mend {setting}")
}

/// What the modules below say of certificates, in the same sense.
extension SaidWords {
    static let tls = faults + tlsCures + tlsSettings

    private static let faults = [
        Phrase(id: "API manajemen RabbitMQ", en: "RabbitMQ's management API"),
        Phrase(
            id: "{server} di {place} tidak dipercaya, {reason}", en: "{server} at {place} is not trusted, {reason}"),
        Phrase(id: "tidak dipercaya, {reason}", en: "not trusted, {reason}"),
        Phrase(
            id: "sertifikatnya diterbitkan otoritas yang tidak dikenal ({issuer})",
            en: "its certificate was issued by an unknown authority ({issuer})"),
        Phrase(
            id: "sertifikatnya ditandatangani sendiri, bukan oleh otoritas yang dikenal",
            en: "its certificate is self-signed, by no known authority"),
        Phrase(
            id: "sertifikatnya untuk nama lain ({names}), bukan untuk {host}",
            en: "its certificate is for other names ({names}), not for {host}"),
        Phrase(id: "sertifikatnya habis berlaku pada {day}", en: "its certificate expired on {day}"),
        Phrase(
            id: "sertifikatnya belum berlaku sebelum {day}",
            en: "its certificate is not valid before {day}"),
        Phrase(
            id: "sertifikatnya tidak dapat dipakai ({reason})",
            en: "its certificate cannot be used ({reason})"),
        Phrase(id: "server itu meminta sertifikat klien", en: "it asks for a client certificate"),
        Phrase(
            id: "server itu menolak sertifikat klien ({reason})",
            en: "it refuses the client certificate ({reason})"),
        Phrase(
            id: "server itu menolak sambungan ({reason})", en: "it refuses the connection ({reason})"),
        Phrase(id: "server itu tidak memakai TLS di sana", en: "it does not speak TLS there"),
        Phrase(
            id: "server itu tidak mengenal TLS 1.2 atau yang lebih baru",
            en: "it does not speak TLS 1.2 or newer"),
        Phrase(
            id: "berkas {path} tidak memuat {kind} yang dapat dibaca",
            en: "the file {path} holds no {kind} that can be read"),
        Phrase(
            id: "kunci privatnya bukan milik sertifikatnya",
            en: "the private key is not the certificate's"),
    ]

    private static let tlsCures = [
        Phrase(
            id: "sebut berkas otoritasnya di {setting} atau {general}",
            en: "name the file of its authority in {setting} or {general}"),
        Phrase(
            id: "perbaiki {setting}, atau beri servernya sertifikat untuk nama itu",
            en: "mend {setting}, or give the server a certificate for that name"),
        Phrase(id: "perbarui sertifikat servernya", en: "renew the server's certificate"),
        Phrase(
            id: "atur {certificate} dan {key}, atau {general} dan {other}",
            en: "set {certificate} and {key}, or {general} and {other}"),
        Phrase(
            id: "perbarui berkas {certificate} dan {key}, atau {general} dan {other}",
            en: "renew the files of {certificate} and {key}, or {general} and {other}"),
        Phrase(
            id: "perbaiki {setting}, atau setelan TLS servernya", en: "mend {setting}, or the server's settings of TLS"),
        Phrase(id: "'{command}', atau lebih ketat", en: "'{command}', or less"),
    ]

    private static let tlsSettings = [
        Phrase(
            id: "orang lain dapat membaca berkas {setting}, modenya {mode}",
            en: "others may read the file of {setting}, its mode is {mode}"),
        Phrase(
            id: "{key} akan menyambungi {hosts} tanpa TLS: pakai {cure}, atau sebut hostnya di {setting}",
            en: "{key} would speak to {hosts} in clear: use {cure}, or name the host in {setting}"),
        Phrase(
            id: "{key} dan {other} sama-sama diatur: pakai satu saja", en: "{key} and {other} are both set: keep one"),
        Phrase(id: "{key} harus diatur juga: {other} diatur", en: "{key} must be set as well: {other} is"),
        Phrase(id: "{key} tidak menunjuk berkas", en: "{key} names no file"),
        Phrase(
            id: "{key} menunjuk berkas yang terlalu panjang untuk rahasia",
            en: "{key} names a file that is too long for a secret"),
        Phrase(
            id: "{key} menunjuk berkas yang tidak dapat dibaca", en: "{key} names a file that cannot be read"),
        Phrase(id: "{key} menunjuk berkas yang bukan teks", en: "{key} names a file that is no text"),
        Phrase(id: "{key} menunjuk berkas kosong", en: "{key} names an empty file"),
        Phrase(
            id: "{key} menunjuk berkas yang lebih dari satu baris", en: "{key} names a file of more than one line"),
        Phrase(
            id: "{key} harus menunjuk berkas PEM berisi {kind}, tanpa kata sandi",
            en: "{key} must name a PEM file that holds the {kind}, without a passphrase"),
        Phrase(
            id: "{key} harus menunjuk kunci privat sertifikatnya",
            en: "{key} must name the private key of the certificate"),
    ]
}
