package import Rabbit
import Shared

extension TestBroker {
    /// Makes an account with rights to this virtual host alone, called `name` and the host's name; removed with `removeAccounts`.
    ///
    /// - Parameter key: what it may publish on `lapor.intake`; nil: any key.
    /// - Returns: the virtual host's address with that account.
    /// - Throws: `TopologyError`.
    package func makeAccount(
        _ name: String, configure: String = "^$", write: String = "^lapor[.]intake$", read: String = "^$",
        key: String? = nil
    ) throws -> RabbitAddress {
        let account = accountName(name)
        func put(_ path: String, _ body: String) throws { try api.send("PUT", path, Array(body.utf8)) }
        try put("users/\(account)", #"{"password":"pw","tags":""}"#)
        try put(
            "permissions/\(path)/\(account)", #"{"configure":"\#(configure)","write":"\#(write)","read":"\#(read)"}"#)
        if let key {
            try put(
                "topic-permissions/\(path)/\(account)",
                #"{"exchange":"lapor.intake","write":"\#(key)","read":"^$"}"#)
        }
        var address = address
        (address.user, address.password) = (account, "pw")
        return address
    }

    package func accountName(_ name: String) -> String { "\(name)-\(address.virtualHost)" }

    /// Removes accounts; those that are not there are none.
    package func removeAccounts(_ names: [String]) {
        for name in names { _ = try? api.send("DELETE", "users/\(accountName(name))", []) }
    }
}
