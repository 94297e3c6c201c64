extension String {
    /// How many columns of a terminal it takes: colours take none.
    var columns: Int { Colour.bare(self).count }

    /// How many lines of a terminal of that width it takes, which breaks what is longer.
    func lines(in width: Int?) -> Int {
        guard let width else { return 1 }
        return max(1, (columns + width - 1) / width)
    }

    /// The text with no line longer than `width`: what is longer goes on in the next line, further in than it began.
    ///
    /// - Parameters:
    ///   - width: nil: as it is.
    ///   - hanging: where it goes on; nil: two columns further in than its line.
    package func fitting(_ width: Int?, hanging: Int? = nil) -> String {
        guard let width else { return self }
        return split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line).columns > width ? String(line).broken(at: width, hanging: hanging) : String(line)
        }.joined(separator: "\n")
    }

    private func broken(at width: Int, hanging: Int?) -> String {
        let margin = min(hanging ?? prefix { $0 == " " }.count + 2, width / 2)
        var lines = [""]
        var isBegun = false
        for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let joined = isBegun ? "\(lines[lines.count - 1]) \(word)" : lines[lines.count - 1] + word
            if joined.columns <= width {
                lines[lines.count - 1] = joined
                isBegun = true
            } else if !word.isEmpty {
                lines.append(String(repeating: " ", count: margin))
                isBegun = false
                for part in word.parts(of: width - margin) {
                    if isBegun { lines.append(String(repeating: " ", count: margin)) }
                    lines[lines.count - 1] += part
                    isBegun = true
                }
            }
        }
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    }

    /// A word that no line has room for, in pieces; one with a colour stays whole.
    private func parts(of width: Int) -> [String] {
        guard columns > width, columns == count else { return [self] }
        var (parts, rest) = ([String](), self[...])
        while !rest.isEmpty {
            parts.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return parts
    }
}
