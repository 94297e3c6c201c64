import Complaints

/// What people write to tell a part of a place.
extension PlaceWords {
    /// What stands between a government's name and the part of it that is meant: "bagian barat".
    static let parts = hashes(
        """
        bagian bag bgn wilayah wil sebelah sblh sbelah sebela seblah sisi kawasan daerah area belahan ujung di yang yg sektor zona \
        arah pojok pinggir pinggiran tepi sudut penjuru ke agak paling lebih hampir tepat tepatnya persis persisnya \
        terletak berada letaknya posisi posisinya yaitu yakni khususnya terutama sekitar sekitaran dekat
        """)
    /// What stands between a direction and the place from which it is told: "barat dari".
    static let from = hashes("dari dr daripada")

    private static let directions: [UInt64: [UInt8]] = {
        let words = [
            "barat": "barat brt brat bart kulon kilen west western baratdaya baratlaut",
            "timur": "timur tmr tmur timor wetan east eastern timurlaut",
            "utara": "utara utr utra lor kaler north northern",
            "selatan": "selatan slt sltn seltn kidul south southern",
            "tengah": "tengah tgh tngh central", "tenggara": "tenggara tgr tggr tngr southeast", "laut": "laut",
            "hulu": "hulu ulu", "hilir": "hilir ilir", "kepulauan": "kepulauan kep kepul", "raya": "raya",
            "daya": "daya",
        ]
        var directions: [UInt64: [UInt8]] = [:]
        for (direction, spellings) in words {
            for spelling in spellings.split(separator: " ") {
                directions[TokenHash.word(String(spelling))] = Array(direction.utf8)
            }
        }
        return directions
    }()

    private static let glued = ["barat", "timur", "utara", "selatan", "tenggara"].map { Array($0.utf8) }

    /// Directions that are everyday words as well: they tell a part behind a word for one alone.
    static let everydayDirections = hashes("tengah laut hulu hilir raya daya")

    /// The direction that a word tells, in full: of "brt", "kulon", "baratnya", "kebarat"; nil: none.
    static func direction(in text: FoldedText, at index: Int) -> [UInt8]? {
        if let found = directions[text.tokens[index].hash] { return found }
        var word = text.bytes[Int(text.tokens[index].start)..<Int(text.tokens[index].end)]
        guard word.count >= 6 else { return nil }
        for ending in ["nya", "an"] where word.count > 6 && word.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            if let found = directions[FNV1a.hash(of: word.dropLast(ending.utf8.count))] { return found }
        }
        if word.suffix(3).elementsEqual("nya".utf8) { word = word.dropLast(3) }
        // "sebelahbarat"
        for direction in glued
        where word.count > direction.count && word.suffix(direction.count).elementsEqual(direction) {
            if parts.contains(FNV1a.hash(of: word.dropLast(direction.count))) { return direction }
        }
        guard word.starts(with: "ke".utf8) || word.starts(with: "di".utf8) else { return nil }
        return directions[FNV1a.hash(of: word.dropFirst(2))]
    }
}
