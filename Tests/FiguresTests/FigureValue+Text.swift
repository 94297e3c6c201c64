import Figures

extension FigureValue {
    /// `53`, `89.83`, `4.50`; `-` of nothing.
    var text: String {
        switch self {
        case .count(let count): String(count)
        case .share(let rate): rate.percent
        case .mean(let hundredths, _): Rounding.text(hundredths: hundredths)
        }
    }
}
