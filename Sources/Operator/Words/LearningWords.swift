/// Training, measuring and choosing models.
enum LearningWords {
    static let shipped = Phrase(id: "bawaan", en: "shipped")

    static let readsShipped = Sentence<String>(
        id: "perutean membaca {name} dengan model bawaan.", en: "routing reads {name} with the shipped model.")
    static let reads = Sentence<String, Int>(
        id: "perutean membaca {name} dengan model {id}.", en: "routing reads {name} with model {id}.")
    static let readsVersion = Sentence<String, String>(
        id: "perutean membaca {name} dengan {version}.", en: "routing reads {name} with {version}.")
    static let noModel = Sentence<String, Int>(
        id: "tidak ada model {name} dengan id {id}; lihat lapor model list",
        en: "there is no model {name} with id {id}; see lapor model list")
    static let otherName = Sentence<String, String>(
        id: "nama model {name}; perutean membaca {known}", en: "the model is called {name}; routing reads {known}")
    static let notShipped = Sentence<String, String>(
        id: "tidak ada model {name}, baik sebagai berkas maupun bawaan; yang bawaan {known}",
        en: "there is no model {name}, neither as a file nor shipped; shipped are {known}")

    // Files of texts.

    static let noHeader = Sentence<String>(id: "{file} tidak mempunyai kepala kolom", en: "{file} has no header")
    static let noColumn = Sentence<String, String, String>(
        id: "{file} tidak mempunyai kolom {column}; yang ada {known}",
        en: "{file} has no column {column}; it has {known}")
    static let noRecord = Sentence<String>(
        id: "{file} tidak mempunyai baris dengan teks dan kelas", en: "{file} has no record with a text and a class")

    // Training.

    static let learning = Sentence<Int>(
        id: "belajar dari {texts} teks …", en: "learning from {texts} {texts:text|texts} …")
    static let trained = Sentence<String, String, Int, Int, Int>(
        id: "{name} {version}: {classes} kelas, {texts} teks, {bytes} bita",
        en:
            "{name} {version}: {classes} {classes:class|classes}, {texts} {texts:text|texts}, {bytes} {bytes:byte|bytes}"
    )
    static let crossValidated = Phrase(id: "Divalidasi silang:", en: "Cross-validated:")
    static let tooFew = Sentence<Int>(
        id: "ada {corrections} koreksi dalam waktu itu; perlu sedikitnya 40 untuk menyisihkan sebagian dan belajar",
        en:
            "there {corrections:is|are} {corrections} {corrections:correction|corrections} in that time; at least 40 are needed to hold some back and learn"
    )
    static let corrected = Phrase(id: "dikoreksi", en: "corrected")
    static let confirmed = Phrase(id: "dibenarkan", en: "confirmed")
    static let learned = Sentence<Int>(
        id: "belajar dari {cases} laporan; yang disisihkan:", en: "learned from {cases} {cases:case|cases}; held back:")
    static let isLive = Phrase(
        id: "Model baru dipakai; worker mengikuti dalam 30 detik. Kembali: lapor model use agency.",
        en: "The new model is live; workers follow within 30 seconds. Back: lapor model use agency.")
    static let dryRun = Phrase(id: "Tidak ada yang diubah (--dry-run).", en: "Nothing was changed (--dry-run).")
    static let notBetter = Phrase(
        id: "Tidak ada yang diubah: model baru tidak lebih baik.",
        en: "Nothing was changed: the new model is not better.")

    // Figures of a model.

    static let texts = Sentence<Int>(id: "{count} teks", en: "{count} {count:text|texts}")
    static let accuracy = Phrase(id: "akurasi", en: "accuracy")
    static let macroF1 = Phrase(id: "F1 makro", en: "macro F1")
    static let weightedF1 = Phrase(id: "F1 berbobot", en: "weighted F1")
    static let top3 = Phrase(id: "di antara tiga teratas", en: "among the three likeliest")
    static let calibration = Phrase(id: "galat kalibrasi", en: "calibration error")
    static let accuracyAt80 = Phrase(id: "akurasi 80 % yang paling yakin", en: "accuracy of the surest 80 %")
    static let coverageAt90 = Phrase(id: "cakupan pada akurasi 90 %", en: "coverage at 90 % accuracy")
    static let duration = Phrase(id: "µs per teks", en: "µs per text")
    static let precision = Phrase(id: "presisi", en: "precision")
    static let recall = Phrase(id: "perolehan", en: "recall")
    static let f1 = Phrase(same: "F1")
}
