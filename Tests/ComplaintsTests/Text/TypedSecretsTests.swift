import Foundation
import Testing

@testable import Complaints

/// A secret that somebody types into a report lies in none.
@Suite struct TypedSecretsTests {
    private static let code = TrackingCode(value: 123_456_789_012)
    private static let secret = ReporterSecret(
        of: ComplaintID(high: 5, low: 6), toldTo: "+62811", key: SipHashKey(k0: 1, k1: 2)
    ).grouped

    @Test(arguments: [
        "Ombudsman {code} rahasia {secret} saya setuju", "TAMBAH {code} {secret} lampu masih mati", "{secret} {plain}",
        "kata rahasia saya {secret}, tolong", "OMBUDSMAN {code}\n{secret}", "Nomor {code}.Kata rahasianya {secret}.",
        "> Laporan {code} Kata rahasianya {secret}; jangan", "sandi={secret}", "Kata rahasia “{secret}” jangan dibuka",
        "sandi …{secret}… saya", "{code} → {secret}",
    ]) func `it is taken out beside a code, or where it is spoken of, however it is written`(text: String) {
        for secret in [
            Self.secret, Self.secret.lowercased(), Self.secret.filter { $0 != "-" },
            Self.secret.replacingOccurrences(of: "-", with: " "), "BCDFG-HJKLM", "bcdfghjklm",
        ] {
            func filled(_ with: String) -> String {
                text.replacingOccurrences(of: "{code}", with: Self.code.grouped)
                    .replacingOccurrences(of: "{plain}", with: Self.code.description)
                    .replacingOccurrences(of: "{secret}", with: with)
            }
            #expect(TypedSecrets.masked(filled(secret)) == filled(TypedSecrets.mark))
        }
    }

    @Test(arguments: [
        "Yth. Dinas, BPJS dan PDKB di RSUD belum buka sejak Senin", "Motor BK 1234 XYZ parkir di trotoar",
        "Saya ingin laporan ini rahasia: lampu jalan mati", "Kata rahasia belum saya terima", "BPJS-PDKB", "", "KVNT",
        "Surat KPTS/12/2020 tentang BPKP, PPKM, KPSP belum dijawab",
        "TAMBAH {code} lampu di sisi timur juga mati", "{code} dan {plain} sama: BPJS, KTP",
    ]) func `other words stay as they are, codes too`(text: String) {
        let text = text.replacingOccurrences(of: "{code}", with: Self.code.grouped)
            .replacingOccurrences(of: "{plain}", with: Self.code.description)
        #expect(TypedSecrets.masked(text) == text)
    }
}
