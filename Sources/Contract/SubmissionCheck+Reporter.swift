import Complaints

extension SubmissionCheck {
    /// Who reports; nil when nothing of it is there or can be read.
    func identity(
        _ raw: Submission.Reporter?, _ extras: [UInt8]?, _ unread: inout [UnreadField]
    ) -> AcceptedSubmission.Identity? {
        guard let raw else {
            return extras.map { AcceptedSubmission.Identity(name: nil, phone: nil, email: nil, extras: $0) }
        }
        let name = words(raw.name, "reporter.name", SubmissionLimits.name, &unread)
        let phone = phone(raw.phone, &unread)
        let email = email(raw.email, &unread)
        guard name != nil || phone != nil || email != nil || extras != nil else { return nil }
        return AcceptedSubmission.Identity(name: name, phone: phone, email: email, extras: extras)
    }

    private func phone(_ value: String?, _ unread: inout [UnreadField]) -> String? {
        var others: Rejection?
        let number = unread.value(value) { text throws(Rejection) in
            try checkNUL(text, "reporter.phone")
            let written = WrittenPhone(text)
            guard let number = written.number else { throw .noPhone }
            if !written.isWhole {
                others = Rejection(
                    "field_format", field: "reporter.phone",
                    "reporter.phone says more than a number: the first one is used")
            }
            return number.e164
        }
        if let others, let value { unread.append(UnreadField(others, text: value)) }
        return number
    }

    private func email(_ value: String?, _ unread: inout [UnreadField]) -> String? {
        var others: Rejection?
        let address = unread.value(value) { text throws(Rejection) in
            try checkNUL(text, "reporter.email")
            let written = WrittenEmail(text)
            guard let address = written.address else {
                try checkLength(text, "reporter.email", SubmissionLimits.email)
                throw Rejection(
                    "field_format", field: "reporter.email", "reporter.email must look like nama@contoh.id")
            }
            if !written.isWhole {
                others = Rejection(
                    "field_format", field: "reporter.email",
                    "reporter.email says more than an address: the first one is used")
            }
            return address.text
        }
        if let others, let value { unread.append(UnreadField(others, text: value)) }
        return address
    }
}

extension Rejection {
    static let noPhone = Rejection(
        "field_format", field: "reporter.phone",
        "reporter.phone must be an Indonesian number such as 0812-3456-7890 or one in E.164")
}
