/// What a line of the log says of one thing: words for people, and what programs can count with.
package enum LogFact: Sendable, Hashable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    case boolean(Bool)
}

extension LogFact: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .boolean(let value): String(value)
        }
    }
}

extension LogFact: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int) { self = .integer(number) }
    package init(floatLiteral number: Double) { self = .decimal(number) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
