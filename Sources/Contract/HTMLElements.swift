/// Which names are elements of HTML (Living Standard, 4; 16 for the obsolete ones), and what they do to a text.
enum HTMLElements {
    enum Kind {
        /// Within a line.
        case inline
        /// It ends a line.
        case breaking
        /// What stands in it is nobody's words.
        case hidden
        /// What stands in it was said by somebody else.
        case quote
    }

    /// Nil where the name is no element: then it is a word.
    static func kind(of name: String) -> Kind? {
        if let kind = kinds[name] { return kind }
        // What office programs write into mails: `o:p`, `v:shape`, `st1:place`.
        return name.contains(":") && office.contains(String(name.prefix { $0 != ":" })) ? .inline : nil
    }

    /// Whether the lines of a text with the element are told by elements.
    static func endsLines(_ name: String) -> Bool {
        switch kinds[name] {
        case .breaking, .quote: true
        case .inline, .hidden, nil: name == "html" || name == "body" || name == "head"
        }
    }

    /// Elements that are ordinary words or single letters, too: with nothing else in the brackets, and never closed, they
    /// are what somebody wrote.
    static let words: Set<String> = [
        "a", "abbr", "address", "area", "article", "audio", "b", "big", "button", "caption", "center", "cite", "code",
        "data",
        "details", "dialog", "em", "figure", "footer", "form", "header", "i", "image", "input", "label", "legend",
        "link",
        "main", "map", "mark", "menu", "meter", "nav", "object", "option", "output", "param", "picture", "progress",
        "q", "s",
        "search", "section", "select", "slot", "small", "source", "sub", "summary", "sup", "table", "template", "time",
        "title", "track", "u", "var", "video",
    ]

    /// Whatever follows the name, no reader of HTML may find one of these.
    static let dangerous: Set<String> = [
        "base", "embed", "frame", "frameset", "iframe", "link", "math", "meta", "noembed", "noframes", "noscript",
        "object",
        "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "xmp",
    ]

    /// Nothing can stand in these.
    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr",
    ]

    /// Nobody need close these.
    static let open: Set<String> = ["p", "li", "dt", "dd", "td", "th", "tr", "option"]

    /// Whether an open element ends where another begins, though nobody closes it.
    static func ends(_ open: String, before next: String) -> Bool {
        switch open {
        case "p": paragraphEnds.contains(next)
        case "li": next == "li"
        case "dt", "dd": next == "dt" || next == "dd"
        case "td", "th": ["td", "th", "tr", "tbody", "tfoot"].contains(next)
        case "tr": ["tr", "tbody", "tfoot"].contains(next)
        case "option": next == "option" || next == "optgroup"
        default: false
        }
    }

    private static let paragraphEnds: Set<String> = [
        "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "fieldset", "figure",
        "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "section",
        "table", "ul",
    ]

    private static let office: Set<String> = ["o", "v", "w", "x", "m", "st1", "st2"]

    private static let kinds: [String: Kind] = {
        let all: [(Kind, [String])] = [
            (.hidden, hidden), (.quote, ["blockquote"]),
            (.breaking, ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "hr", "ul", "ol", "table"]),
            (.inline, inline),
        ]
        return Dictionary(uniqueKeysWithValues: all.flatMap { kind, names in names.map { ($0, kind) } })
    }()

    /// What belongs to no page, and what stands in for what a reader cannot show.
    private static let hidden = [
        "head", "script", "style", "title", "template", "noscript", "xml", "noframes", "noembed", "iframe", "datalist",
        "audio", "video", "canvas",
    ]

    private static let inline = [
        "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "b", "base", "basefont",
        "bdi", "bdo",
        "big", "blink", "body", "button", "caption", "center", "cite", "code", "col", "colgroup", "data",
        "dd", "del", "details", "dfn", "dialog", "dir", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure",
        "font",
        "footer", "form", "frame", "frameset", "h4", "h5", "h6", "header", "hgroup", "html", "i", "image",
        "img", "input", "ins", "kbd", "label", "legend", "link", "main", "map", "mark", "marquee", "math", "menu",
        "meta",
        "meter", "nav", "nobr", "o", "object", "optgroup", "option", "output",
        "param",
        "picture", "plaintext", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "search", "section", "select",
        "slot",
        "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "svg", "tbody", "td", "textarea",
        "tfoot", "th",
        "thead", "time", "track", "tt", "u", "var", "wbr", "xmp",
    ]
}
