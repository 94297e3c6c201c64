/// The page of `lapor top`.
enum LiveWords {
    static let title = Phrase(id: "lapor, keadaan saat ini", en: "lapor, as it stands")
    static let speed = Sentence<String, String>(
        id: "{complaints} laporan/dtk, {notices} pesan/dtk", en: "{complaints} complaints/s, {notices} notices/s")
    static let workers = Sentence<Int, Int>(
        id: "worker: {alive} hidup, {silent} diam", en: "workers: {alive} alive, {silent} silent")
    static let howToEnd = Phrase(id: "q atau Ctrl-C mengakhiri", en: "q or Ctrl-C ends")
    static let nothingWaits = Phrase(id: "tidak ada yang terlambat", en: "nothing is late")
    static let moreWorkers = Sentence<Int>(
        id: "… {count} worker lagi", en: "… {count} more {count:worker|workers}")
    static let moreLines = Sentence<Int>(
        id: "… {count} baris lagi tidak muat di layar",
        en: "… {count} more {count:line does|lines do} not fit on the screen")
}
