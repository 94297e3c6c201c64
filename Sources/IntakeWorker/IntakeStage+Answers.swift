import Complaints
import Contract
import Ops
import Postgres
import Rabbit
import Routing
import Shared
import Store

/// What people send after they were asked or answered: words on a case of theirs, or a report of its own.
extension IntakeStage {
    /// What is kept with cases: by its id the case, and what asks for nothing but to read a reply.
    typealias Kept = (answers: [ComplaintID: ComplaintID], readings: [ComplaintID: ReplyReading])

    /// The case that each of these answers, by its id; those that are reports of their own are left out, and say so when their
    /// reporter is being asked something, or sent them as words on a case.
    mutating func answers(
        _ complaints: inout [NewComplaint], _ joined: JoinedMessages, at now: Instant
    ) throws(StageFailure) -> Kept {
        var answers = joined.targets(of: complaints)
        let messages = addressedMessages(complaints, besides: answers)
        var placements = try placements(ofNaming: messages, at: now)
        placements.merge(try self.placements(ofReadings: messages)) { first, _ in first }
        answers.merge(placements.compactMapValues(\.target)) { first, _ in first }
        // Who agrees to a hand-over, or wants to read, answers no question by that.
        let asked = try questions(
            to: complaints.filter {
                let message = messages[$0.id]
                return answers[$0.id] == nil && message?.purpose != .consent && message?.page == nil
            }, at: now)
        answers.merge(asked.answers) { first, _ in first }
        let others = messages.filter { answers[$0.key] == nil && asked.own[$0.key] == nil }
        placements.merge(try self.placements(ofCommands: others, at: now)) { first, _ in first }
        answers.merge(placements.compactMapValues(\.target)) { first, _ in first }
        let readings = placements.compactMapValues(\.reading)
        guard !asked.own.isEmpty || !placements.isEmpty else { return (answers, readings) }
        complaints = complaints.map { complaint in
            let beside = asked.own[complaint.id].map { complaint.beside(questionOn: $0.code, of: $0.id) } ?? complaint
            guard case .report(let names, let unmatched) = placements[complaint.id], names != nil || unmatched != nil
            else { return beside }
            return beside.apart(naming: names, unmatched)
        }
        return (answers, readings)
    }

    /// What answers a question, or goes on with an answer or a reply: by the case; and by those that are reports of their own, the
    /// cases with open questions.
    private typealias Asked = (
        answers: [ComplaintID: ComplaintID], own: [ComplaintID: (code: String, id: ComplaintID)]
    )

    private mutating func questions(
        to complaints: [NewComplaint], at now: Instant
    ) throws(StageFailure) -> Asked {
        let decider = decider
        let senders = complaints.compactMap { complaint in
            decider.sender(of: complaint.submission).map { (complaint, $0) }
        }
        guard !senders.isEmpty else { return ([:], [:]) }
        let since = now.advanced(bySeconds: -patience.furtherWords)
        let questions = try session.read { connection throws(PostgresError) in
            try OpenQuestions.questions(to: senders.map(\.1), answeredSince: since, &connection)
        }
        let candidates = senders.compactMap { complaint, sender in
            questions[sender].map { AnswerCandidate(complaint: complaint, question: $0) }
        }
        return candidates.isEmpty ? ([:], [:]) : try read(candidates)
    }

    private mutating func read(_ candidates: [AnswerCandidate]) throws(StageFailure) -> Asked {
        let (conversations, router) = try conversations(of: candidates.map(\.question.complaint))
        return candidates.reduce(into: ([:], [:])) { read, candidate in
            let (complaint, question) = (candidate.complaint, candidate.question)
            if let said = conversations[question.complaint],
                router.isOwnReport(complaint.submission.text, in: said, isAnswered: question.isAnswered)
            {
                if !question.isAnswered { read.own[complaint.id] = (said.code, question.complaint) }
            } else {
                read.answers[complaint.id] = question.complaint
            }
        }
    }

    /// What was said in cases, and who tells whether a message is about them.
    mutating func conversations(
        of cases: [ComplaintID]
    ) throws(StageFailure) -> ([ComplaintID: Conversation], Router) {
        let known = knowledge
        return try session.read { connection throws(PostgresError) in
            (
                try Conversations.of(cases, &connection),
                try known.current(&connection, read: RoutingKnowledge.read).router
            )
        }
    }
}

/// Who was asked something, or answered just now, and what they send.
private struct AnswerCandidate {
    var complaint: NewComplaint
    var question: OpenQuestions.Question
}
