/// How figures can be made to look better than the work is, and which other figures show it.
package struct Gaming: Sendable {
    /// Ids of the figures that are made to look better.
    package let measures: [String]
    /// What somebody would do, in English.
    package let attempt: String
    /// Ids of the figures that show it.
    package let shownBy: [String]

    /// All that is known; each figure about cases or deadlines stands in one of them.
    package static let all = [
        Gaming(
            measures: ["persentase_tindak_lanjut"],
            attempt: "A reply of a few words to everybody: a case counts as followed up from its first reply on",
            shownBy: ["persentase_selesai", "jawaban_tempel", "proses", "persentase_dibantah"]),
        Gaming(
            measures: ["persentase_selesai", "selesai"],
            attempt: "A reply, and then waiting until the reporter's silence closes the case",
            shownBy: ["persentase_selesai_keputusan", "ditutup_diam", "dikonfirmasi"]),
        Gaming(
            measures: ["persentase_selesai_keputusan", "ditutup_petugas", "pernah_ditutup"],
            attempt: "Closing what is not done: quickly, with a decision of few words",
            shownBy: ["persentase_dibantah", "dibuka_kembali", "penutupan_kedua_median", "kepuasan", "dikonfirmasi"]),
        Gaming(
            measures: ["ditutup_pelapor", "dikonfirmasi", "kepuasan"],
            attempt: "An officer who closes, agrees or rates in the reporter's name",
            shownBy: ["ditutup_pelapor", "persentase_bantahan", "kepuasan_kanal", "dikonfirmasi_kanal"]),
        Gaming(
            measures: ["ditanya_kembali", "menjawab_kembali", "persentase_tetap_selesai"],
            attempt: "Closing where nobody can be asked, or asking none: a share of few answers says little",
            shownBy: ["ditanya_kembali", "menjawab_kembali", "persentase_dibantah", "pernah_ditutup"]),
        Gaming(
            measures: ["dikonfirmasi_kanal", "dibantah_kanal", "kepuasan_kanal"],
            attempt:
                "An application that rates, agrees or objects for the reporters of its channel: it is counted here alone",
            shownBy: ["dikonfirmasi", "dibantah", "kepuasan"]),
        Gaming(
            measures: ["jumlah", "kejadian_registered"],
            attempt: "Not taking reports in, or taking many of one's own: rates are of those that came in",
            shownBy: ["pertumbuhan", "kejadian_registered", "arsip_digabung"]),
        Gaming(
            measures: [
                "belum_terverifikasi", "belum_ditindaklanjuti", "proses", "tunggakan_koordinator", "tunggakan_opd",
            ],
            attempt:
                "Moving what waits to a status that is not looked at: asking the reporter something, or passing it on",
            shownBy: ["tunda", "pernah_ditanya", "terbuka", "terbuka_lebih_60", "rata_perpindahan"]),
        Gaming(
            measures: ["tunda", "pernah_ditanya", "arsip_tanpa_jawaban"],
            attempt: "A question that nobody can answer: the deadline stands still, and no answer files the case",
            shownBy: ["arsip_tanpa_jawaban", "pernah_ditanya", "terbuka_lebih_60"]),
        Gaming(
            measures: ["arsip", "arsip_digabung", "arsip_ditarik", "arsip_lain"],
            attempt: "Filing, or merging into another case, what is hard: filed cases miss no deadline",
            shownBy: ["arsip_digabung", "arsip_lain", "dibuka_kembali", "persentase_selesai"]),
        Gaming(
            measures: ["tanggapan_pertama_median", "tanggapan_pertama_rata", "tanggapan_pertama_p90"],
            attempt: "A first reply that says nothing; and what nobody answers has no time at all",
            shownBy: ["jawaban_tempel", "tunggakan_opd", "tepat_waktu_tanggapan", "penyelesaian_p90"]),
        Gaming(
            measures: ["penyelesaian_median", "penyelesaian_rata", "penyelesaian_p90"],
            attempt: "Finishing the easy cases and leaving the others open: only finished cases have a time",
            shownBy: ["terbuka_15_60", "terbuka_lebih_60", "persentase_selesai_matang", "tepat_waktu_penyelesaian"]),
        Gaming(
            measures: ["penutupan_kedua_median", "penutupan_kedua_p90", "dibantah", "dibuka_kembali"],
            attempt: "Closing what was objected to at once, without doing more",
            shownBy: ["dibantah", "persentase_bantahan", "kepuasan"]),
        Gaming(
            measures: ["persentase_dibantah", "persentase_bantahan"],
            attempt: "Leaving cases to silence: who was never told of an end objects to none",
            shownBy: ["ditutup_diam", "persentase_selesai_keputusan", "dikonfirmasi"]),
        Gaming(
            measures: ["terlambat_warisan", "dibantah_warisan"],
            attempt: "Passing on what is late or was objected to, so that it counts with who gets it",
            shownBy: ["tepat_waktu_jawaban", "tepat_waktu_penyelesaian", "rata_perpindahan"]),
        Gaming(
            measures: ["persentase_terlambat", "terlambat_sekarang"],
            attempt: "Counting many young cases, whose deadlines have not passed, in the denominator",
            shownBy: ["persentase_tepat_waktu", "tenggat", "jumlah_matang"]),
        Gaming(
            measures: [
                "persentase_tepat_waktu", "tenggat", "tenggat_ditepati", "tepat_waktu_verifikasi",
                "tepat_waktu_tanggapan", "tepat_waktu_penyelesaian", "tepat_waktu_jawaban",
            ],
            attempt: "Passing a case on, asking or filing before its deadline: it then never falls due for who had it",
            shownBy: [
                "persentase_ditolak", "rata_perpindahan", "pernah_ditanya", "arsip", "terbuka_lebih_60",
                "terlambat_warisan",
            ]),
        Gaming(
            measures: ["penolakan", "persentase_ditolak", "rata_perpindahan"],
            attempt: "Handing on by the desk instead of refusing",
            shownBy: ["rata_perpindahan", "kejadian_transferred", "kejadian_assigned"]),
        Gaming(
            measures: ["terbuka", "terbuka_0_5", "terbuka_6_14", "terbuka_15_60", "terbuka_lebih_60"],
            attempt: "Closing old cases shortly before the figures are taken, and opening them again",
            shownBy: ["dibuka_kembali", "kejadian_reopened", "persentase_dibantah", "ditutup_diam"]),
        Gaming(
            measures: ["jumlah_matang", "persentase_selesai_matang"],
            attempt: "Choosing the day on which figures are taken: with --as-of anybody may take another",
            shownBy: ["jumlah_matang", "persentase_selesai"]),
        Gaming(
            measures: ["arsip_disanggah"],
            attempt: "Filing again, unread, what a reporter says is filed wrongly: each time counts as a filing",
            shownBy: ["kejadian_archived", "kejadian_added", "arsip"]),
        Gaming(
            measures: ["pertumbuhan"],
            attempt: "Comparing a whole period with one that is not over: then it is not printed",
            shownBy: ["jumlah"]),
        Gaming(
            measures: ["jawaban_tempel"], attempt: "Changing a word in each pasted reply",
            shownBy: ["persentase_dibantah", "kepuasan", "dikonfirmasi"]),
        Gaming(
            measures: ["ditutup_diam", "ditutup_diam_instansi", "ditutup_lain"],
            attempt: "Nothing: high figures here speak against who has them", shownBy: ["dikonfirmasi"]),
    ]
}

extension Measure {
    /// How it can be gamed; nil: it is a count of events, which is what it is.
    package var gaming: Gaming? { Gaming.all.first { $0.measures.contains(id) } }
}
