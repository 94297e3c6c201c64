import Store

/// Work that waits: what `lapor status` and `lapor doctor` count.
enum WorkWords {
    static let noneYet = Phrase(
        id: "Belum pernah direkonsiliasi: ClockWorker melakukannya pada malam hari",
        en: "Not reconciled yet: a ClockWorker does it at night")
    static let days = Sentence<Int>(id: "{number} hari", en: "{number} d")
    static let hours = Sentence<Int>(id: "{number} jam", en: "{number} h")
    static let minutes = Sentence<Int>(id: "{number} mnt", en: "{number} min")
    static let seconds = Sentence<Int>(id: "{number} dtk", en: "{number} s")
    static let complaints = Phrase(id: "laporan", en: "complaints")
    static let unreadFields = Phrase(id: "bidang yang tidak terbaca", en: "fields that could not be read")
    static let unreadContacts = Phrase(
        id: "di antaranya kontak yang belum diperbaiki", en: "of these, contacts not mended yet")
    static let notices = Sentence<String>(id: "pesan {state}", en: "notices {state}")
}

extension WaitingWork.Kind {
    /// What waits, for people.
    var name: Phrase {
        switch self {
        case .routing: Phrase(id: "belum dirutekan", en: "not routed")
        case .announcing:
            Phrase(id: "peristiwa belum diumumkan", en: "event not announced")
        case .clock: Phrase(id: "tenggat yang seharusnya sudah bekerja", en: "clock that should have spoken")
        case .answers: Phrase(id: "jawaban belum diambil", en: "answer not taken up")
        case .sending: Phrase(id: "pesan sedang dikirim", en: "notice being sent")
        case .later: Phrase(id: "pesan dikirim nanti", en: "notice to be sent later")
        case .retry: Phrase(id: "pesan terlambat", en: "notice overdue")
        }
    }
}

extension WorkInHand.Fault {
    /// What is wrong, for people.
    var subject: Phrase {
        switch self {
        case .unrouted: Phrase(id: "laporan yang belum dirutekan", en: "complaints that were not routed")
        case .unannounced: Phrase(id: "peristiwa yang belum diumumkan", en: "events that were not announced")
        case .silent: Phrase(id: "tenggat yang terlambat bekerja", en: "clocks that should have spoken")
        case .untaken: Phrase(id: "jawaban yang belum diambil", en: "answers that were not taken up")
        case .abandoned:
            Phrase(id: "pesan yang dipegang worker yang sudah mati", en: "notices claimed by a worker that is gone")
        case .overdue: Phrase(id: "pesan yang terlambat", en: "notices that are overdue")
        case .partitions: Phrase(id: "bulan tanpa partisi", en: "months without a partition")
        }
    }

    /// What to do about it.
    var advice: Phrase {
        switch self {
        case .unrouted:
            Phrase(
                id: "lihat log RoutingWorker dan antrean routing",
                en: "look at RoutingWorker's log and at queue routing")
        case .unannounced:
            Phrase(
                id: "apakah ClockWorker berjalan? Ia yang mengumumkannya",
                en: "is a ClockWorker running? It announces them")
        case .silent:
            Phrase(
                id: "lihat log ClockWorker: selama itu tidak ada tenggat yang bekerja",
                en: "look at ClockWorker's log: meanwhile no deadline works")
        case .untaken:
            Phrase(
                id: "lihat log CaseWorker dan antrean casework", en: "look at CaseWorker's log and at queue casework")
        case .abandoned:
            Phrase(
                id: "apakah NotifyWorker berjalan? Ia yang mengambil alih",
                en: "is a NotifyWorker running? It takes them over")
        case .overdue:
            Phrase(
                id: "apakah NotifyWorker berjalan? Lihat lognya", en: "is a NotifyWorker running? Look at its log")
        case .partitions:
            Phrase(
                id: "apakah ClockWorker berjalan? Ia yang membuatnya", en: "is a ClockWorker running? It makes them")
        }
    }
}
