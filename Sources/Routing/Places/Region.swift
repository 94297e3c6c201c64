/// The four levels of the national code list of regions that this system routes by.
package enum RegionLevel: String, Sendable, CaseIterable {
    /// Provinsi, code `32`.
    case province
    /// Kabupaten, code `32.04`.
    case regency
    /// Kota, code `32.73`.
    case city
    /// Kecamatan, code `32.04.05`.
    case district
}

/// A region of Indonesia under its official code (kode wilayah, Kepmendagri).
package struct Region: Sendable, Equatable {
    /// Dotted code: `32`, `32.04` or `32.04.05`.
    package let code: String
    /// Code of the region it lies in; nil for a province.
    package let parentCode: String?
    package let level: RegionLevel
    /// Name as in the code list: "Jawa Barat", "Kabupaten Bandung", "Baleendah".
    package let name: String
    /// IANA zone whose days count for deadlines here.
    package let zone: String

    /// Makes a region from one row of the `region` table.
    package init(code: String, parentCode: String?, level: RegionLevel, name: String, zone: String) {
        self.code = code
        self.parentCode = parentCode
        self.level = level
        self.name = name
        self.zone = zone
    }

    /// Name in a sentence: districts and provinces get their word in front.
    package var title: String {
        switch level {
        case .province: "Provinsi " + name
        case .district: "Kecamatan " + name
        case .regency, .city: name
        }
    }

    /// The name without "Kabupaten", "Kota" and "Administrasi".
    var coreName: String {
        guard level == .regency || level == .city else { return name }
        let words = name.split(separator: " ").drop { ["Kabupaten", "Kota", "Administrasi"].contains($0) }
        return words.joined(separator: " ")
    }
}

/// What is known about the place of a complaint.
package struct PlaceQuestion: Sendable {
    /// Region code given by the channel, if any; a village code is taken for its district.
    package var regionCode: String?
    /// Lokasi kejadian as typed.
    package var locationText: String?
    /// Title and body.
    package var text: String
    /// Instansi tujuan as typed.
    package var agency: String?
    /// Code of the region that the channel serves: settles what the words leave open, and is no place by itself.
    package var homeRegion: String?
    /// Whether the answer's evidence is read.
    var wantsEvidence = true

    /// Asks about `text`, with whatever else is known.
    package init(
        regionCode: String? = nil, locationText: String? = nil, text: String = "", agency: String? = nil,
        homeRegion: String? = nil
    ) {
        self.regionCode = regionCode
        self.locationText = locationText
        self.text = text
        self.agency = agency
        self.homeRegion = homeRegion
    }
}

/// Where a complaint belongs, and why.
package struct PlaceAnswer: Sendable {
    /// The most specific region that is certain enough to act on.
    package let region: Region?
    /// The regency or city, when known.
    package let regency: Region?
    /// The province, when known.
    package let province: Region?
    /// 0…1; 1 for a given code.
    package let confidence: Double
    /// What it rests on, in words an officer understands: codes and place names only.
    package let evidence: [String]
    /// Codes between which the text does not decide.
    package let ambiguous: [String]

    /// Confidence in a place that only says whose desk may know.
    static let doubt = 0.3

    /// Whether no body may be found by it.
    var isDoubtful: Bool { region != nil && confidence <= PlaceAnswer.doubt }

    /// The same, said by nobody who may say it.
    func doubted() -> PlaceAnswer {
        PlaceAnswer(
            region: region, regency: regency, province: province, confidence: min(confidence, PlaceAnswer.doubt),
            evidence: evidence, ambiguous: ambiguous)
    }
}
