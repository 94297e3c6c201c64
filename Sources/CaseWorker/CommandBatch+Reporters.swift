import Complaints
import Contract
import Store
import Tokens

/// How reporters prove themselves: by the secret that they were told with the tracking code, or by a code that was asked for since.
extension CommandBatch {
    /// The application of the channel that took their report in may speak for them, which the journal notes; but nobody consents and
    /// withdraws for them.
    ///
    /// - Returns: how they did; nil: it is no reporter, or words that came from their own address, or a code that anybody may ask for.
    func reporterProof(
        of proven: ProvenCommand, for state: CaseState
    ) throws(CommandRefusal) -> ReporterProof? {
        guard proven.command.actor.role == .reporter, proven.command.name != .askCode, !knowledge.isRehearsal,
            case .token(let proof, let channels, let secret) = proven.proof
        else { return nil }
        if let secret {
            return try self.proof(by: secret, for: state, SecretTry(state.id, by: proof.issuer, from: proven.source))
        }
        let isKnown = channels.contains(Issuer.all) || channels.contains(state.channel)
        guard isKnown, !proven.command.isTheReportersAlone else { throw .wrongSecret }
        return .channel
    }

    private func proof(
        by secret: String, for state: CaseState, _ attempt: SecretTry
    ) throws(CommandRefusal) -> ReporterProof {
        let contact = facts.contacts[state.id]
        let addresses = [contact?.phone, contact?.email].compactMap(\.self)
        func opens(_ make: (String, SipHashKey) -> ReporterSecret) -> Bool {
            addresses.flatMap { address in hashes.codes.all.map { make(address, $0) } }.contains {
                $0.isTyped(as: secret)
            }
        }
        // However many wrong secrets others brought, who reads the reporter's messages gets in.
        let isOnce = state.openCodes(at: now).contains { code in
            opens { ReporterSecret(onceFor: code.version, of: state.id, toldTo: $0, key: $1) }
        }
        if isOnce { return .code }
        guard !SecretTries.areTooMany(attempt, after: facts.secretTries) else { throw .tooManyTries }
        let isTold = isOfFiling(secret, on: state.id) ?? opens { ReporterSecret(of: state.id, toldTo: $0, key: $1) }
        guard isTold else { throw .wrongSecret }
        return .secret
    }

    /// Whether it is the one that was told when the report was taken over HTTP; nil: none was, or it has not the form of one.
    private func isOfFiling(_ secret: String, on id: ComplaintID) -> Bool? {
        guard let proof = facts.filingProofs[id], let filing = FilingSecret(typed: secret) else { return nil }
        return hashes.codes.all.contains { filing.proof($0) == proof }
    }

    /// What is not looked at does not count: the hour ends.
    mutating func note(wrongSecretOf proven: ProvenCommand, for id: ComplaintID?, _ refusal: CommandRefusal?) {
        guard let id, let issuer = proven.sender?.issuer, proven.namesSecret, refusal?.code == .tokenSecret else {
            return
        }
        let attempt = SecretTry(id, by: issuer, from: proven.source)
        facts.secretTries[attempt, default: 0] += 1
        wrongSecrets.append(attempt)
    }

    /// The bare command: whoever asks has proved nothing, and may say nothing.
    ///
    /// - Throws: `CommandRefusal` `unreachable` when no code can be told to the reporter.
    func askingCode(_ command: CaseCommand, for state: CaseState) throws(CommandRefusal) -> CaseCommand {
        guard facts.contacts[state.id]?.way(from: state.channel) != nil else {
            throw CommandRefusal(
                .unreachable,
                "the report names no number or address, so nobody could be told a code: let an official add one ('lapor case contact')"
            )
        }
        var bare = CaseCommand(.askCode, key: command.key, target: command.target, actor: command.actor)
        (bare.expectedVersion, bare.trace) = (command.expectedVersion, command.trace)
        return bare
    }
}

extension CommandRefusal {
    /// Whether it is for want of the reporter's secret.
    var isOfSecret: Bool { code == .tokenSecret || self == .tooManyTries }
}

extension CaseCommand {
    /// A reporter's consent to a hand-over to the Ombudsman, or the end that they put to their case: closed, or taken back.
    var isTheReportersAlone: Bool {
        switch name {
        case .close, .withdraw: true
        case .escalate: (level ?? .ombudsman) == .ombudsman || consent == true
        default: false
        }
    }
}
