import Routing
import Testing

/// Two thousand forms and more of all governments' names: none may be taken for another government's.
@Suite("Names as people write them")
struct WrittenFormsTests {
    private enum Reading { case right, desk, wrong(String) }

    private func read(_ form: WrittenForms.Form) -> Reading {
        let question =
            form.isSentence
            ? PlaceQuestion(text: "Jalan rusak di \(form.text) sudah lama belum diperbaiki")
            : PlaceQuestion(locationText: form.text, text: "Jalan rusak sudah lama belum diperbaiki")
        let answer = ShippedPlaces.gazetteer.resolve(question)
        guard let regency = answer.regency else { return form.code == nil ? .right : .desk }
        return regency.code == form.code ? .right : .wrong(regency.code)
    }

    @Test func `no form is taken for another government, and nearly all are read`() {
        let forms = WrittenForms.all
        #expect(forms.count > 2000)
        var right = 0
        var counts: [String: (right: Int, desk: Int, wrong: Int)] = [:]
        for form in forms {
            var count = counts[form.rule] ?? (0, 0, 0)
            switch read(form) {
            case .right:
                right += 1
                count.right += 1
            case .desk: count.desk += 1
            case .wrong(let code):
                count.wrong += 1
                Issue.record("\(form.text) (\(form.rule), \(form.code ?? "desk")): \(code)")
            }
            counts[form.rule] = count
        }
        let share = Double(right) / Double(forms.count)
        #expect(share >= 0.97, "\(right) of \(forms.count): \(counts.sorted { $0.key < $1.key })")
    }

    @Test func `each renaming has its alias, year and law`() {
        #expect(ShippedPlaces.renamings.count >= 25)
        for renaming in ShippedPlaces.renamings {
            #expect(Int(renaming.year).map { (1999...2100).contains($0) } == true && !renaming.source.isEmpty)
            guard renaming.code.contains(".") else { continue }
            let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: renaming.name))
            let isRead = answer.regency?.code == renaming.code || answer.ambiguous.contains(renaming.code)
            #expect(isRead, "\(renaming.name)")
        }
    }

    @Test(
        "old names, short forms, names within names",
        arguments: [
            ("Kabupaten Mamuju Utara, Sulawesi Barat", "76.01"), ("Kabupaten Maluku Tenggara Barat, Maluku", "81.03"),
            ("Kabupaten Pontianak, Kalimantan Barat", "61.02"), ("Kota Padang Sidempuan, Sumatera Utara", "12.77"),
            ("Kab. OKU Selatan, Sumsel", "16.09"), ("Kabupaten OKU Timur", "16.08"), ("Pasaman Brt", "13.12"),
            ("Pemkab Pontianak", "61.02"), ("Pontianak", "61.71"), ("Kab. Batang Hari", "15.04"),
            ("Kab. Banjar Negara", "33.04"), ("Kab. Kota Baru", "63.02"), ("Kab. Kota Waringin Barat", "62.01"),
            ("Kab. Toba Samosir", "12.12"), ("Ujung Pandang", "73.71"), ("Kotamadya Ujung Pandang", "73.71"),
            ("Kab. Kepulauan Riau", "21.01"), ("Kab. Yapen Waropen, Papua", "91.05"), ("Kutaraja", "11.71"),
            ("Kab. Merauke, Papua", "93.01"), ("Kab. Sorong, Papua Barat", "96.01"),
            ("Kota Serang, Jawa Barat", "36.73"),
            ("Kota Tarakan, Kaltim", "65.71"), ("Tjiandjur", "32.03"), ("Kota Soerabaja", "35.78"),
            ("Kota Padang Sidempoean", nil), ("Kab. Pasaman Bart", "13.12"), ("Kab. Deli Sredang", "12.07"),
            ("Kab. Tapnuli Selatan", "12.03"), ("Kota Bandung", "32.73"), ("Bandung Kota", "32.73"),
            ("Bandung (Kab.)", "32.04"), ("Kota Bogor Barat", "32.71"), ("Kabupaten/Kota Bandung", nil),
            ("Kab/Kota: Kab. Bandung", "32.04"), ("Kt. Bogor", "32.71"), ("Kota Jakarta Timur", "31.75"),
            ("Kepulauan Banggai", "72.07"), ("Muara Jambi", "15.05"), ("Kab. Luwu Tim.", "73.24"),
            ("Kab. Musi Banyuasn", "16.06"), ("Kabupaten Sula", "82.05"), ("Kota Kudus", "33.19"),
            ("Kota Bau-Bau", "74.72"),
            ("Kota Pare Pare", "73.72"), ("Toli-Toli", "72.04"), ("Kab. 50 Kota", "13.07"), ("Bogor, Jawa Barat", nil),
            ("Kota Lubuk Linggau, Sumsel", "16.73"), ("Kab. Tulangbawang Barat", "18.12"),
        ] as [(String, String?)])
    func read(location: String, code: String?) {
        #expect(ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location)).regency?.code == code)
    }

    @Test(
        "what speaks against a name leaves it to a desk",
        arguments: [
            "Kabupaten Bogor Barat", "Cianjur Timur, Jawa Barat", "Kota Bandung Barat", "Kabupaten Surabaya",
            "Kab. Medan",
            "Kota Garut", "Kota Bogor, Sumatera Utara", "Kab. Pasaman, Jawa Barat", "Kepulauan Buru", "Solo Raya",
            "Kab. Pasaman Selatan dekat pasar", "Kab. Banjar, Jawa Barat", "Kota Metro Kibang", "Kota Medan Barat Daya",
            "Batu Barat", "Batu Barat Daya",
            "Kabupaten Bogor Barat Daya",
            "Provinsi Bandung", "Sumatera Utara, Kota Bogor", "Kabupaten Cianjur Selatan", "Kota Lampung",
            "Kabupaten Sangihe Talaud", "West Bogor",
        ])
    func doubted(location: String) {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location))
        #expect(answer.regency == nil)
        #expect(answer.region == nil || answer.confidence < 0.5 || answer.region?.level == .province)
        let text = ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: "Jalan rusak di \(location), mohon diperbaiki"))
        #expect(text.regency == nil || location == "Sumatera Utara, Kota Bogor")
    }

    @Test func `a part of the region that the channel serves is no doubt`() {
        let question = PlaceQuestion(text: "macet di Surabaya Barat", homeRegion: "35.78")
        #expect(ShippedPlaces.gazetteer.resolve(question).regency?.code == "35.78")
        let other = PlaceQuestion(text: "macet di Cianjur Barat", homeRegion: "35.78")
        #expect(ShippedPlaces.gazetteer.resolve(other).regency == nil)
    }

    @Test(
        "what looks like it is no doubt",
        arguments: [
            ("macet di Surabaya tengah malam", "35.78"), ("di Kota Medan tim kami datang", "12.71"),
            ("warga Kota Surabaya, timur jembatan", "35.78"), ("di Luwu tim SAR datang", nil),
            ("Surabaya Barat, Kota Surabaya", "35.78"), ("macet di Kota Bandung berat sekali", "32.73"),
            ("di kota kami, Kota Depok, banjir", "32.76"), ("kota Jakarta banjir", nil),
            ("Kec. Coblong, Kota Bandung, Jawa Barat", "32.73"), ("dari Jakarta ke Kota Bekasi macet", "32.75"),
            ("harga batubara naik", nil), ("loteng rumah bocor", nil),
            ("warga Gubernur Jawa Tengah, Kota Tegal", "33.76"),
        ] as [(String, String?)])
    func undoubted(text: String, code: String?) {
        #expect(ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: text)).regency?.code == code)
    }
}
