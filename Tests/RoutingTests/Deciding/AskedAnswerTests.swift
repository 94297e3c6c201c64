import Routing
import Testing

/// Messages while a question is open: what was asked for decides whether they are its answer.
@Suite struct AskedAnswerTests {
    @Test(
        "another matter at another place is a report of its own",
        arguments: [
            (
                "Antrean puskesmas lama", "Puskesmas mana?",
                "Sungai Citarum di Kabupaten Karawang penuh limbah pabrik, ikan mati"
            ),
            (
                "Trotoar dipakai pedagang", "Jalan apa, kota apa?",
                "Dokter di RSUD Kabupaten Garut menolak pasien miskin"
            ),
            ("Jembatan putus", "Di desa apa?", "Ada tambang emas liar di Kabupaten Mandailing Natal"),
            (
                "Lampu jalan di dekat pasar mati", "Pasar mana?",
                "Sampah juga menumpuk di Pasar Baru Kota Bekasi"
            ),
            ("Bau limbah pabrik", "Pabrik apa?", "Pasar Wage Purwokerto Kabupaten Banyumas kebakaran"),
            ("Antrean puskesmas lama", "Puskesmas mana?", "Sampah menumpuk di Kota Bekasi sudah seminggu"),
            ("Bau limbah pabrik", "Pabrik apa?", "Guru dan murid belajar di tenda di Kabupaten Sigi"),
            ("Trotoar dipakai pedagang", "Di kota mana?", "Pasien ditolak dokter jaga di Kabupaten Garut"),
            ("Jembatan putus", "Alamatnya di mana?", "Limbah mencemari sumur warga Kabupaten Morowali"),
            ("Air PDAM mati", "Di kota apa?", "Sampah berserakan tidak diangkut petugas di Kota Cimahi"),
        ])
    func reports(report: String, question: String, words: String) throws {
        let conversation = Conversation(report: report, words: question)
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: conversation, isAnswered: false))
    }

    @Test(
        "what begins with what was asked for is the answer, whatever it goes on with",
        arguments: [
            (
                "Air PDAM mati", "Di kota apa?",
                "Di Kota Bekasi, sudah tiga hari, anak saya sakit diare di RSUD"
            ),
            ("Air PDAM mati", "Di kota apa?", "Kota Bekasi, anak saya sakit diare di RSUD sejak kemarin"),
            ("Air PDAM mati", "Alamatnya di mana?", "Rumah saya di Kota Bekasi, anak saya diare masuk RSUD"),
            ("Jalan berlubang", "Sekolah mana?", "Sekolah Dasar Negeri 3 Kota Cimahi, murid dan guru jatuh"),
            ("Jembatan putus", "Di desa apa?", "Desa Sukamaju Kabupaten Garut, murid tidak bisa sekolah"),
            ("Antrean lama", "Puskesmas mana?", "Puskesmas Coblong Kota Bandung, sampah medis juga menumpuk"),
            ("Lampu jalan mati", "Jalan apa?", "Jl. Sudirman Kota Bogor, sampah juga tidak diangkut"),
            ("Bau limbah pabrik", "Di mana?", "Kabupaten Karawang, anak sesak napas dirawat di rumah sakit"),
            ("Jalan berlubang", "Sekolah mana, di kota apa?", "SMP Negeri 2 Kota Cimahi"),
        ])
    func answers(report: String, question: String, words: String) throws {
        let conversation = Conversation(report: report, words: question)
        #expect(try !ShippedRouter.router.get().isOwnReport(words, in: conversation, isAnswered: false))
    }

    @Test(
        "what names only a landmark is the answer to where, or goes on with it",
        arguments: [
            ("Lampu jalan mati", "Alamatnya di mana?", "Masjid Agung Al Ikhlas Sukamaju, Kota Bandung"),
            ("Lampu jalan mati", "Alamatnya di mana?", "Mushola Nurul Huda Kampung Baru Kecamatan Coblong Bandung"),
            ("Lampu jalan mati", "Di mana?", "Gereja Santo Petrus Katedral Jalan Merdeka Kota Bandung"),
            ("Jalan berlubang", "Di jalan apa?", "Puskesmas Garuda Dungus Cariang Kota Bandung"),
            ("Jalan berlubang", "Di mana lokasinya?", "SMP Negeri 7 Al Azhar Plus Cendekia Kota Bandung"),
            ("Banjir", "Pasar mana?", "Masjid Raya Al Muttaqin Kampung Pajajaran, Kota Bandung"),
            ("Banjir", "Di mana?", "Pak, pesantren Darul Ulum Sukamulya Cibeber Kab. Cianjur"),
        ])
    func landmarks(report: String, question: String, words: String) throws {
        let router = try ShippedRouter.router.get()
        let open = Conversation(report: report, words: question)
        #expect(!router.isOwnReport(words, in: open, isAnswered: false))
        let answered = Conversation(report: report, words: question + "\nDi belakang pasar Kosambi")
        #expect(!router.isOwnReport(words, in: answered, isAnswered: true))
        #expect(router.namesLandmark(words))
    }

    @Test(
        "what tells a matter of a landmark is a report of its own",
        arguments: [
            "Puskesmas Garuda Kota Cimahi menolak pasien BPJS", "Pasar Antri Kota Cimahi penuh sampah menumpuk",
            "SMP Negeri 7 Kota Cimahi guru sering bolos, murid terlantar",
        ])
    func mattersOfLandmarks(words: String) throws {
        let conversation = Conversation(report: "Lampu jalan mati", words: "Di mana?\nDi belakang pasar Kosambi")
        let router = try ShippedRouter.router.get()
        #expect(router.isOwnReport(words, in: conversation, isAnswered: true) && !router.namesLandmark(words))
    }

    @Test(
        "after the answer another place's matter is a report of its own",
        arguments: [
            "Jalan di Kota Cimahi depan rumah saya berlubang", "Jalan berlubang di Kota Cimahi",
            "Sampah menumpuk di Kota Cimahi", "Lampu jalan mati di Kabupaten Garut sejak kemarin",
            "Di Kabupaten Garut jembatan putus", "Trotoar rusak di depan rumah kami di Kota Cimahi",
        ])
    func further(words: String) throws {
        let conversation = Conversation(
            report: "Antrean puskesmas lama", words: "Puskesmas mana?\nPuskesmas Coblong Kota Bandung.", region: "32.73"
        )
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: conversation, isAnswered: true))
    }
}
