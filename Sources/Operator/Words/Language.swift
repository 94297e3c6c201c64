import Foundation
package import Shared

/// The language of an operator's screens: Indonesian or English.
package enum Language: String, CaseIterable, Sendable {
    case id, en

    /// Of this run. A value that is neither counts as English, so that the error about it can be told.
    @TaskLocal package static var current = (try? Language(of: ProcessInfo.processInfo.environment)) ?? .en

    /// What `LAPOR_LANG` says, or else the locale.
    ///
    /// - Throws: `SettingError` when it is neither `id` nor `en`.
    package init(of variables: [String: String]) throws(SettingError) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        let usual = locale.prefix { $0.isLetter } == "id" ? Language.id : .en
        let word = try Environment(variables).choice(
            .language, of: Self.allCases.map(\.rawValue), default: usual.rawValue)
        self = Language(rawValue: word) ?? usual
    }
}
