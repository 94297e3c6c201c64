/// A stretch of time back from now: a number and a unit.
package struct Age: CustomStringConvertible {
    package let seconds: Int

    package init(days: Int) { seconds = days * 86_400 }

    package var description: String { seconds % 86_400 == 0 ? "\(seconds / 86_400)d" : "\(seconds)s" }

    package init?(argument: String) {
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[String($0)] }), let number = Int(argument.dropLast()),
            number > 0, number <= 4_000_000_000 / unit
        else { return nil }
        seconds = number * unit
    }
}
