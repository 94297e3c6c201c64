/// Work that waits: what `lapor status` and `lapor doctor` count. Programs know each by its English text.
package enum WorkWords {
    package static let noneYet = Phrase(
        id: "Belum pernah direkonsiliasi: ClockWorker melakukannya pada malam hari",
        en: "Not reconciled yet: a ClockWorker does it at night")
    package static let complaints = Phrase(id: "laporan", en: "complaints")
    package static func notices(_ state: String) -> Phrase { Phrase(id: "pesan \(state)", en: "notices \(state)") }

    /// What `lapor status` counts.
    package static let lags = [
        Phrase(id: "belum dirutekan", en: "not routed"),
        Phrase(id: "peristiwa belum ditandai terkirim", en: "event not marked as published"),
        Phrase(
            id: "peristiwa penanganan atau tenggat belum diumumkan", en: "event of casework or clock not announced"),
        Phrase(id: "tenggat yang seharusnya sudah bekerja", en: "clock that should have spoken"),
        Phrase(id: "jawaban belum diambil", en: "answer not taken up"),
        Phrase(id: "pesan sedang dikirim", en: "notice being sent"),
        Phrase(id: "pesan dikirim nanti", en: "notice to be sent later"),
        Phrase(id: "pesan terlambat", en: "notice overdue"),
    ]

    /// What the doctor counts, and what to do when there is any.
    package static let examined = [
        Phrase(id: "laporan yang belum dirutekan", en: "complaints that were not routed"),
        Phrase(id: "peristiwa yang belum diumumkan", en: "events that were not announced"),
        Phrase(
            id: "pesan yang dipegang worker yang sudah mati", en: "notices claimed by a worker that is gone"),
        Phrase(id: "pesan yang terlambat", en: "notices that are overdue"),
        Phrase(id: "bulan tanpa partisi", en: "months without a partition"),
    ]
    package static let advice = [
        Phrase(
            id: "lihat log RoutingWorker dan antrean routing", en: "look at RoutingWorker's log and at queue routing"),
        Phrase(
            id: "apakah ClockWorker berjalan? Ia yang mengumumkannya",
            en: "is a ClockWorker running? It announces them"),
        Phrase(
            id: "apakah NotifyWorker berjalan? Ia yang mengambil alih",
            en: "is a NotifyWorker running? It takes them over"),
        Phrase(
            id: "apakah NotifyWorker berjalan? Lihat lognya", en: "is a NotifyWorker running? Look at its log"),
        Phrase(
            id: "apakah ClockWorker berjalan? Ia yang membuatnya", en: "is a ClockWorker running? It makes them"),
    ]
}
