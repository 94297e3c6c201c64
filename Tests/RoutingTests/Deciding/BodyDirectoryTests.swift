import Complaints
import Routing
import Testing

@Suite("Bodies by name and by duty")
struct BodyDirectoryTests {
    private let directory = SampleDirectory.directory

    @Test(
        "named",
        arguments: [
            ("PLN", "PLN"), ("pln", "PLN"), ("PT. Perusahaan Listrik Negara", "PLN"), ("BPJS kes", "BPJS-KESEHATAN"),
            ("Kantor BPJS Kesehatan cabang Bogor", "BPJS-KESEHATAN"), ("BPK", "BPK"), ("32.04/1.02", "32.04/1.02"),
            ("Dinas Kesehatan Kabupaten Bandung", "32.04/1.02"), ("Dinkes Kab. Bandung", "32.04/1.02"),
            ("DISHUB KOTA BANDUNG", "32.73/2.15"), ("Dishub Surabaya", "35.78/2.15"),
            ("Camat Baleendah", "32.04.32/7.01"),
            ("Puskesmas, Dinkes Kec. Baleendah", "32.04/1.02"), ("Pemkot Surabaya", "35.78"),
            ("Bupati Bandung", "32.04"),
            ("Inspektorat Kab. Bandung", "32.04/INSP"), ("Dishub Jaksel", "31/2.15"),
        ])
    func named(text: String, code: String) {
        #expect(directory.named(text)?.code == code)
    }

    @Test(
        "not clear", arguments: ["", "Dinas Kesehatan", "Dinkes Bandung", "Dinkes dan Dishub Kota Bandung", "Toko X"])
    func unclear(text: String) {
        #expect(directory.named(text) == nil)
    }

    @Test func aRegionKnownOtherwiseDecides() {
        #expect(directory.named("Dinas Kesehatan", near: "32.04.32")?.code == "32.04/1.02")
        #expect(directory.named("Dinkes Bandung", near: "32.73")?.code == "32.73/1.02")
        #expect(directory.named("Dinkes Bandung", near: "35.78") == nil)
        #expect(directory.named("Dinas Kesehatan", near: "32") == nil)
    }

    @Test func dutyFallsBackToTheProvince() {
        #expect(directory.responsible(duty: "1.02", regionCode: "32.04.32")?.code == "32.04/1.02")
        #expect(directory.responsible(duty: "3.29", regionCode: "32.04")?.code == "32/3.29")
        #expect(directory.responsible(duty: "1.02", regionCode: "31.74")?.code == "31/1.02")
        #expect(directory.responsible(duty: "9.99", regionCode: "32.04") == nil)
        #expect(directory.responsible(duty: "1.02", regionCode: "53") == nil)
    }

    @Test func coordinatorsUpwards() throws {
        #expect(directory.coordinator(regionCode: "32.04.32")?.code == "32.04")
        #expect(directory.coordinator(regionCode: "32.05")?.code == "32")
        #expect(directory.coordinator(regionCode: "53.71")?.code == "NASIONAL")
        #expect(directory.coordinator(regionCode: nil)?.code == "NASIONAL")
        let unit = try #require(directory.body(code: "32.04/1.02"))
        let inspectorate = try #require(directory.inspectorate(for: unit))
        #expect(inspectorate.code == "32.04/INSP")
        #expect(directory.inspectorate(for: inspectorate) == nil)
        #expect(directory.coordinatorAbove(inspectorate)?.code == "32")
        let ministry = try #require(directory.body(code: "KEMENHUB"))
        #expect(directory.inspectorate(for: ministry)?.code == "KEMENHUB/ITJEN")
    }
}
