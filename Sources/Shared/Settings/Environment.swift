/// The environment, read with types and with errors that name the variable.
package struct Environment: Sendable {
    private let values: [String: String]
    let secrets: Secrets

    /// Reads the files of secrets that `values` name.
    package init(_ values: [String: String]) {
        self.values = values
        secrets = Self.secrets(values)
    }

    /// The value of `key`, from its file where there is one; an empty one counts as not set.
    package func text(_ key: SettingKey) -> String? {
        if let secret = secrets.values[key.name] { return secret }
        guard let value = values[key.name], !value.isEmpty else { return nil }
        return value
    }

    /// Everything that is set, as it is.
    var all: [String: String] { values }

    /// Names of all variables that are set.
    var names: [String] { values.filter { !$0.value.isEmpty }.map(\.key) }

    /// An address that begins with one of `schemes` and names a host, as far as that can be told without asking for it.
    package func address(_ key: SettingKey, _ schemes: [String]) throws(SettingError) -> String? {
        if let fault = secrets.faults[key.name] { throw fault }
        guard let value = text(key) else { return nil }
        let wanted = schemes.map { "\($0)://" }
        guard let scheme = wanted.first(where: { value.hasPrefix($0) }) else {
            throw SettingError(key: key.name, reason: "must begin with \(wanted.joined(separator: " or "))")
        }
        let authority = value.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let parts = place.hasSuffix("]") ? [place] : place.split(separator: ":", omittingEmptySubsequences: false)
        let port = parts.count > 1 ? Int(parts[parts.count - 1]) : 1
        guard !(parts.first ?? "").isEmpty, !value.contains(where: \.isWhitespace) else {
            throw SettingError(key: key.name, reason: "must name a host")
        }
        guard let port, (1...65_535).contains(port) else {
            throw SettingError(key: key.name, reason: "must have a port from 1 to 65535")
        }
        return value
    }

    /// The value of a key that must be set.
    package func required(_ key: SettingKey) throws(SettingError) -> String {
        if let fault = secrets.faults[key.name] { throw fault }
        guard let value = text(key) else { throw SettingError(key: key.name, reason: "is not set. \(key.help)") }
        return value
    }

    /// A number in `range`, or `fallback`.
    package func number(_ key: SettingKey, in range: ClosedRange<Int>, default fallback: Int) throws(SettingError)
        -> Int
    {
        guard let value = text(key) else { return fallback }
        guard let number = Int(value), range.contains(number) else {
            throw SettingError(
                key: key.name, reason: "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of `choices`, or `fallback`.
    package func choice(_ key: SettingKey, of choices: [String], default fallback: String) throws(SettingError)
        -> String
    {
        guard let value = text(key) else { return fallback }
        guard choices.contains(value) else {
            throw SettingError(key: key.name, reason: "must be one of \(choices.joined(separator: ", "))")
        }
        return value
    }
}

/// A setting that cannot be used. The value is not repeated: it may be a secret.
package struct SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    package let key: String
    /// What is wrong with it and what it must be.
    package let reason: String

    package init(key: String, reason: String) {
        self.key = key
        self.reason = reason
    }

    package var description: String { "\(key) \(reason)" }
}
