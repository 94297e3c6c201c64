/// What a channel may have of everybody's, and that it wants more.
enum BudgetWords {
    static let subject = Phrase(id: "jatah kanal", en: "channels' budgets")
    static let within = Sentence<Int>(
        id: "{count} kanal dalam jatahnya",
        en: "{count} {count:channel is|channels are} within {count:its|their} budget")
    static let full = Sentence<String, String>(
        id: "kanal {channel} tidak dibaca lagi: {parked} pesannya tersisih",
        en: "channel {channel} is no longer read: {parked} of it are parked")
    static let nearlyFull = Sentence<String, String, String>(
        id: "kanal {channel}: {parked} tersisih, dari {limit} yang boleh",
        en: "channel {channel}: {parked} of it are parked, of {limit} that may be")
    static let slowed = Sentence<String, Int>(
        id: "kanal {channel} mengirim lebih dari {count} laporan per menit: yang lain menunggu, lalu ditolak",
        en:
            "channel {channel} sends more than {count} {count:submission|submissions} a minute: the rest waits, then is refused"
    )
    static let makeRoom = Sentence<String>(
        id: "lapor dead list --channel {channel}; lalu replay atau discard",
        en: "lapor dead list --channel {channel}; then replay or discard")
    static let askChannel = Phrase(
        id: "tanyakan kanal itu; bila memang sebanyak itu, beri per_minute lain dengan 'lapor account apply'",
        en: "ask the channel; if it has so many, give it another per_minute by 'lapor account apply'")

    // What an accounts file says of it.

    static let needsChannel = Sentence<String>(
        id: "{column} hanya untuk role channel", en: "{column} is for the role channel only")
    static let range = Sentence<String, Int>(
        id: "{column} harus bilangan dari 1 sampai {most}", en: "{column} must be a number from 1 to {most}")
    static let differs = Sentence<String>(
        id: "jatah kanal {channel} lain dari di baris sebelumnya",
        en: "the budget of channel {channel} is another one than in a line before")
    static let given = Sentence<String, Int, Int>(
        id: "kanal {channel}: antrean sendiri, {minute} laporan per menit, {size} MiB tersisih",
        en:
            "channel {channel}: a queue of its own, {minute} {minute:submission|submissions} a minute, {size} MiB parked"
    )
}
