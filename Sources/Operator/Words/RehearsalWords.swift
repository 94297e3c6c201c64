/// Scenarios that are played.
enum RehearsalWords {
    static func line(_ number: Int, _ reason: Phrase) -> Phrase {
        Phrase(id: "baris \(number) skenario: \(reason.id)", en: "line \(number) of the scenario: \(reason.en)")
    }
    static let timeBackwards = Phrase(
        id: "waktunya sebelum baris di atasnya", en: "its time is before the line above")
    static let notObject = Phrase(id: "bukan objek JSON", en: "it is not a JSON object")
    static let atMissing = Phrase(
        id: "'at' harus RFC 3339 dengan selisih zona", en: "'at' must be RFC 3339 with an offset")
    static let neither = Phrase(
        id: "tidak ada 'submit' maupun 'command'", en: "it has neither 'submit' nor 'command'")
    static let noCommand = Phrase(id: "tidak ada perintah", en: "there is no command")
    static let notJSON = Phrase(id: "tidak dapat ditulis sebagai JSON", en: "it cannot be written as JSON")
    static func caseTwice(_ name: String) -> Phrase {
        Phrase(id: "sudah ada laporan '\(name)'", en: "there is a case '\(name)' already")
    }
    static func oneOf(_ member: String, _ known: String) -> Phrase {
        Phrase(id: "'\(member)' harus salah satu dari \(known)", en: "'\(member)' must be one of \(known)")
    }
    static func caseAbove(_ member: String) -> Phrase {
        Phrase(
            id: "'\(member)' harus menyebut laporan di baris di atasnya",
            en: "'\(member)' must name a case of a line above")
    }
    static let until = Phrase(same: "--until")
    static func scenarioLine(_ number: Int) -> Phrase {
        Phrase(id: "baris \(number) skenario", en: "line \(number) of the scenario")
    }
    static func tooEarly(_ place: Phrase, _ time: String) -> Phrase {
        Phrase(
            id: "\(place.id) sebelum waktu penyimpanan, \(time): pakai penyimpanan baru",
            en: "\(place.en) lies before the store's time \(time): use a fresh store")
    }

    // How it went.

    static func played(_ lines: Int, cases: Int, commands: Int, deadlines: Int) -> Phrase {
        Phrase(
            id: "\(lines) baris: \(cases) laporan, \(commands) perintah, tenggat bekerja pada \(deadlines) saat",
            en: "\(lines) lines: \(cases) cases, \(commands) commands, clocks spoke at \(deadlines) moments")
    }
    static func journal(_ events: Int, _ digest: String) -> Phrase {
        Phrase(
            id: "jurnal: \(events) peristiwa, sha256 \(digest)", en: "journal: \(events) events, sha256 \(digest)")
    }
    static func refused(_ reason: String, _ code: String) -> Phrase {
        Phrase(id: "ditolak: \(reason) (\(code))", en: "refused: \(reason) (\(code))")
    }
    static let carriedOut = Phrase(id: "dilaksanakan", en: "carried out")
    static func outcome(_ line: Int, _ command: String, on name: String, _ came: Phrase) -> Phrase {
        Phrase(
            id: "baris \(line): \(command) atas '\(name)' \(came.id)",
            en: "line \(line): \(command) on '\(name)' was \(came.en)")
    }
    static func expected(_ code: String, not outcome: Phrase) -> Phrase {
        Phrase(id: "\(outcome.id), seharusnya \(code)", en: "\(outcome.en), and \(code) was expected")
    }
    static func unexpected(_ lines: [Phrase]) -> Phrase {
        Phrase(
            id: "tidak sesuai dengan yang diharapkan skenario:\n" + lines.map(\.id).joined(separator: "\n"),
            en: "not as the scenario expects:\n" + lines.map(\.en).joined(separator: "\n"))
    }

    // Its broker, store and workers.

    static let otherHost = Phrase(
        id:
            "virtual host broker ini bukan untuk latihan: jalankan 'lapor topology apply --rehearsal' di virtual host sendiri",
        en:
            "the broker's virtual host was not made for rehearsal: run 'lapor topology apply --rehearsal' on one of its own"
    )
    static let otherStore = Phrase(
        id: "penyimpanan ini bukan untuk latihan: buat basis data kosong dan jalankan 'lapor migrate --rehearsal'",
        en: "this store was not created for rehearsal: make an empty database and run 'lapor migrate --rehearsal'")
    static let usedStore = Phrase(
        id: "penyimpanan ini berisi laporan: latihan membutuhkan yang kosong",
        en: "this store has complaints: a rehearsal needs an empty one")
    static func started(_ workers: Int, logs folder: String) -> Phrase {
        Phrase(
            id: "\(workers) worker dijalankan; log di \(folder)", en: "started \(workers) workers; logs in \(folder)")
    }
    static func noProgram(_ name: String, in folder: String) -> Phrase {
        Phrase(
            id: "\(name) tidak ada di samping lapor di \(folder)",
            en: "\(name) does not stand beside lapor in \(folder)")
    }
    static func late(_ complaint: Phrase, after seconds: Int) -> Phrase {
        Phrase(
            id: "\(complaint.id) setelah \(seconds) s; apakah semua worker berjalan?",
            en: "\(complaint.en) after \(seconds) s; do all workers run?")
    }
    static func notDone(at time: String) -> Phrase {
        Phrase(
            id: "ClockWorker belum mengerjakan yang jatuh waktu pada \(time)",
            en: "ClockWorker has not done what is due at \(time)")
    }
    static func notStored(_ channel: String, _ id: String) -> Phrase {
        Phrase(id: "\(channel) \(id) belum tersimpan", en: "\(channel) \(id) is not stored")
    }
    static func notRouted(_ id: String) -> Phrase {
        Phrase(id: "\(id) belum dirutekan", en: "\(id) is not routed")
    }
}
