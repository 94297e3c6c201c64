import Complaints
import Store
import TestKit
import Tokens

@testable import CaseWorker

/// Cases as routing leaves them, and the rules by which they are led.
enum SampleCases {
    static let start = Instant(microseconds: 1_770_087_600_000_000)  // Tuesday 2026-02-03 10:00 WIB
    static let office = "32.73/1.03"
    static let rules: CaseRules = {
        var rules = RandomCases(seed: 1).rules
        rules.dormant = []
        return rules
    }()

    static let hashes = PersonalHashes(codes: CodeKeys(SipHashKey(k0: 1, k1: 2)))

    static func id(_ number: UInt64) -> ComplaintID { ComplaintID(high: number, low: 1) }

    static func code(_ number: UInt64) -> String { "KASUS\(number)" }

    /// Stored, and not routed yet.
    static func registered(_ number: UInt64, channel: String = "web") throws -> CaseState {
        var report = EventDetails()
        (report.code, report.channel, report.kind) = (code(number), channel, .pengaduan)
        return try CaseState(id: id(number)).taking(CaseStep(.registered, report), at: start, actor: "IntakeWorker").0
    }

    /// Assigned to the office.
    static func assigned(_ number: UInt64, channel: String = "web", heldAt: String? = nil) throws -> CaseState {
        let registered = try registered(number, channel: channel)
        var routed = EventDetails()
        (routed.body, routed.hop, routed.zone, routed.heldAt) = (office, 1, .wib, heldAt)
        routed.clocks = CaseState.firstClocks(
            submittedAt: start, assigned: true, at: start,
            in: ClockPlace(zone: .wib, region: "32.73", caseClass: CaseClass(.pengaduan, isMisconduct: false)),
            rules.clocks)
        return try registered.taking(CaseStep(.assigned, routed), at: start, actor: "RoutingWorker").0
    }

    /// The command, given by whom it says, who needs no secret.
    static func proven(_ command: CaseCommand) -> ProvenCommand {
        let proof = CommandProof(issuer: "meja.uji", token: command.key)
        return ProvenCommand(
            command: command,
            proof: command.correspondence == nil
                ? .token(proof, channels: [Issuer.all], secret: nil) : .keptWords)
    }

    /// As a transaction has locked it.
    static func locked(_ state: CaseState) -> Result<CaseState, ReplayError> {
        .success(state)
    }
}
