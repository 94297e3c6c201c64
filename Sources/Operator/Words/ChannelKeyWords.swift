import Complaints
import Store

/// Keys by which channels send over HTTP.
package enum ChannelKeyWords {
    static let none = Phrase(
        id: "Belum ada kunci kanal: 'lapor channel key add KANAL' membuatnya.",
        en: "There are no keys of channels: 'lapor channel key add CHANNEL' makes one.")
    static let unknown = Sentence<String>(
        id: "tidak ada kunci {key} yang berlaku: lihat 'lapor channel key list'",
        en: "there is no key {key} that holds: see 'lapor channel key list'")
    static let tooMany = Sentence<String, Int>(
        id: "kanal {channel} sudah mempunyai {count} kunci yang berlaku: cabut satu dengan 'lapor channel key revoke'",
        en:
            "channel {channel} has {count} {count:key that holds|keys that hold} already: revoke one by 'lapor channel key revoke'"
    )

    // What was changed.

    static let added = Phrase(id: "kunci baru", en: "a new key")
    static let rotated = Sentence<String, String>(
        id: "kunci baru; {key} berlaku sampai {time}", en: "a new key; {key} holds until {time}")
    static let revokedNow = Sentence<String>(
        id: "dicabut dari kanal {channel}", en: "revoked from channel {channel}")
    static let shownOnce = Sentence<String, String, Phrase>(
        id: "{key}, kanal {channel}: {changed}. Kunci ini hanya ditampilkan sekali dan tidak disimpan di mana pun.",
        en: "{key}, channel {channel}: {changed}. The key is shown this once and kept nowhere.")

    // How a key stands.

    private static let holds = Phrase(id: "berlaku", en: "holds")
    private static let revoked = Phrase(id: "dicabut", en: "revoked")
    private static let over = Phrase(id: "berakhir", en: "ended")
    static let states = [holds, revoked, over]

    static func state(_ listed: ChannelKeyTable.Listed, at now: Instant) -> Phrase {
        if listed.revokedAt != nil { return revoked }
        return listed.key.holds(at: now) ? holds : over
    }
}
