import Complaints
import Testing

@Suite struct CaseVocabularyTests {
    @Test(arguments: [
        ("pengaduan", ReportKind.pengaduan), ("Permintaan Informasi", .permintaanInformasi),
        ("permintaan-informasi", .permintaanInformasi), ("PERMINTAAN_INFORMASI", .permintaanInformasi),
        (" permintaan  informasi ", .permintaanInformasi), ("ASPIRASI", .aspirasi), ("Saran", .aspirasi),
        ("kritik", .aspirasi), ("Pengaduan", .pengaduan), ("PENGADUAN BERKADAR PENGAWASAN", .pengaduan),
        ("Pengaduan Tidak Berkadar Pengawasan", .pengaduan), ("Kritik/Saran", .aspirasi),
        ("Permintaan\tInformasi", .permintaanInformasi),
    ])
    func spellings(text: String, kind: ReportKind) {
        #expect(ReportKind(spelled: text) == kind)
    }

    @Test(arguments: ["", "informasi", "permintaaninformasi", "pengaduan!", "complaint"])
    func otherWordsAreNoKind(text: String) {
        #expect(ReportKind(spelled: text) == nil)
    }

    @Test func rawValuesAreTheOfficialOnes() {
        #expect(ReportKind.allCases.map(\.rawValue) == ["pengaduan", "aspirasi", "permintaan_informasi"])
        #expect(
            CaseStatus.allCases.map(\.rawValue) == [
                "belum_terverifikasi", "belum_ditindaklanjuti", "proses", "selesai", "tunda", "arsip",
            ])
        #expect(CaseStatus.allCases.filter { !$0.isOpen } == [.selesai, .arsip])
    }

    @Test func routingKeys() {
        for event in CaseEvent.allCases {
            #expect(event.routingKey == "complaint.\(event.rawValue)")
            #expect(CaseEvent(routingKey: event.routingKey) == event)
        }
        #expect(CaseEvent(routingKey: "complaint.forgotten") == nil)
        #expect(CaseEvent(routingKey: "registered") == nil)
    }
}
