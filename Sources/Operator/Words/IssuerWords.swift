import Complaints
import Tokens

/// Who may say who gives a command, and with which keys.
package enum IssuerWords {
    static let noIssuers = Phrase(
        id:
            "Belum ada penerbit: tidak ada yang dapat memberi perintah. Mulai dengan 'lapor key new' dan 'lapor issuer add'.",
        en: "There are no issuers: nobody can give commands. Begin with 'lapor key new' and 'lapor issuer add'.")
    static let noIssuer = Sentence<String>(id: "tidak ada penerbit {name}", en: "there is no issuer {name}")
    static let taken = Sentence<String>(
        id: "sudah ada penerbit {name}: ganti kuncinya dengan 'lapor issuer rotate'",
        en: "there is an issuer {name} already: give it another key by 'lapor issuer rotate'")
    static let keyTaken = Sentence<String>(
        id: "kunci itu sudah terdaftar untuk {issuer} dan tetap miliknya: buat kunci lain",
        en: "that key is registered already, for {issuer}, and stays theirs: make another key")
    static let kidTaken = Sentence<String, String>(
        id: "{issuer} sudah mempunyai kunci bernama {kid}: pilih --kid lain",
        en: "{issuer} has a key called {kid} already: choose another --kid")
    static let revokedForGood = Sentence<String>(
        id:
            "penerbit {name} sudah dicabut dan tetap begitu: daftarkan yang lain, dengan kuncinya sendiri, dengan 'lapor issuer add'",
        en:
            "the issuer {name} is revoked and stays so: register another, with a key of its own, by 'lapor issuer add'")
    static let alreadyOver = Phrase(id: "--until sudah lewat", en: "--until is over already")
    static let notPublicKey = Sentence<String>(
        id: "{file} bukan kunci publik Ed25519 (PEM atau Base64)",
        en: "{file} is no public key of Ed25519 (PEM or Base64)")
    static let endsBeforeStart = Phrase(id: "--until sebelum --from", en: "--until is before --from")
    static let nothingToRevoke = Sentence<String>(
        id: "{name}: tidak ada yang dapat dicabut, atau sudah dicabut",
        en: "{name}: there is nothing to revoke, or it is revoked already")

    // What was changed.

    static let added = Sentence<String>(id: "terdaftar dengan kunci {kid}", en: "registered with the key {kid}")
    static let rotated = Sentence<String, String>(
        id: "kunci baru {kid}; yang lama berlaku sampai {time}", en: "new key {kid}; those before hold until {time}")
    static let keyRevoked = Sentence<String>(id: "kunci {kid} dicabut", en: "the key {kid} is revoked")
    static let issuerRevoked = Phrase(id: "dicabut dengan semua kuncinya", en: "revoked with all its keys")

    // Where a key stands.

    private static let holds = Phrase(id: "berlaku", en: "holds")
    private static let revoked = Phrase(id: "dicabut", en: "revoked")
    private static let over = Phrase(id: "berakhir", en: "ended")
    private static let toCome = Phrase(id: "belum berlaku", en: "not yet")
    static let states = [holds, revoked, over, toCome]

    static func state(_ issuer: Issuer, _ key: Issuer.Key, at now: Instant) -> Phrase {
        if issuer.revokedAt != nil || key.revokedAt != nil { return revoked }
        if key.from > now { return toCome }
        return key.until.map { $0 <= now } ?? false ? over : holds
    }

    // The operator's own key.

    static let noKey = Sentence<String>(
        id:
            "tidak ada kunci untuk menandatangani di {file}: 'lapor key new' membuatnya, 'lapor issuer add' mendaftarkannya",
        en: "there is no key to sign with at {file}: 'lapor key new' makes one, 'lapor issuer add' registers it")
    static let badKey = Sentence<String>(
        id: "{file} bukan kunci pribadi Ed25519 (PEM)", en: "{file} is no private key of Ed25519 (PEM)")
    static let keyExists = Sentence<String>(
        id: "{file} sudah ada: kunci itu akan hilang. Pindahkan dahulu, atau pakai LAPOR_KEY_FILE",
        en: "{file} is there already: that key would be lost. Move it first, or use LAPOR_KEY_FILE")
    static let unregistered = Sentence<String>(
        id: "kunci di {file} belum terdaftar: 'lapor issuer add NAMA' mendaftarkannya",
        en: "the key at {file} is not registered: 'lapor issuer add NAME' does that")
    static let cannotSign = Phrase(id: "kunci itu tidak dapat menandatangani", en: "that key cannot sign")

    // What the doctor says.

    static let subject = Phrase(id: "penerbit", en: "issuers")
    static let haveKeys = Sentence<Int>(
        id: "{count} mempunyai kunci yang berlaku", en: "{count} {count:has|have} a key that holds")
    static let noneRegistered = Phrase(
        id: "belum ada yang terdaftar: tidak ada yang dapat memberi perintah",
        en: "none is registered: nobody can give a command")
    static let noneHolds = Sentence<Int>(
        id: "tidak satu pun dari {count} mempunyai kunci yang berlaku: semua perintah ditolak",
        en: "none of {count} has a key that holds: all commands are refused")
    static let register = Phrase(
        id: "lihat 'lapor issuer list', lalu 'lapor issuer add' atau 'lapor issuer rotate'",
        en: "see 'lapor issuer list', then 'lapor issuer add' or 'lapor issuer rotate'")
    static let renew = Phrase(
        id:
            "yang dicabut tetap dicabut: pindahkan kuncinya, lalu 'lapor key new' dan 'lapor issuer add' dengan nama baru",
        en:
            "who is revoked stays so: move that key away, then 'lapor key new' and 'lapor issuer add' under a new name")
    static let ended = Sentence<String, String>(
        id: "kunci terakhir {issuer} berakhir {day}: perintahnya ditolak",
        en: "the last key of {issuer} ended on {day}: its commands are refused")
    static let ends = Sentence<String, String>(
        id: "kunci terakhir {issuer} berakhir {day}", en: "the last key of {issuer} ends on {day}")
    static let rotate = Phrase(
        id: "beri kunci baru dengan 'lapor issuer rotate', atau cabut yang tidak dipakai lagi",
        en: "give it another key by 'lapor issuer rotate', or revoke what is no longer used")

    // What is wrong with a call.

    package static let name = Sentence<String, Int>(
        id: "{option} harus 1 sampai {most} huruf, angka, . _ - @",
        en: "{option} must be 1 to {most} {most:letter|letters}, digits, . _ - @")
    package static let secretAlone = Phrase(
        id: "--secret hanya untuk melihat: ubah dahulu, lalu panggil lagi dengan --secret",
        en: "--secret is for looking only: change the contact first, then call again with --secret")
    package static let someRole = Phrase(
        id: "sebut sedikitnya satu --role: reporter, officer, coordinator, national",
        en: "name at least one --role: reporter, officer, coordinator, national")
    package static let bodiesOrAll = Phrase(
        id: "officer dan coordinator memerlukan --body atau --any-body, salah satu saja",
        en: "officer and coordinator need either --body or --any-body")
    package static let channelsOfReporters = Phrase(
        id:
            "--channel hanya untuk --role reporter saja: yang bertindak sebagai petugas tidak berbicara bagi pelapor; daftarkan dua penerbit",
        en:
            "--channel goes with --role reporter alone: who speaks for officials does not speak for reporters; register two issuers"
    )
}
