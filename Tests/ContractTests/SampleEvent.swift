@testable import Complaints
@testable import Shared

/// An event as a worker publishes it.
enum SampleEvent {
    static let complaint = ComplaintID("019c21d5-7a20-7c41-9b5e-3f0a6d2c8e11") ?? ComplaintID(high: 0, low: 0)
    static let time = Instant(microseconds: 1_770_081_301_120_000)

    static func outbound(version: Int, event: CaseEvent = .registered) -> Outbound {
        let data = #"{"version":\#(version),"code":"KVNTRWQHSMPH","channel":"web","kind":"pengaduan"}"#
        return .event(complaint, version, event, time, Array(data.utf8))
    }

    static func json(version: Int) -> String { String(decoding: outbound(version: version).json, as: UTF8.self) }
}
