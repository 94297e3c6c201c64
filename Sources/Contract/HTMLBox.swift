/// What the box of an element says about whether it is to be seen: none that has no room, stands beside the page, or is clear.
enum HTMLBox {
    /// Farther than any screen, in pixels and the like.
    private static let farAway = -900.0

    static func isOutOfSight(_ style: [String: String]) -> Bool {
        let isCut = ["overflow", "overflow-x", "overflow-y"].contains { ["hidden", "clip"].contains(style[$0] ?? "") }
        let rooms = ["height", "max-height", "width", "max-width"]
        if isCut, rooms.contains(where: { style[$0].flatMap(HTMLStyle.size).map { $0 <= 1 } ?? false }) { return true }
        if (style["text-indent"].flatMap(length) ?? 0) < farAway { return true }
        if ["absolute", "fixed"].contains(style["position"] ?? "") {
            if ["left", "top", "right", "bottom"].contains(where: { (style[$0].flatMap(length) ?? 0) < farAway }) {
                return true
            }
            if let clip = style["clip"], isEmpty(clip) { return true }
        }
        if let path = style["clip-path"], ["inset(50%)", "inset(100%)", "circle(0)", "circle(0px)"].contains(path) {
            return true
        }
        return isClear(style["color"]) || style["content-visibility"] == "hidden"
    }

    /// `rect(0,0,0,0)`, `rect(1px 1px 1px 1px)`.
    private static func isEmpty(_ clip: String) -> Bool {
        guard clip.hasPrefix("rect("), clip.hasSuffix(")") else { return false }
        let edges = clip.dropFirst(5).dropLast().split { $0 == "," || $0 == " " }.map { HTMLStyle.size(String($0)) }
        return edges.count == 4 && Set(edges).count == 1 && edges[0].map { $0 <= 1 } ?? false
    }

    private static func isClear(_ color: String?) -> Bool {
        guard let color else { return false }
        if color == "transparent" { return true }
        guard color.hasPrefix("rgba(") || color.hasPrefix("hsla("), color.hasSuffix(")") else { return false }
        let alpha = color.dropFirst(5).dropLast().split { ",/ ".contains($0) }.last
        return alpha.flatMap { HTMLStyle.size(String($0)) } == 0
    }

    private static func length(_ text: String) -> Double? {
        guard text.hasPrefix("-") else { return HTMLStyle.size(text) }
        return HTMLStyle.size(String(text.dropFirst())).map { -$0 }
    }
}
