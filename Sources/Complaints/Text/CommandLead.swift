/// With what a message begins that asks for something on a case: a word of command, perhaps behind polite ones.
struct CommandLead {
    /// What it asks for, as far as that can be told without a code; nil: as it goes on it is a report.
    let asked: (purpose: AddressedWords.Purpose, form: AddressedWords.Form)?
    /// Whether a number stands behind the word where its code would stand.
    let isNumbered: Bool

    private typealias Asked = (purpose: AddressedWords.Purpose, form: AddressedWords.Form)

    /// Digits of a number that somebody takes for the number of a report, and no amount or year.
    private static let leastDigits = 6
    /// Words beside courtesies, behind the word of command.
    private static let most = (clear: 12, sure: 4, casual: 25, short: 8)

    /// Nil: no word of command stands at the beginning.
    init?(_ words: [MessageWord]) {
        guard let index = words.firstIndex(where: { !Self.courtesies.contains($0.text) }),
            let purpose = Self.commands[words[index].text]
        else { return nil }
        let rest = words[(index + 1)...]
        isNumbered = Self.isNumbered(rest)
        asked = isNumbered ? (purpose, .command) : Self.asked(purpose, words[index], rest)
    }

    private static func isNumbered(_ rest: ArraySlice<MessageWord>) -> Bool {
        guard let next = rest.first(where: { !numbering.contains($0.text) }) else { return false }
        return next.text.count >= leastDigits && next.text.allSatisfy(\.isNumber)
    }

    private static func asked(
        _ purpose: AddressedWords.Purpose, _ command: MessageWord, _ rest: ArraySlice<MessageWord>
    ) -> Asked? {
        let said = rest.filter { !courtesies.contains($0.text) }
        let count = said.count
        // "TAMBAH lampu di sisi timur juga mati": what is written as the notices write it.
        let standsOut = command.isShouted && rest.contains { !$0.isShouted && $0.text.utf8.count > 2 }
        switch purpose {
        case .addition, .objection:
            if count == 0 || standsOut || command.mark == UInt8(ascii: ":") { return (purpose, .command) }
            let isMarked = command.mark.map { ",;.!-".utf8.contains($0) } ?? false
            if isMarked, count <= most.clear { return (purpose, .command) }
            return count <= most.casual ? (purpose, .casual) : nil
        case .denial:
            guard count > 0 else { return (purpose, .command) }
            guard let next = said.first, Stance.isDone(next.text) || next.text == "ada" else { return nil }
            if next.text != "ada", count <= most.sure { return (purpose, .command) }
            return count <= most.clear ? (purpose, .casual) : nil
        case .settlement:
            guard let next = said.first, Stance.isDone(next.text) else { return nil }
            return count <= most.sure ? (purpose, .casual) : nil
        case .withdrawal:
            guard let next = said.first, reports.contains(next.text), count <= most.short else { return nil }
            return (purpose, standsOut ? .command : .casual)
        // Of what they speak who say more, "Ombudsman harus memeriksa ini", nobody knows.
        case .consent: return said.allSatisfy { $0.text == "setuju" } ? (purpose, .command) : nil
        case .reading: return nil
        }
    }

    static let ombudsman = "ombudsman"

    static let commands: [String: AddressedWords.Purpose] = [
        "tambah": .addition, "tambahan": .addition, "tambahkan": .addition, "tambahin": .addition, "nambah": .addition,
        "keberatan": .objection, "belum": .denial, "blm": .denial, "blum": .denial, "belom": .denial,
        "sudah": .settlement, "sdh": .settlement, "udah": .settlement, "cabut": .withdrawal, "mencabut": .withdrawal,
        "tarik": .withdrawal, "menarik": .withdrawal, "batalkan": .withdrawal, "membatalkan": .withdrawal,
        ombudsman: .consent,
        "baca": .reading, "bacakan": .reading, "membaca": .reading,
    ]

    /// What stands before a number: "KEBERATAN nomor 12345678".
    private static let numbering: Set<String> = ["no", "nomor", "nmr", "kode", "laporan", "lap", "tiket", "id", "atas"]
    private static let reports: Set<String> = ["laporan", "lap", "laporannya", "aduan", "pengaduan", "keluhan"]

    /// Words before a command that ask for nothing.
    static let courtesies = Set(
        """
        mohon mhn tolong tlg maaf mf pak bu bapak ibu bpk bp admin min yth kak mas mbak bang gan halo hallo hai hi selamat \
        pagi siang sore malam assalamualaikum assalamu alaikum ass wr wb salam kepada lapor saya kami sy aku mau ingin hendak \
        ajukan mengajukan menyatakan menyampaikan sampaikan permisi punten ya iya oke ok baik tapi tp lho loh kok dengan dgn \
        ini terima kasih terimakasih makasih trims sp4n
        """.split { " \n".contains($0) }.map(String.init))
}

extension CommandLead {
    private static let longestWord = 16

    /// Whether the first word that is no courtesy is one of command: all that is looked at of most messages.
    static func mayStand(in text: Span<UInt8>) -> Bool {
        var letters: [UInt8] = []
        var index = 0
        while index < text.count {
            let width = MessageWord.signWidth(text, at: index)
            defer { index += max(width, 1) }
            if width == 0 {
                letters.append(text[index] | 0x20)
                if letters.count > longestWord { return false }
            } else if !letters.isEmpty {
                let word = String(decoding: letters, as: UTF8.self)
                guard courtesies.contains(word) else { return commands[word] != nil }
                letters.removeAll(keepingCapacity: true)
            }
        }
        return commands[String(decoding: letters, as: UTF8.self)] != nil
    }
}
