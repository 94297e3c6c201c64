import Complaints
import Store
import Testing

@testable import Operator

/// Statuses of other systems: a live case must not go to the history, nor a closed one become live.
@Suite struct WrittenStatusTests {
    @Test(arguments: [
        "Ditutup oleh Sistem", "Sudah Selesai", "SELESAI", "Laporan Ditutup", "Case Closed", "Closed", "close",
        "Solved",
        "Tuntas", "Done", "Telah diselesaikan", "Aduan tuntas", "Proses selesai", "Selesai diproses", "Selesai 100%",
        "Fixed - Council", "fixed - user", "closed by officer", "Closed (no action needed)", "Completed",
        "Terselesaikan",
        "Auto-Closed", "autoClosed", "SUDAH_SELESAI", "Status: selesai", "Closed: not a city issue",
        "Selesai ditindaklanjuti",
        "Selesai, terima kasih", "Ditutup setelah dibuka kembali", "Penanganan selesai", "Ditutup kembali",
        "Sudah Rampung", "Closed as duplicate", "Completed - Dup", "Ditutup - duplikat",
        "Selesai tgl 5 Januari 2026", "Closed as duplicate of 123", "Ditutup (tidak ada tanggapan)",
        "Proses selesai 100%",
        "Resolved", "Kasus selesai ✔", "Permasalahan sudah terselesaikan",
    ]) func `over`(_ text: String) {
        guard case .over(.selesai, _) = WrittenStatus(text) else {
            Issue.record("\(text): \(WrittenStatus(text))")
            return
        }
    }

    @Test(arguments: [
        "Diarsipkan oleh Admin", "Diarsipkan", "Arsip", "Laporan diarsipkan", "Ditolak", "Aduan Ditolak", "Rejected",
        "Duplicate", "Canceled", "Dibatalkan pelapor",
        "Ditolak dan ditutup", "Duplicate - closed", "Spam", "invalid",
    ]) func `filed`(_ text: String) {
        guard case .over(.arsip, _) = WrittenStatus(text) else {
            Issue.record("\(text): \(WrittenStatus(text))")
            return
        }
    }

    @Test func `who brought it about is told as the official export tells it`() {
        #expect(WrittenStatus("Ditutup oleh Sistem") == .over(.selesai, cause: "silence"))
        #expect(WrittenStatus("Ditutup oleh Pelapor") == .over(.selesai, cause: "reporter"))
        #expect(WrittenStatus("Diarsipkan oleh Admin") == .over(.arsip, cause: "officer"))
        #expect(WrittenStatus("Sudah Selesai") == .over(.selesai, cause: nil))
    }

