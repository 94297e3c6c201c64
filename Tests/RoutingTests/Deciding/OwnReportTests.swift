import Complaints
import Foundation
import Learning
import Routing
import Testing

/// The router as it is shipped: its regions, keywords and models.
enum ShippedRouter {
    static let router = Result {
        let keywords = try rows("category_keyword").compactMap { row in
            Double(row[2]).map { (categoryCode: row[0], phrase: row[1], weight: $0) }
        }
        return Router(
            gazetteer: Gazetteer(
                regions: try rows("region").compactMap { row in
                    RegionLevel(rawValue: row[2]).map {
                        Region(
                            code: row[0], parentCode: row[1].isEmpty ? nil : row[1], level: $0, name: row[3],
                            zone: row[4])
                    }
                }, aliases: try rows("alias").map { ($0[0], $0[1]) }),
            categories: CategoryCatalog(
                categories: try rows("category").map { Category(code: $0[0], name: $0[1], dutyCode: "1.01") }),
            keywords: CategoryKeywords(keywords: keywords),
            bodies: BodyDirectory(bodies: [], aliases: [], gazetteer: Gazetteer(regions: [], aliases: [])),
            reader: try RoutingModels())
    }

    /// The rows below the header, without the few that have quotes.
    private static func rows(_ table: String) throws -> [[String]] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = root.appending(path: "Sources/Operator/Reference/\(table).csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .filter { !$0.contains("\"") }
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}

/// Whether what somebody sends who was asked something is the answer, or a report of their own.
@Suite struct OwnReportTests {
    private let lamp = Conversation(
        report: "Lampu jalan di dekat pasar mati sejak minggu lalu", words: "Di kota apa, pasar yang mana?")
    private let road = Conversation(
        report: "Jalan berlubang di depan sekolah, dua anak jatuh", words: "Sekolah mana, di kota apa?")

    @Test(
        "an answer stays an answer",
        arguments: [
            "Kota Bandung", "Pasar Kosambi Kota Bandung", "Kecamatan Coblong Kota Bandung, lampunya ada tiga",
            "di depan puskesmas Sukamaju dekat SD Negeri 2 Kota Bandung", "Jl. Sudirman no 12, Bandung",
            "Sudah sejak bulan lalu pak, tiang nomor 5 depan masjid", "RT 03 RW 05 Kelurahan Sukasari",
            "Saya tidak tahu nama jalannya, pokoknya yang dekat pasar lama", "Terima kasih", "Ya betul", "5",
            "Kabupaten Bandung Barat, Kecamatan Lembang, depan kantor kecamatan sebelah sekolah",
            "Di jalan Braga Kota Bandung, sudah lapor ke PLN tapi lampu tetap mati",
            "Seberang rumah sakit, Kota Cimahi", "Pasar Andir, kalau malam gelap sekali dan rawan begal",
        ])
    func answers(words: String) throws {
        #expect(try !ShippedRouter.router.get().isOwnReport(words, in: lamp, isAnswered: false))
    }

    @Test(
        "another matter is a report of its own",
        arguments: [
            "Ada pungli di kantor kecamatan Lembang Kabupaten Bandung Barat, diminta 200 ribu untuk KTP",
            "Guru SDN 2 Lembang sering tidak masuk, murid tidak belajar, Kabupaten Bandung Barat",
            "Sampah menumpuk dua minggu di TPS Ciroyom Kota Bandung, bau menyengat",
            "Petugas loket minta uang rokok supaya KTP cepat selesai, tolong ditindak",
            "Kartu BPJS ditolak rumah sakit Kota Cimahi padahal iuran dibayar tiap bulan",
            "Bantuan sosial PKH dipotong ketua RT di Desa Cihideung Kabupaten Bandung Barat",
        ])
    func reports(words: String) throws {
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: lamp, isAnswered: false))
    }

    @Test(
        "what goes on with an answer belongs to it",
        arguments: [
            "air, alamatnya Kecamatan Coblong Kota Bandung", "dekat puskesmas", "lubangnya dalam sekali",
            "Kota Bandung", "mohon segera pak", "anak sekolah lewat situ tiap pagi",
            "kalau hujan tergenang air sampai lutut", "dan sampah menumpuk di selokan, Kota Bandung",
            "long Kota Bandung", "upaten Bandung", "puskesmas juga tutup kalau banjir",
        ])
    func furtherWords(words: String) throws {
        var conversation = road
        conversation.words += "\nDi depan SD Negeri 3 dekat jembatan lama, lubangnya besar dan kalau hujan tergenang"
        #expect(try !ShippedRouter.router.get().isOwnReport(words, in: conversation, isAnswered: true))
    }

    @Test(
        "after an answer less is needed for a report of its own",
        arguments: [
            "Sampah menumpuk di Kota Samarinda", "KTP saya belum jadi di Disdukcapil Kota Bogor",
            "Ada pungli di kantor lurah", "Guru SD sering bolos, murid terlantar",
            "BPJS ditolak rumah sakit di Kota Cimahi",
        ])
    func reportsAfterAnswers(words: String) throws {
        var conversation = lamp
        conversation.words += "\nJalan Mawar nomor lima"
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: conversation, isAnswered: true))
    }
}
