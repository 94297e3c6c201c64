import Logging

// Metadata of swift-log keep the type of what is given as itself, and lose that of what is written into a string.

extension LogFact {
    /// A fact as the library carries it.
    var metadata: Logger.MetadataValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .stringConvertible(number)
        case .decimal(let number): .stringConvertible(number)
        case .boolean(let value): .stringConvertible(value)
        }
    }

    /// What the library carries, as a fact; lists and tables as words.
    init(_ value: Logger.MetadataValue) {
        guard case .stringConvertible(let value) = value else {
            self = .text("\(value)")
            return
        }
        switch value {
        case let value as Bool: self = .boolean(value)
        case let number as any BinaryInteger: self = Int(exactly: number).map(LogFact.integer) ?? .text("\(number)")
        case let number as Double: self = .decimal(number)
        case let number as Float: self = .decimal(Double(number))
        default: self = .text("\(value)")
        }
    }
}
