/// Notices that did not arrive.
enum NoticeWords {
    static let none = Phrase(
        id: "Tidak ada pesan gagal yang sesuai.", en: "No notice that failed fits that.")
    static let noneMeant = Phrase(
        id: "tidak ada pesan gagal yang dimaksud", en: "no notice that failed is meant by that")
    private static let states = [
        Phrase(id: "gagal", en: "failed"), Phrase(id: "tidak diketahui", en: "unknown"),
    ]
    static func state(_ name: String) -> Phrase { states.named(name) }
    static let howToRetry = Phrase(
        id:
            "Yang gagal dikirim lagi dengan 'lapor notices retry' bila sebabnya sudah diperbaiki; yang tidak diketahui mungkin sudah sampai.",
        en:
            "What failed is sent again by 'lapor notices retry' once its cause is mended; what is unknown may have arrived."
    )
    static let question = Sentence<Int>(
        id: "Kirim lagi {count} pesan yang gagal?",
        en: "Send {count} {count:notice|notices} again that failed?")
    static let wouldBe = Sentence<Int>(
        id: "{count} pesan dimaksud; tidak ada yang dilakukan (--dry-run).",
        en: "{count} {count:notice is|notices are} meant; nothing was done (--dry-run).")
    static let queued = Sentence<Int, Int>(
        id: "{queued} dari {count} pesan dikirim lagi oleh NotifyWorker, SMS pada jamnya",
        en:
            "{queued} of {count} {count:notice|notices} {queued:is|are} sent again by a NotifyWorker, by SMS within its hours"
    )
}
