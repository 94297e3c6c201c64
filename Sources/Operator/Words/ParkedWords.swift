/// Parked messages.
package enum ParkedWords {
    static let nothing = Phrase(id: "Tidak ada yang disisihkan.", en: "Nothing is parked.")
    static let noneFits = Phrase(
        id: "Tidak ada pesan tersisih yang sesuai.", en: "No parked message fits that.")
    static let noneMeant = Phrase(
        id: "tidak ada pesan tersisih yang dimaksud", en: "no parked message is meant by that")
    static let headers = Phrase(id: "Kepala pesan", en: "Headers")
    static let content = Phrase(id: "Isi, disamarkan", en: "Content, masked")

    // What is meant.

    static let emptyID = Phrase(id: "id tidak boleh kosong", en: "an id must not be empty")
    static let noneBegins = Sentence<String>(
        id: "tidak ada pesan tersisih yang id-nya diawali {id}",
        en: "no parked message has an id that begins with {id}")
    private static let severalIDs = Sentence<Int, String, String>(
        id: "{count} id diawali {id}, sebut lebih panjang: {candidates}",
        en: "{count} {count:id begins|ids begin} with {id}, give more of one: {candidates}")

    /// An error that names the first of those that may be meant.
    static func ambiguous(_ beginning: String, _ letters: [(id: String, stage: String, code: String)]) -> Phrase {
        let named = letters.prefix(10).map { "\($0.id) (\($0.stage), \($0.code))" }.joined(separator: ", ")
        return severalIDs(letters.count, beginning, letters.count > 10 ? "\(named), …" : named)
    }

    // What lies there.

    static let total = Sentence<Int, Int, Int>(
        id:
            "{messages} pesan; bersama {copies} salinan lain dari pesan itu, {total} tersimpan, seperti dihitung 'lapor status'.",
        en:
            "{messages} {messages:message|messages}; with {copies} further {copies:copy|copies} of {messages:it|them} {total} {total:lies|lie} there, as 'lapor status' counts."
    )
    private static let single = Sentence<Int>(id: "{messages} pesan", en: "{messages} {messages:message|messages}")
    private static let several = Sentence<Int, Int>(
        id: "{messages} pesan (dan {copies} salinan lain)",
        en: "{messages} {messages:message|messages} (and {copies} further {copies:copy|copies})")

    /// Messages each once, and what else lay there of them.
    static func counted(_ messages: Int, _ copies: Int) -> Phrase {
        copies > 0 ? several(messages, copies) : single(messages)
    }
    static let ofWhich = Sentence<Int, Int>(
        id: "{messages} pesan dan {copies} salinan lain",
        en: "{messages} {messages:message|messages} and {copies} further {copies:copy|copies}")
    static let lookedAt = Sentence<String>(
        id: "orang lain juga sedang melihat {queue}: yang ada pada mereka tidak tampak di sini",
        en: "somebody else is looking at {queue} too: what they hold is not seen here")
    static let published = Sentence<String, String>(id: "{exchange}, kunci {key}", en: "{exchange}, key {key}")
    static let cut = Sentence<Int>(
        id: "({rest} karakter lagi; --raw menampilkan semua)",
        en: "({rest} more {rest:character|characters}; --raw has all)")

    // What is done.

    package static let discardQuestion = Sentence<Int>(
        id: "Buang {count} pesan tersisih?", en: "Discard {count} parked {count:message|messages}?")
    package static let replayQuestion = Sentence<Int>(
        id: "Kembalikan {count:satu-satunya pesan tersisih|semua, {count} pesan tersisih}?",
        en: "Put {count:the one parked message|all {count} parked messages} back?")
    static let wouldBe = Sentence<Int>(
        id: "{count} pesan dimaksud; tidak ada yang dilakukan (--dry-run).",
        en: "{count} {count:message is|messages are} meant; nothing was done (--dry-run).")
    static let discarding = Phrase(id: "membuang", en: "discarding")
    static let replaying = Phrase(id: "mengulang", en: "replaying")
    static let undoing = Phrase(id: "memulihkan", en: "undoing")
    static let soFar = Sentence<Int, Int>(
        id: "{done} dari {total} pesan", en: "{done} of {total} {total:message|messages}")
    static let interrupted = Sentence<Int, Int, String>(
        id: "terputus setelah {done} dari {total} pesan ({run}); yang sudah dilakukan tetap berlaku",
        en: "interrupted after {done} of {total} {total:message|messages} ({run}); what was done stays done")
    static let discarded = Sentence<Phrase, String>(
        id: "dibuang {count}; dapat dipulihkan selama 90 hari: 'lapor dead undo {run}'",
        en: "discarded {count}; kept for 90 days: 'lapor dead undo {run}' puts back what was taken out")
    static let putBack = Sentence<Phrase>(id: "dikembalikan {count}", en: "put back {count}")
    static let undoInterrupted = Sentence<Int, Int, String>(
        id:
            "terputus setelah {done} dari {total}: yang itu sudah kembali; sisanya dengan 'lapor dead undo {what}' sekali lagi",
        en:
            "interrupted after {done} of {total}: {done:that one is|those are} back; 'lapor dead undo {what}' once more puts the rest back, and nothing twice"
    )
    static let queueFull = Phrase(
        id: "antrean pesan tersisih tidak menerima lagi (penuh?): kembalikan atau buang yang ada di sana, lalu ulangi",
        en:
            "the queue of parked messages takes no more (is it full?): put back or discard what lies there, then try again"
    )
    static let notTakenUp = Sentence<String>(
        id: "antrean {queue} tidak diambil; apakah workernya berjalan? Sisanya tetap disisihkan",
        en: "queue {queue} is not taken up; is its worker running? The rest stays parked")

    static let notAllRead = Sentence<String, Int>(
        id: "{queue} tidak terbaca seluruhnya: broker tidak lagi memberikan {left} pesan; coba lagi",
        en:
            "not all of {queue} could be read: {left} {left:message is|messages are} no longer given out by the broker; try again"
    )
    static let onlyBeginnings = Sentence<Int>(
        id:
            "terlalu besar, hanya awalnya yang disimpan, jadi tidak dapat diulang: {count}; mintalah pengirimnya mengirim lagi",
        en:
            "too large, only the beginning is kept, so they cannot be put back: {count}; ask who sent them to send again"
    )

    static let vouched = Sentence<String>(
        id: "bertanggung jawab atas akun {account}", en: "answers for the account {account}")
    static let strangers = Sentence<Int, String>(
        id:
            "{count} tetap disisihkan: pengirimnya tidak berhak atas kanal itu, dan yang dikembalikan akan dianggap kiriman kanal itu sendiri. Bila kata-katanya memang boleh: --vouch-for dengan nama akunnya ({accounts})",
        en:
            "{count} {count:stays|stay} parked: who sent {count:it|them} may not send for that channel, and what is put back passes as the channel's own. If you answer for the words: --vouch-for with the account's name ({accounts})"
    )

    // What is kept, and edited.

    static let keepsNothing = Phrase(
        id: "Tidak ada pesan tersisih yang dapat dipulihkan.", en: "No parked message can be put back.")
    static let nothingKept = Sentence<String, Int>(
        id: "tidak ada yang disimpan dengan nama {name}: sudah dipulihkan, atau lebih lama dari {days} hari",
        en: "nothing is kept under {name}: it has been put back, or is older than {days} {days:day|days}")
    static let othersUndo = Phrase(
        id: "orang lain sedang memulihkan pesan; coba lagi sebentar lagi",
        en: "somebody else is putting messages back; try again in a moment")
    static let undone = Sentence<Int>(
        id: "dipulihkan ke antrean tersisih: {count}",
        en: "{count} {count:lies in its queue|lie in their queues} of parked messages again")
    static let undoneAndLay = Sentence<Int, Int>(
        id: "dipulihkan ke antrean tersisih: {count}; {lay} memang masih di sana",
        en: "{count} {count:lies in its queue|lie in their queues} of parked messages again; {lay} lay there still")
    static let actions = [Phrase(id: "dibuang", en: "discard"), Phrase(id: "disunting", en: "edit")]

    static func action(_ name: String) -> Phrase { actions.named(name) }

    static let edited = Sentence<String, String>(
        id: "{id} diganti salinan yang dibetulkan; aslinya disimpan ({run})",
        en: "{id} is replaced by a corrected copy; the original is kept ({run})")
    static let wouldBeAccepted = Phrase(
        id: "salinan itu akan diterima; tidak ada yang dilakukan (--dry-run)",
        en: "the copy would be accepted; nothing was done (--dry-run)")
    static let wouldChangeNothing = Phrase(
        id: "yang dikatakan salinan itu sudah diterima sebelumnya: ia tidak mengubah apa pun (--dry-run)",
        en: "what the copy says was accepted before: it would change nothing (--dry-run)")
    static let unchanged = Phrase(
        id: "salinan itu sama dengan aslinya; untuk mengulang: 'lapor dead replay'",
        en: "the copy is the same as the original; to try it again: 'lapor dead replay'")
    static let ownEvents = Sentence<String>(
        id:
            "pesan tahap {stage} ditulis worker sendiri dan tidak disunting: betulkan sebabnya, lalu 'lapor dead replay'",
        en:
            "messages of stage {stage} are the workers' own and are not edited: mend the cause, then 'lapor dead replay'"
    )
    static let editAgain = Phrase(id: "Sunting lagi?", en: "Edit again?")
}
