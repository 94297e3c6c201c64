import Testing

@testable import Complaints

/// What officers write for reporters says something.
@Suite struct RealWordsTests {
    @Test(arguments: [
        "Lampu sudah diganti hari ini.", "Sudah kami perbaiki.", "Hasil air menunggu tes laboratorium.",
        "Jalan itu milik provinsi", "Petugas datang besok...", "Tidak ada langkah lanjutan",
        "Selesai dikerjakan kemarin!",
        "Где это точно находится", "PIPA PDAM DIPERBAIKI", "Warga diminta ikut tes", "Bantuan cair pada tahap II",
    ]) func `honest short words are taken`(text: String) { #expect(RealWords.fault(of: text, least: 3) == nil) }

    @Test(arguments: [
        "abc abc abc", "ok ok ok", "sudah sudah", "Sudah. Sudah! SUDAH", "...", "- - -", "aaa bbb ccc", "", "x y z",
        "12 34 56",
        "selesai", "Siap pak",
    ]) func `the same word again, letters and marks are too few`(text: String) {
        #expect(RealWords.fault(of: text, least: 3) == .tooFew)
    }

    @Test(arguments: [
        ("Lampu sudah diganti oleh -", "-"), ("Lampu jalan rusak karena—", "karena—"),
        ("Jalan provinsi rusak ...", "..."),
        ("Lampu jalan diganti xxx", "xxx"), ("lorem ipsum dolor sit amet", "lorem ipsum"),
        ("Keputusan kepala dinas: ____", "____"), ("sudah kami coba", "coba"), ("tes ini itu", "tes"),
    ]) func `what stands where words would is named`(text: String, mark: String) {
        #expect(RealWords.fault(of: text, least: 3) == .placeholder(mark))
    }

    @Test(arguments: [
        "Terima kasih atas laporannya.", "Yth. Bapak/Ibu, terima kasih", "Mohon maaf dan terima kasih",
        "Baik, siap, terima kasih",
    ]) func `thanks alone decide nothing`(text: String) { #expect(RealWords.fault(of: text, least: 3) == .courtesy) }

    @Test func `a question and a reason may be one word, but a word`() {
        #expect(RealWords.fault(of: "Alamatnya?", least: 1) == nil && RealWords.fault(of: "iklan", least: 1) == nil)
        #expect(
            RealWords.fault(of: "-", least: 1) == .tooFew && RealWords.fault(of: "tes", least: 1) == .placeholder("tes")
        )
    }
}
