import Foundation

/// Numbers that a spreadsheet has had in its hands.
enum SpreadsheetNumber {
    /// Spreadsheets keep so many digits; what stands behind them is lost.
    private static let digitsKept = 15

    /// What has become of an id: different ones look the same then.
    enum Damage {
        /// It is a rounded number now: `2.02601E+14`.
        case rounded
        /// There is no more than the sign of a fault: `#####`, `#N/A`.
        case fault
    }

    /// What a spreadsheet has done to the id `text`; nil: nothing.
    static func damage(of text: String) -> Damage? {
        let text = unmarked(text)
        if text.hasPrefix("#") {
            return errors.contains(text.uppercased()) || text.allSatisfy { $0 == "#" } ? .fault : nil
        }
        if isScientific(text) { return .rounded }
        return wholePart(of: text).flatMap { $0.count > digitsKept ? .rounded : nil }
    }

    /// Without the signs by which spreadsheets keep a number a text: `'7296418`, `="7296418"`.
    private static func unmarked(_ text: String) -> String {
        let text = text.trimmed
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 { return text.dropFirst(2).dropLast().trimmed }
        return text.first.map("'\u{2018}\u{2019}`\u{B4}\"".contains) ?? false
            ? text.drop { "'\u{2018}\u{2019}`\u{B4}\"".contains($0) }.trimmed : text
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    ]

    /// Without the decimals that a spreadsheet has put behind a whole number (`7296418.0`); anything else as it is.
    static func withoutDecimals(_ text: String) -> String {
        guard let whole = wholePart(of: text.trimmed), whole.count <= digitsKept else { return text }
        return String(whole)
    }

    /// `12` of `12.0` and `12,00`; nil of anything else, and of `12.000`, which may be twelve thousand.
    private static func wholePart(of text: String) -> Substring? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(\.isDigit), !parts[1].isEmpty,
            parts[1].allSatisfy({ $0 == "0" }), parts[1].count != 3 || parts[0].count > 3
        else { return nil }
        return parts[0]
    }

    /// A mantissa with decimals, or an exponent with its sign: `1E5` may be somebody's own id.
    private static func isScientific(_ text: String) -> Bool {
        let text = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard parts.count == 2 else { return false }
        let mantissa = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard 1...2 ~= mantissa.count, mantissa[0].count <= 3,
            mantissa.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) })
        else { return false }
        let isSigned = parts[1].hasPrefix("+") || parts[1].hasPrefix("-")
        let exponent = isSigned ? parts[1].dropFirst() : parts[1]
        guard 1...3 ~= exponent.count, exponent.allSatisfy(\.isDigit) else { return false }
        return isSigned || mantissa.count == 2
    }
}

extension Character {
    /// 0 to 9, and no digit of another script.
    var isDigit: Bool { isASCII && isNumber }
}

extension StringProtocol {
    /// Without white space around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
