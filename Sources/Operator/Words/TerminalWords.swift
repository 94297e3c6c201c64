/// What is asked at a terminal.
enum TerminalWords {
    static let output = Phrase(id: "keluaran standar", en: "standard output")
    static let question = Sentence<Phrase>(id: "{question} [y/T]", en: "{question} [y/N]")
    static let needsYes = Sentence<Phrase>(
        id: "{question} Tanpa terminal, jawab dengan --yes", en: "{question} Without a terminal, say so with --yes")
    static let nothingDone = Phrase(id: "tidak ada yang dilakukan", en: "nothing was done")
    static let noEditor = Phrase(
        id: "beri salinannya dengan --with FILE; untuk menyunting di sini perlu terminal dan $EDITOR",
        en: "give the copy by --with FILE; editing here needs a terminal and $EDITOR")
    static let editorFailed = Phrase(
        id: "penyunting berakhir dengan kesalahan; tidak ada yang diubah",
        en: "the editor ended with an error; nothing was changed")
    static let hiddenColumns = Sentence<String>(
        id: "(tidak muat di layar: {columns}; --wide menampilkan semua)",
        en: "(no room on the screen for: {columns}; --wide shows all)")
}
