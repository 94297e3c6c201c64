/// A drawing in SVG 1.1, built element by element.
struct SVGDrawing {
    enum Anchor: String {
        case start, middle, end
    }

    private let width: Double
    /// Set when all is drawn.
    var height = 0.0
    private let title: String
    private let description: String
    private var elements: [String] = []

    /// - Parameter description: what a reader who cannot see it must know.
    init(width: Double, title: String, description: String) {
        (self.width, self.title, self.description) = (width, title, description)
    }

    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \(Self.number(height))" width="\(Self.number(width))" \
        height="\(Self.number(height))" \
        role="img" font-family="'Noto Sans','DejaVu Sans',Arial,sans-serif">
        <title>\(Self.escaped(title))</title>
        <desc>\(Self.escaped(description))</desc>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, tip: String? = nil
    ) {
        let tip = tip.map { "<title>\(Self.escaped($0))</title>" } ?? ""
        elements.append(
            """
            <rect x="\(Self.number(x))" y="\(Self.number(y))" width="\(Self.number(width))" \
            height="\(Self.number(height))" fill="\(fill)">\(tip)</rect>
            """)
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = "#d8dee6", width: Double = 1
    ) {
        elements.append(
            """
            <line x1="\(Self.number(x1))" y1="\(Self.number(y1))" x2="\(Self.number(x2))" y2="\(Self.number(y2))" \
            stroke="\(stroke)" stroke-width="\(Self.number(width))"/>
            """)
    }

    mutating func path(_ points: [(x: Double, y: Double)], stroke: String, isDashed: Bool = false) {
        let steps = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(Self.number($1.x)) \(Self.number($1.y))" }
        elements.append(
            """
            <path d="\(steps.joined())" fill="none" stroke="\(stroke)" stroke-width="2.5" stroke-linejoin="round"\
            \(isDashed ? " stroke-dasharray=\"7 4\"" : "")/>
            """)
    }

    mutating func dot(_ x: Double, _ y: Double, fill: String, tip: String) {
        elements.append(
            """
            <circle cx="\(Self.number(x))" cy="\(Self.number(y))" r="3.5" fill="\(fill)">\
            <title>\(Self.escaped(tip))</title></circle>
            """)
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Int = 12, anchor: Anchor = .start, fill: String = "#3c4650",
        isBold: Bool = false
    ) {
        elements.append(
            """
            <text x="\(Self.number(x))" y="\(Self.number(y))" font-size="\(size)" text-anchor="\(anchor.rawValue)" \
            fill="\(fill)"\(isBold ? " font-weight=\"600\"" : "")>\(Self.escaped(text))</text>
            """)
    }

    /// Coloured squares with names, from `x` to the right.
    mutating func legend(_ entries: [(name: String, color: String)], _ x: Double, _ y: Double) {
        var x = x
        for (name, color) in entries {
            rectangle(x, y - 10, 12, 12, fill: color)
            text(name, x + 18, y)
            x += 18 + Self.width(of: name, size: 12) + 20
        }
    }

    static func width(of text: String, size: Int) -> Double { Double(text.count) * Double(size) * 0.56 }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// Two decimals at most, so that the same drawing is always the same bytes.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = abs(hundredths % 100)
        let whole = "\(hundredths < 0 ? "-" : "")\(abs(hundredths / 100))"
        return fraction == 0 ? whole : "\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
