extension String {
    /// With the signs of ASCII in place of their full-width forms, as keyboards for East Asian scripts write them.
    package var halfWidth: String {
        guard unicodeScalars.contains(where: { $0 == "\u{3000}" || Self.fullWidth.contains($0) }) else { return self }
        return String(
            UnicodeScalarView(
                unicodeScalars.map { scalar in
                    if scalar == "\u{3000}" { return " " }
                    let ascii = Self.fullWidth.contains(scalar) ? scalar.value - 0xFEE0 : scalar.value
                    return Unicode.Scalar(ascii) ?? scalar
                }))
    }

    private static var fullWidth: ClosedRange<Unicode.Scalar> { "\u{FF01}"..."\u{FF5E}" }
}