    @Test(arguments: [
        "Tdk selesai", "Un-resolved", "Batal ditutup", "Jangan ditutup", "Minta ditutup", "Target selesai Maret",
        "Bkm selesai",
        "Belum selesai", "belum ditutup", "not closed", "Not yet resolved", "isn't fixed", "never closed",
        "Tidak selesai",
        "Dibuka kembali", "Reopened", "re-opened", "RE-OPEN", "Ditutup, lalu dibuka kembali",
        "Dibuka kembali setelah ditutup",
        "Open", "open", "Baru", "In Progress", "in_progress", "InProgress", "Sedang Diproses", "Proses",
        "Dalam proses penyelesaian",
        "Menunggu ditutup", "Menunggu Kelengkapan Informasi", "Belum Terverifikasi", "Belum Ditindaklanjuti", "Pending",
        "Pending closure", "To be closed", "Will be closed", "Akan ditutup", "Hampir selesai", "Segera diselesaikan",
        "Sedang diselesaikan", "Unresolved", "Incomplete", "Ditunda", "On hold", "Tunda", "Diusulkan ditutup",
        "Ready to close",
        "Disposisi", "Diteruskan ke instansi", "Assigned", "Acknowledged", "Belum dapat diselesaikan", "Masih terbuka",
        "bukan ditutup", "Action scheduled", "Investigating", "Being closed", "waiting to be archived", "Diproses",
        "Estimasi selesai tgl 5", "Diperkirakan selesai Maret", "Kurang tuntas", "Gak selesai",
        "Belum, target tuntas 2026",
        "Permintaan penutupan ditolak", "Diharapkan selesai", "hasn't been closed", "Menjelang selesai",
    ]) func `going on`(_ text: String) { #expect(WrittenStatus(text) == .open, "\(text)") }

    @Test(arguments: [
        "Telah ditindaklanjuti", "Ditangani", "Lunas", "1", "✓", "-", "Unspecified", "Email Sent", "Selesai sebagian",
        "Partially resolved", "Ditutup sementara", "Selesai?", "Selesai 50%", "Open - Dup", "Closed, but still open",
        "Verifikasi selesai", "Selesai diverifikasi", "Review completed", "Tidak dapat diselesaikan",
        "Cannot be resolved",
        "Could not be fixed", "Gagal diselesaikan", "tidak aktif", "Ditutup dan dibuka", "Selesai, belum ditutup", "NY",
        "Dihapus", "closely watched", "Sebelumnya ditutup", "No further action", "Kembali",
        "Selesai/Proses", "Proses/Selesai", "Penutupan ditolak", "Diproses - selesai tgl 5", "Diproses selesai tgl 5",
        "Closure rejected", "Resolution declined", "Penyelesaian ditolak", "Tanggapan ditolak",
        "Ditutup, ditolak pelapor",
        "Ditolak oleh pelapor",
        "Selesai: tidak", "Closed - No", "Closed / In Progress", "Closed -> In progress", "Selesai | Diproses",
        "Selesai atau proses", "Selesai tahap 1", "Tahap I selesai", "Selesai 3 dari 5", "2 of 3 done",
        "Selesai, perlu tindak lanjut", "Closed - needs follow-up", "Selesai minggu depan", "Katanya selesai",
        "Ditolak untuk ditutup", "Diproses, selesai 5 Januari", "Susah diselesaikan", "Selesai & Proses",
    ]) func `only the operator knows`(_ text: String) { #expect(WrittenStatus(text) == .unknown, "\(text)") }

    @Test(arguments: [
        ("Belum Terverifikasi", CaseStatus.belumTerverifikasi), ("Baru", .belumTerverifikasi),
        ("Belum Ditindaklanjuti", .belumDitindaklanjuti), ("Belum", .belumDitindaklanjuti),
        ("Open", .belumDitindaklanjuti),
        ("Menunggu Kelengkapan Informasi", .tunda), ("On hold", .tunda), ("Sedang diproses", .proses),
        ("Proses", .proses),
        ("In Progress", .proses), ("Belum diproses", .belumDitindaklanjuti), ("Sedang Ditindaklanjuti", .proses),
    ]) func `how far a case has come that goes on`(_ text: String, _ status: CaseStatus) {
        #expect(WrittenStatus(text).standing(text).0 == status, "\(text)")
    }

    @Test(arguments: [
        "Closed", "Belum", "Sedang diproses", "Selesai / Proses", "Telah ditindaklanjuti", "Diarsipkan oleh Admin",
    ])
    func `both doors of old data read a status alike`(_ text: String) throws {
        let table = "Tracking ID,Isi Laporan Awal,Status Laporan\n1,Lampu padam,\(text)\n"
        let history = try HistoryReading.read(Array(table.utf8)).cases.map(\.status)
        var file = try ImportFile(Array(table.utf8))
        #expect(history == [file.next()?.stated?.status], "\(text)")
    }

    @Test func `what the operator decides on a status goes before its words, on a word of it behind`() {
        let decided = StatusDecisions(
            open: ["ditangani", "Closed (web)"], closed: ["Telah Ditindaklanjuti", "LUNAS", "✓"])
        #expect(decided.read("telah ditindaklanjuti") == .over(.selesai, cause: nil))
        #expect(decided.read("Sudah ditangani petugas") == .open)
        #expect(decided.read("Lunas oleh kas") == .over(.selesai, cause: nil))
        #expect(decided.read("✓") == .over(.selesai, cause: nil) && decided.read("✗") == .unknown)
        #expect(decided.read("closed (WEB)") == .open && decided.read("Closed") == .over(.selesai, cause: nil))
        #expect(decided.read("Ditangani, lunas") == .unknown && decided.read("Belum lunas") == .open)
        #expect(StatusDecisions(open: ["a b"], closed: ["A-B"]).contradictsItself)
        #expect(!decided.contradictsItself && decided.mark != StatusDecisions().mark && StatusDecisions().mark.isEmpty)
    }
}
