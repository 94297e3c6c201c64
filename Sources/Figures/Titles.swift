package import Complaints

extension CaseStatus {
    /// Its name on pages.
    package var title: String {
        switch self {
        case .belumTerverifikasi: "Belum terverifikasi"
        case .belumDitindaklanjuti: "Belum ditindaklanjuti"
        case .proses: "Proses"
        case .selesai: "Selesai"
        case .tunda: "Tunda"
        case .arsip: "Arsip"
        }
    }
}

extension CaseEvent {
    /// Its name on pages.
    package var title: String {
        switch self {
        case .registered: "Diterima"
        case .verified: "Diverifikasi"
        case .assigned: "Didisposisi"
        case .unrouted: "Ke meja koordinator"
        case .refused: "Ditolak (bukan wewenang)"
        case .transferred: "Dialihkan"
        case .asked: "Ditanyakan ke pelapor"
        case .answered: "Dijawab pelapor"
        case .added: "Ditambah pelapor"
        case .replied: "Ditanggapi"
        case .counterReplied: "Dibalas pelapor"
        case .closed: "Ditutup"
        case .confirmed: "Dikonfirmasi"
        case .disputed: "Dibantah"
        case .archived: "Diarsipkan"
        case .reopened: "Dibuka kembali"
        case .escalated: "Dinaikkan"
        case .rated: "Dinilai"
        case .merged: "Digabung"
        case .unmerged: "Dipisah"
        case .reminded: "Diingatkan"
        case .overdue: "Terlambat"
        case .warned: "Diperingatkan"
        case .rescheduled: "Tenggat dihitung ulang"
        case .held: "Ditahan"
        case .released: "Dilepas"
        case .askedAgain: "Ditanya kembali"
        case .codeAsked: "Diminta kode"
        }
    }
}
