/// How files of anchors are called that are kept outside.
package enum AnchorFile {
    package static func name(of number: Int) -> String {
        let digits = String(number)
        return "anchor-\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits).jws"
    }

    /// The number in a file's name; nil for other files.
    package static func number(in name: String) -> Int? {
        guard name.hasPrefix("anchor-"), name.hasSuffix(".jws") else { return nil }
        let number = Int(name.dropFirst("anchor-".count).dropLast(".jws".count))
        return number.flatMap { self.name(of: $0) == name ? $0 : nil }
    }
}
