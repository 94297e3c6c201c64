import Store

/// The address of the store, whole: what lapor adds to the setting, other programs do not know.
package enum StoreAddress {
    /// - Parameter name: another database of the same server; nil: the store.
    /// - Throws: `SettingError`.
    package static func text(ofDatabase name: String?) throws -> String {
        let address = try Connections.databaseURL()
        return name.map { DatabaseAddress.other($0, than: address) } ?? address
    }
}
