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

    /// A case of one government, whose reporter has answered.
    private let answered = Conversation(
        report: "Lampu jalan mati di Kota Samarinda", words: "Di jalan dan nomor berapa?\nJalan Mawar nomor lima",
        region: "64.72")

    @Test(
        "what begins with an addition and has a place or a matter of its own is a report of its own",
        arguments: [
            "juga sampah menumpuk di Kota Balikpapan",
            "ada juga pungli di kantor kecamatan Lembang Kabupaten Bandung Barat",
            "Juga jalan berlubang di Kota Balikpapan depan pasar",
            "jg lampu jalan mati di Kota Balikpapan sejak kemarin",
            "saya juga mau lapor sampah menumpuk di Kota Samarinda",
            "selain itu guru SD sering bolos di Kabupaten Kutai Timur",
            "oh ya ada juga antrian panjang di Disdukcapil Kota Bontang",
            "sampah menumpuk di Kabupaten Paser sudah seminggu",
            "pak ada juga air PDAM keruh di Kota Balikpapan", "sekalian sampah menumpuk di pasar Kota Balikpapan bau",
            "dan juga KTP saya belum jadi di Disdukcapil Kota Bogor",
            "di sini juga ada sampah menumpuk, Kota Balikpapan",
            "lampu jalan mati di Kota Balikpapan, gelap dan rawan", "juga banjir di Kota Balikpapan",
            "ada juga pungli di kelurahan", "jalan rusak juga di Balikpapan",
            "terus di Kutai Kartanegara jalan berlubang",
            "dan di Balikpapan pun lampu jalan mati", "juga KTP saya belum jadi",
        ])
    func additions(words: String) throws {
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: answered, isAnswered: true))
    }

    @Test(
        "an addition without place or matter of its own stays with the case",
        arguments: [
            "juga", "ada juga", "juga lampunya tiga", "ada juga tiang yang miring", "juga di depan masjid",
            "Juga RT 05",
            "juga lampu di Jalan Melati mati, Kota Samarinda", "maaf salah, di Kota Balikpapan",
            "ralat: lampu mati di Kota Bontang",
            "maksud saya lampu di Kota Balikpapan yang mati",
            "dekat perbatasan Kabupaten Kutai Kartanegara, tiang miring",
            "arah Kota Bontang, tiang listrik nomor tujuh", "juga gelap sekali", "satu lagi, tiangnya miring",
            "Kota Samarinda",
            "juga mohon segera pak", "juga tiang listriknya miring", "juga di Kota Balikpapan",
            "nama saya Budi warga Kota Balikpapan", "saya tinggal di Kota Balikpapan, rumah ibu saya",
            "juga mohon dicek meteran listriknya", "ada juga warga yang jatuh karena gelap",
        ])
    func additionsToTheCase(words: String) throws {
        #expect(try !ShippedRouter.router.get().isOwnReport(words, in: answered, isAnswered: true))
    }

    @Test(
        "thanks and a signature are further words of the case, whatever place they name",
        arguments: [
            "Terima kasih. Wassalam, Andi (Jakarta Timur)", "Hormat kami, Forum Warga Kabupaten Banyumas",
            "Terima kasih banyak Pak. Budi Santoso, Kota Balikpapan", "Makasih min, salam dari warga Kota Balikpapan",
            "Wassalamu'alaikum wr. wb.\nSiti Aminah\nKec. Lembang, Kab. Bandung Barat",
            "Terima kasih Dinas PU Kota Balikpapan sudah membantu", "Ttd, Paguyuban Pedagang Pasar Kota Bontang",
            "Baik, terima kasih atas bantuannya. Ketua RT 05 Kelurahan Gunung Bahagia, Kota Balikpapan",
            "Salam hormat, LSM Peduli Sampah Kab. Paser", "Andi Wijaya, Kabupaten Paser",
            "Semoga sehat selalu. Warga Kota Bontang", "Sekian dan terima kasih, Rudi - Kutai Timur",
            "Demikian, atas perhatiannya kami ucapkan terima kasih. Forum RW Kota Bontang",
            "Regards,\nBudi Santoso\nBalikpapan", "Terima kasih kepada Bupati, Camat dan Lurah Kab. Paser",
            "Terima kasih atas perbaikan lampu di Kota Balikpapan", "makasih, andi wijaya balikpapan",
            "Terima kasih\n\nHormat kami,\nForum Warga Kabupaten Banyumas",
            "Terima kasih.\nJl. Merdeka 5, Kota Balikpapan",
            "Oke siap, terima kasih. Tertanda Komunitas Pesepeda Kota Bontang",
        ])
    func partings(words: String) throws {
        let router = try ShippedRouter.router.get()
        #expect(!router.isOwnReport(words, in: answered, isAnswered: true))
        #expect(!router.isOwnReport(words, in: answered, isAnswered: false))
    }

    @Test(
        "a second report beside thanks is a report all the same",
        arguments: [
            "Terima kasih. Sampah menumpuk di Kota Balikpapan sudah seminggu",
            "Terima kasih pak, mau lapor juga banjir di Kota Balikpapan",
            "Makasih. Oh ya di Kota Balikpapan lampu jalan mati juga.\nHormat saya,\nBudi",
            "Terima kasih sudah ditangani. Sekarang ada pungli di kantor kecamatan Lembang",
            "Terima kasih, sampah menumpuk di Kota Balikpapan. Hormat kami, Forum Warga Kota Bontang",
            "Salam, saya melaporkan sampah menumpuk di Kota Balikpapan",
            "Terima kasih sudah dibantu, tapi jalan berlubang di Kota Balikpapan belum diperbaiki",
            "Hormat kami, warga RT 5. Guru SD sering bolos di Kabupaten Kutai Timur",
        ])
    func reportsBesideThanks(words: String) throws {
        #expect(try ShippedRouter.router.get().isOwnReport(words, in: answered, isAnswered: true))
    }

    @Test func `what an answer quotes is not its writer's`() throws {
        let quoted = "Jalan Mawar nomor lima\n[5/1 10.00] Admin: sampah menumpuk di Kota Balikpapan, sudah kami angkut"
        #expect(try !ShippedRouter.router.get().isOwnReport(quoted, in: answered, isAnswered: true))
    }

    @Test func `an addition while the question is open is read by its place as well`() throws {
        let router = try ShippedRouter.router.get()
        var open = answered
        open.words = "Di jalan dan nomor berapa?"
        #expect(router.isOwnReport("ada juga sampah menumpuk di Kota Balikpapan", in: open, isAnswered: false))
        #expect(!router.isOwnReport("juga di Jalan Mawar nomor lima", in: open, isAnswered: false))
        #expect(!router.isOwnReport("lampu di Kota Balikpapan pak", in: open, isAnswered: false))
        // The place that routing knows is the case's, though nobody wrote it.
        let place = Conversation(report: "Lampu jalan mati", words: "Jalan apa?\nJalan Mawar", region: "64.72.03")
        #expect(
            router.isOwnReport("lampu mati juga di Kota Balikpapan sejak kemarin gelap", in: place, isAnswered: true))
        #expect(!router.isOwnReport("lampu gelap di Kota Samarinda", in: place, isAnswered: true))
        let unknown = Conversation(report: "Lampu jalan mati", words: "Jalan apa?\nJalan Mawar")
        #expect(!router.isOwnReport("lampu mati di Kota Balikpapan", in: unknown, isAnswered: true))
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
