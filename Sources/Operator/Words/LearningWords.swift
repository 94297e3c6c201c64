/// Training, measuring and choosing models.
enum LearningWords {
    static let shipped = Phrase(id: "bawaan", en: "shipped")

    static func reads(_ name: String, with id: Int?) -> Phrase {
        guard let id else {
            return Phrase(
                id: "perutean membaca \(name) dengan model bawaan.", en: "routing reads \(name) with the shipped model."
            )
        }
        return Phrase(
            id: "perutean membaca \(name) dengan model \(id).", en: "routing reads \(name) with model \(id).")
    }
    static func reads(_ name: String, version: String) -> Phrase {
        Phrase(id: "perutean membaca \(name) dengan \(version).", en: "routing reads \(name) with \(version).")
    }
    static func noModel(_ name: String, _ id: Int) -> Phrase {
        Phrase(
            id: "tidak ada model \(name) dengan id \(id); lihat lapor model list",
            en: "there is no model \(name) with id \(id); see lapor model list")
    }
    static func otherName(_ name: String, known: String) -> Phrase {
        Phrase(
            id: "nama model \(name); perutean membaca \(known)",
            en: "the model is called \(name); routing reads \(known)")
    }
    static func notShipped(_ name: String, known: String) -> Phrase {
        Phrase(
            id: "tidak ada model \(name), baik sebagai berkas maupun bawaan; yang bawaan \(known)",
            en: "there is no model \(name), neither as a file nor shipped; shipped are \(known)")
    }

    // Files of texts.

    static func noHeader(_ file: String) -> Phrase {
        Phrase(id: "\(file) tidak mempunyai kepala kolom", en: "\(file) has no header")
    }
    static func noColumn(_ file: String, _ column: String, known: String) -> Phrase {
        Phrase(
            id: "\(file) tidak mempunyai kolom \(column); yang ada \(known)",
            en: "\(file) has no column \(column); it has \(known)")
    }
    static func noRecord(_ file: String) -> Phrase {
        Phrase(
            id: "\(file) tidak mempunyai baris dengan teks dan kelas",
            en: "\(file) has no record with a text and a class")
    }

    // Training.

    static func learning(from texts: Int) -> Phrase {
        Phrase(id: "belajar dari \(texts) teks …", en: "learning from \(texts) texts …")
    }
    static func trained(_ name: String, _ version: String, classes: Int, texts: Int, bytes: Int) -> Phrase {
        Phrase(
            id: "\(name) \(version): \(classes) kelas, \(texts) teks, \(bytes) bita",
            en: "\(name) \(version): \(classes) classes, \(texts) texts, \(bytes) bytes")
    }
    static let crossValidated = Phrase(id: "Divalidasi silang:", en: "Cross-validated:")
    static func tooFew(_ corrections: Int) -> Phrase {
        Phrase(
            id:
                "ada \(corrections) koreksi dalam waktu itu; perlu sedikitnya 40 untuk menyisihkan sebagian dan belajar",
            en: "there are \(corrections) corrections in that time; at least 40 are needed to hold some back and learn")
    }
    static let corrected = Phrase(id: "dikoreksi", en: "corrected")
    static let confirmed = Phrase(id: "dibenarkan", en: "confirmed")
    static func learned(from cases: Int) -> Phrase {
        Phrase(
            id: "belajar dari \(cases) laporan; yang disisihkan:", en: "learned from \(cases) cases; held back:")
    }
    static let isLive = Phrase(
        id: "Model baru dipakai; worker mengikuti dalam 30 detik. Kembali: lapor model use agency.",
        en: "The new model is live; workers follow within 30 seconds. Back: lapor model use agency.")
    static let dryRun = Phrase(
        id: "Tidak ada yang diubah (--dry-run).", en: "Nothing was changed (--dry-run).")
    static let notBetter = Phrase(
        id: "Tidak ada yang diubah: model baru tidak lebih baik.",
        en: "Nothing was changed: the new model is not better.")

    // Figures of a model.

    static func texts(_ count: Int) -> Phrase { Phrase(id: "\(count) teks", en: "\(count) texts") }
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
