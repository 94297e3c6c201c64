/// The tail that relaying applications write: "Lokasi Kejadian KABUPATEN X | KECAMATAN | KELURAHAN | alamat".
struct RelayTail {
    private var starts: [Int] = []
    private var end = 0
    /// Token of its first word; nil without a tail.
    private(set) var start: Int?

    init(_ text: FoldedText) {
        let tokens = text.tokens
        guard let bar = tokens.indices.first(where: { tokens[$0].afterBar }) else { return }
        var first = bar
        while first > 0, bar - first < 8, tokens[first].hash != PlaceWords.kejadian { first -= 1 }
        guard tokens[first].hash == PlaceWords.kejadian, first > 0, tokens[first - 1].hash == PlaceWords.lokasi else {
            return
        }
        start = first - 1
        starts = [first + 1] + tokens.indices.filter { $0 >= bar && tokens[$0].afterBar }
        end = tokens[bar...].firstIndex { $0.hash == PlaceWords.kewenangan } ?? tokens.count
    }

    /// Which part of the tail token `index` is in, from 0; -1 outside.
    func part(at index: Int) -> Int {
        guard let first = starts.first, index >= first, index < end else { return -1 }
        return starts.prefix(4).lastIndex { $0 <= index } ?? -1
    }
}
