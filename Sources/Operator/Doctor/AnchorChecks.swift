import Complaints
import Store

/// Whether each hour of the journal is signed: without that its owner can write it anew, and nobody sees it.
enum AnchorChecks {
    /// Seconds after the end of the last hour that was anchored: the next one is over, and its anchor should be there since 45 minutes.
    static let lateSeconds: Int64 = 3 * 3_600

    static func findings(_ last: AnchorTable.Anchor?, at now: Instant) -> [Finding] {
        guard let last else {
            return [.bad(.note, AnchorWords.subject, AnchorWords.none, do: AnchorWords.setKey)]
        }
        let time = AnchorWords.anchoredTo(IndonesianZone.wib.time(last.end))
        guard last.end.advanced(bySeconds: lateSeconds) > now else {
            return [.bad(.warning, AnchorWords.subject, time, do: AnchorWords.seeWhy)]
        }
        return [.good(AnchorWords.subject, time)]
    }
}
