/// Accounts of the broker, and who may send for which channel.
package enum AccountWords {
    static let badName = Phrase(
        id: "account harus 1 sampai 64 huruf, angka, . _ -, diawali huruf atau angka",
        en: "account must be 1 to 64 letters, digits, . _ -, beginning with a letter or digit")
    static let badChannel = Phrase(
        id: "channel harus nama kanal: 1 sampai 32 dari a-z, 0-9, . _ -, diawali huruf atau angka",
        en: "channel must be a channel's name: 1 to 32 of a-z, 0-9, . _ -, beginning with a letter or digit")
    static let badChannels = Phrase(
        id: "channel harus nama kanal, dipisahkan spasi: masing-masing 1 sampai 32 dari a-z, 0-9, . _ -",
        en: "channel must be names of channels with a blank between them: each 1 to 32 of a-z, 0-9, . _ -")
    static let noChannel = Sentence<String>(
        id: "channel harus kosong untuk role {role}", en: "channel must be empty for the role {role}")
    static let administrator = Sentence<String>(
        id: "{account} adalah administrator broker; beri lapor akun tersendiri",
        en: "{account} is an administrator of the broker; give lapor an account of its own")
    static let needsFolder = Phrase(
        id: "akun baru memerlukan --passwords FOLDER, tempat kata sandinya ditulis",
        en: "new accounts need --passwords FOLDER, where their passwords are written")
    static let emptyPassword = Sentence<String>(id: "{file} kosong", en: "{file} is empty")

    static let asTheyMustBe = Phrase(id: "Semua akun sesuai.", en: "All accounts are as they must be.")
    static let made = Sentence<String>(id: "{account}: akun baru", en: "{account}: a new account")
    static let rights = Sentence<String>(id: "{account}: hak lain", en: "{account}: other rights")
    static let tags = Sentence<String>(id: "{account}: tag lain", en: "{account}: other tags")
    static let given = Sentence<String, String>(
        id: "{account}: boleh mengirim untuk kanal {channel}", en: "{account}: may send for channel {channel}")
    static let taken = Sentence<String, String>(
        id: "{account}: tidak lagi boleh mengirim untuk kanal {channel}",
        en: "{account}: may no longer send for channel {channel}")
    static let listens = Sentence<String, String>(
        id: "kanal {channel}: peristiwa laporannya juga ke antrean {queue}",
        en: "channel {channel}: events of its cases go to queue {queue}, too")
    static let noted = Phrase(
        id: "akun yang disebut berkas itu belum tercatat", en: "whom the file names is not recorded yet")
    private static let hasRights = Sentence<String>(
        id: "{account}: mempunyai hak di sini, dan tidak ada di berkas akun",
        en: "{account}: has rights here, and does not stand in the accounts file")
    private static let hasTags = Sentence<String, String>(
        id: "{account}: mempunyai tag {tags}, dan tidak ada di berkas akun",
        en: "{account}: has the tag {tags}, and does not stand in the accounts file")
    private static let hasBoth = Sentence<String, String>(
        id: "{account}: mempunyai hak di sini dan tag {tags}, dan tidak ada di berkas akun",
        en: "{account}: has rights here and the tag {tags}, and does not stand in the accounts file")

    static func stranger(_ stranger: BrokerStranger) -> Phrase {
        guard !stranger.tags.isEmpty else { return hasRights(stranger.name) }
        return (stranger.hasRights ? hasBoth : hasTags)(stranger.name, stranger.tags.joined(separator: ", "))
    }
    static let differ = Sentence<Int>(
        id: "{count} hal berbeda dari berkas itu; 'lapor account apply' tanpa --check mengubahnya",
        en:
            "{count} {count:thing differs|things differ} from the file; 'lapor account apply' without --check changes that"
    )

    // What the doctor says.

    static let subject = Phrase(id: "akun kanal", en: "channels' accounts")
    static let noneHas = Phrase(
        id: "belum ada kanal yang mempunyai akun: siapa pun yang boleh mengirim berbicara untuk semua kanal",
        en: "no channel has an account: whoever may publish speaks for every channel")
    static let without = Sentence<String>(
        id: "kanal {channels} belum mempunyai akun", en: "without an account: {channels}")
    static let allHave = Sentence<Int>(
        id: "{count} kanal mempunyai akun", en: "{count} {count:channel has|channels have} an account")
    static let apply = Phrase(
        id: "beri akun dengan 'lapor account apply'; lihat 'Accounts' di docs/operators.md",
        en: "give accounts by 'lapor account apply'; see 'Accounts' in docs/operators.md")
    static let brokerSubject = Phrase(id: "akun broker", en: "broker accounts")
    static let noneKnown = Phrase(
        id: "berkas akun diterapkan sebelum akunnya dicatat: akun asing tidak dapat dikenali",
        en: "the accounts file was applied before its accounts were kept: strangers cannot be told")
    static let applyAgain = Phrase(
        id: "terapkan berkas itu sekali lagi: 'lapor account apply'",
        en: "apply the file once more: 'lapor account apply'")
    static let noStrangers = Sentence<Int>(
        id: "{count} akun yang dapat berbuat sesuatu, semuanya dikenal",
        en:
            "{count} {count:account that can do something, and it is known|accounts that can do something, all of them known}"
    )
    static let expel = Sentence<String>(
        id:
            "tanyakan untuk apa; 'rabbitmqctl delete_user {account}' menghapusnya. Yang harus tetap ada disebut di berkas akun dengan role known, lalu 'lapor account apply FILE'",
        en:
            "ask what for; 'rabbitmqctl delete_user {account}' removes it. Name what must stay in the accounts file with the role known, then 'lapor account apply FILE'"
    )
    static let unseen = Phrase(
        id: "hanya administrator broker yang melihat siapa lagi yang berhak",
        en: "who else has rights is shown to administrators of the broker alone")
    static let lookAsAdministrator = Phrase(
        id: "jalankan 'lapor account apply FILE --check' sebagai administrator",
        en: "run 'lapor account apply FILE --check' as an administrator now and then")
    static let foreign = Phrase(id: "jalan asing", en: "foreign ways")
    static let foreignAdvice = Phrase(
        id:
            "hapus bila tidak ada yang mengenalnya: intake menolak yang datang lewat situ, tetapi antrean asing membaca",
        en: "remove what nobody knows: intake refuses what comes that way, but a foreign queue reads along")
    static let foreignFound = Sentence<Phrase>(
        id: "ada yang bukan milik lapor pada exchange lapor:\n{list}",
        en: "there is something on lapor's exchanges that is not lapor's:\n{list}")
}
