/// Training, measuring and choosing models.
package enum LearningWords {
    package static let shipped = Phrase(id: "bawaan", en: "shipped")

    package static func reads(_ name: String, with id: Int?) -> Phrase {
        guard let id else {
            return Phrase(
                id: "perutean membaca \(name) dengan model bawaan.", en: "routing reads \(name) with the shipped model."
            )
        }
        return Phrase(
            id: "perutean membaca \(name) dengan model \(id).", en: "routing reads \(name) with model \(id).")
    }
    package static func reads(_ name: String, version: String) -> Phrase {
        Phrase(id: "perutean membaca \(name) dengan \(version).", en: "routing reads \(name) with \(version).")
    }
    package static func noModel(_ name: String, _ id: Int) -> Phrase {
        Phrase(
            id: "tidak ada model \(name) dengan id \(id); lihat lapor model list",
            en: "there is no model \(name) with id \(id); see lapor model list")
    }
    package static func otherName(_ name: String, known: String) -> Phrase {
        Phrase(
            id: "nama model \(name); perutean membaca \(known)",
            en: "the model is called \(name); routing reads \(known)")
    }
    package static func notShipped(_ name: String, known: String) -> Phrase {
        Phrase(
            id: "tidak ada model \(name), baik sebagai berkas maupun bawaan; yang bawaan \(known)",
            en: "there is no model \(name), neither as a file nor shipped; shipped are \(known)")
    }

    // Files of texts.

    package static func noHeader(_ file: String) -> Phrase {
        Phrase(id: "\(file) tidak mempunyai kepala kolom", en: "\(file) has no header")
    }
    package static func noColumn(_ file: String, _ column: String, known: String) -> Phrase {
        Phrase(
            id: "\(file) tidak mempunyai kolom \(column); yang ada \(known)",
            en: "\(file) has no column \(column); it has \(known)")
    }
    package static func noRecord(_ file: String) -> Phrase {
        Phrase(
            id: "\(file) tidak mempunyai baris dengan teks dan kelas",
            en: "\(file) has no record with a text and a class")
    }

    // Training.

    package static func learning(from texts: Int) -> Phrase {
        Phrase(id: "belajar dari \(texts) teks …", en: "learning from \(texts) texts …")
    }
    package static func trained(_ name: String, _ version: String, classes: Int, texts: Int, bytes: Int) -> Phrase {
        Phrase(
            id: "\(name) \(version): \(classes) kelas, \(texts) teks, \(bytes) bita",
            en: "\(name) \(version): \(classes) classes, \(texts) texts, \(bytes) bytes")
    }
    package static let crossValidated = Phrase(id: "Divalidasi silang:", en: "Cross-validated:")
    package static func tooFew(_ corrections: Int) -> Phrase {
        Phrase(
            id:
                "ada \(corrections) koreksi dalam waktu itu; perlu sedikitnya 40 untuk menyisihkan sebagian dan belajar",
            en: "there are \(corrections) corrections in that time; at least 40 are needed to hold some back and learn")
    }
    package static let corrected = Phrase(id: "dikoreksi", en: "corrected")
    package static let confirmed = Phrase(id: "dibenarkan", en: "confirmed")
    package static func learned(from cases: Int) -> Phrase {
        Phrase(
            id: "belajar dari \(cases) laporan; yang disisihkan:", en: "learned from \(cases) cases; held back:")
    }
    package static let isLive = Phrase(
        id: "Model baru dipakai; worker mengikuti dalam 30 detik. Kembali: lapor model use agency.",
        en: "The new model is live; workers follow within 30 seconds. Back: lapor model use agency.")
    package static let dryRun = Phrase(
        id: "Tidak ada yang diubah (--dry-run).", en: "Nothing was changed (--dry-run).")
    package static let notBetter = Phrase(
        id: "Tidak ada yang diubah: model baru tidak lebih baik.",
        en: "Nothing was changed: the new model is not better.")

    // Figures of a model.

    package static func texts(_ count: Int) -> Phrase { Phrase(id: "\(count) teks", en: "\(count) texts") }
    package static let accuracy = Phrase(id: "akurasi", en: "accuracy")
    package static let macroF1 = Phrase(id: "F1 makro", en: "macro F1")
    package static let weightedF1 = Phrase(id: "F1 berbobot", en: "weighted F1")
    package static let top3 = Phrase(id: "di antara tiga teratas", en: "among the three likeliest")
    package static let calibration = Phrase(id: "galat kalibrasi", en: "calibration error")
    package static let accuracyAt80 = Phrase(id: "akurasi 80 % yang paling yakin", en: "accuracy of the surest 80 %")
    package static let coverageAt90 = Phrase(id: "cakupan pada akurasi 90 %", en: "coverage at 90 % accuracy")
    package static let duration = Phrase(id: "µs per teks", en: "µs per text")
    package static let precision = Phrase(id: "presisi", en: "precision")
    package static let recall = Phrase(id: "perolehan", en: "recall")
    package static let f1 = Phrase(same: "F1")
}
