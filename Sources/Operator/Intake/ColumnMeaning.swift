/// What a column of somebody's table is to the intake contract.
enum ColumnMeaning: String, CaseIterable {
    case id, text, editedText, title, kind, category, flags, anonymous, confidential, source, agency, parentAgency,
        status
    case date, time, incidentDate, place, village, district, regency, province, city, regionCode, latitude, longitude
    case name, firstName, lastName, phone, email, picture
    /// Official, no person's, and without a field of its own in the contract.
    case kept

    /// Those of a column by its name: in any case, whatever stands between its words; nil when it is not known.
    init?(column name: String) {
        guard let meaning = Self.known[Self.folded(name)]?.meaning else { return nil }
        self = meaning
    }

    /// How surely a column of that name is the one: less is better.
    static func rank(of name: String) -> Int { known[folded(name)]?.rank ?? .max }

    /// Its letters and digits, small.
    static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    private static let known: [String: (meaning: ColumnMeaning, rank: Int)] = {
        var known: [String: (meaning: ColumnMeaning, rank: Int)] = [:]
        for (meaning, names) in names {
            for (rank, name) in names.split(separator: " ").enumerated() { known[String(name)] = (meaning, rank) }
        }
        return known
    }()

    /// The surest name first: the official export's, the contract's, those of Open311, of city portals and of lists that
    /// offices keep by hand.
    private static let names: [(ColumnMeaning, String)] = [
        (
            .id,
            """
            trackingid externalid servicerequestid nomorlaporan nolaporan idlaporan nomoraduan noaduan idaduan \
            nomorpengaduan nopengaduan idpengaduan nomortiket notiket idtiket ticketid ticketnumber uniquekey caseid \
            caseenquiryid srnumber servicerequestnumber requestid reportid kodelaporan kodeaduan nomorregistrasi noregistrasi noreg nomorregister noregister \
            idregistrasi koderegistrasi id
            """
        ),
        (
            .text,
            """
            isilaporanawal text isilaporan isiaduan isipengaduan uraianlaporan uraianaduan uraianpengaduan isikeluhan \
            uraian deskripsi description requestdetails complaintdescription detail details keluhan aduan pengaduan \
            isi laporan message pesan descriptor \
            kronologi kronologis kronologikejadian uraiankejadian
            """
        ),
        (.editedText, "isilaporanakhir"),
        (.title, "judullaporan title juduladuan judulpengaduan judul perihal subject summary"),
        (.kind, "klasifikasilaporan kind klasifikasi jenislaporan"),
        (
            .category,
            "kategori category kategorilaporan kategoriaduan servicename complainttype problemtype requesttype srtype type"
        ),
        (.flags, "tipelaporananonimrahasia tipelaporan"),
        (.anonymous, "reporteranonymous anonymous anonim"),
        (.confidential, "reporterconfidential confidential rahasia"),
        (.source, "sumberlaporan channel kanal sumber source opendatachanneltype methodreceived"),
        (
            .agency,
            """
            instansiterdisposisi agency agencyresponsible responsibleagency agencyname instansitujuan instansi opd \
            opdtujuan skpd skpdtujuan namaopd namaskpd perangkatdaerah dinastujuan
            """
        ),
        (.parentAgency, "instansiinduk"),
        (.status, "statuslaporan status statusaduan statuspengaduan state"),
        (
            .date,
            """
            tanggallaporanmasuk submittedat tanggallaporan tanggalmasuk tanggaladuan tanggalpengaduan tgllaporan \
            tglmasuk tgladuan tglpengaduan tanggallapor tgllapor tanggalpelaporan tglpelaporan \
            requesteddatetime createddate datecreated createdat created opened \
            openeddate opendate opendt tanggal tgl date timestamp
            """
        ),
        (
            .time,
            "waktulaporanmasuk waktulaporan waktumasuk jamlaporan jammasuk waktulapor jamlapor waktu jam pukul time"
        ),
        (.incidentDate, "incidentdate tanggalkejadian tglkejadian"),
        (
            .place,
            """
            locationtext lokasikejadian tempatkejadian alamatkejadian lokasi incidentaddress streetaddress address \
            location
            """
        ),
        (.village, "kelurahan desakelurahan kelurahandesa desakel keldesa desa"), (.district, "kecamatan"),
        (.regency, "kotakabupaten kabupatenkota kabkota kabupaten kota"), (.province, "provinsi propinsi"),
        (.city, "city borough"), (.regionCode, "locationregioncode regioncode kodewilayah"),
        (.latitude, "locationlat latitude lat lintang"), (.longitude, "locationlon longitude lon long lng bujur"),
        (.name, "reportername namapelapor namapengadu namawarga namalengkap pelapor username nama name"),
        (.firstName, "firstname"), (.lastName, "lastname"),
        (
            .phone,
            """
            reporterphone nohppelapor nomorhppelapor teleponpelapor notelppelapor nomorteleponpelapor phone \
            phonenumber telepon notelepon nomortelepon notelp nomortelp telp nohp nomorhp hp handphone nohandphone \
            nowa nomorwa whatsapp nowhatsapp nomorwhatsapp kontakpelapor
            """
        ),
        (.email, "reporteremail emailpelapor email surel alamatemail emailaddress useremail"),
        (.picture, "mediaurl attachmentsurl attachments0url attachments attachment lampiran foto gambar"),
        (.kept, "idkategori"), (.kept, "idinstansiterdisposisi"), (.kept, "alasantundaarsip"),
    ]
}
