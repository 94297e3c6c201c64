/// The list of workers.
enum WorkerWords {
    static let none = Phrase(
        id: "Tidak ada worker yang berjalan.", en: "No worker runs.")
    static let missing = Sentence<String>(id: "Tidak berjalan: {kinds}", en: "Not running: {kinds}")
    static let kindsMissing = Sentence<Int>(
        id: "{kinds} dari lima jenis worker tidak berjalan",
        en: "{kinds} of the five kinds of worker {kinds:does|do} not run")
    static let alive = Phrase(id: "hidup", en: "alive")
    static let silent = Sentence<Phrase>(id: "diam selama {time}", en: "silent for {time}")
}
