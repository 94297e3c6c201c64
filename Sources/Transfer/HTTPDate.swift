import CCurl

/// A moment as HTTP writes it (RFC 9110, section 5.6.7), in any of its three forms.
package enum HTTPDate {
    /// Seconds since 1970; nil for what is no date.
    package static func seconds(_ text: String) -> Int64? {
        guard text.isOneLine else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Int64(seconds)
    }
}
