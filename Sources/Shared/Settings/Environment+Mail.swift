import Complaints

extension Environment {
    /// The address from which notices are sent by mail, and by which what comes back is known.
    ///
    /// - Throws: `SettingError` when it is none.
    package func mailFrom() throws(SettingError) -> String {
        let address = text(.mailFrom) ?? "lapor@localhost.localdomain"
        guard EmailAddress(address) != nil else {
            throw SettingError(key: SettingKey.mailFrom.name, reason: "must be an e-mail address")
        }
        return address
    }
}
