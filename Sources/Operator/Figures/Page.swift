/// One HTML file that needs nothing else; light or dark as its reader's screen is.
struct Page {
    let title: String
    /// What it is about, below the title.
    let scope: String
    /// What stands between head and foot, as HTML.
    let body: String
    let foot: String

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="id">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(Self.escaped(title))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <header><p class="kicker">SP4N-LAPOR!</p><h1>\(Self.escaped(title))</h1><p>\(Self.escaped(scope))</p></header>
        <main>
        \(body)
        </main>
        <footer>\(Self.escaped(foot))</footer>
        </body>
        </html>
        """
    }

    static func escaped(_ text: String) -> String { SVGDrawing.escaped(text) }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1d2733; --soft: #56616b; --line: #e3e7ec; --rule: #c9d1d9; \
        --brand: #12766f; --paper: #fff; --ground: #f5f7f9; --hover: #f5f9f8; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 15px/1.5 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; color: var(--ink); \
        background: var(--ground); }
        header { background: var(--brand); color: #fff; padding: 28px 0 30px; }
        header > *, main, footer { max-width: 1040px; margin: 0 auto; }
        header > * { padding: 0 24px; }
        header .kicker { letter-spacing: .12em; font-size: 12px; font-weight: 600; }
        h1 { font-size: 28px; line-height: 1.25; margin-top: 4px; margin-bottom: 6px; }
        h2 { font-size: 19px; margin: 0 0 12px; }
        main { padding: 22px 24px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px; \
        margin-bottom: 18px; }
        .tile, figure, section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
        .tile { padding: 16px 18px; display: flex; flex-direction: column; }
        .tile span { color: var(--soft); font-size: 13px; }
        .tile strong { font-size: 32px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .tile small { color: var(--soft); }
        figure { margin: 0 0 18px; padding: 10px; }
        figure svg { width: 100%; height: auto; display: block; }
        figure svg.narrow { display: none; }
        figcaption { color: var(--soft); font-size: 13px; padding: 6px 10px 2px; }
        section { padding: 18px 20px; margin-bottom: 18px; }
        .wide { overflow-x: auto; }
        .wide:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); padding: 0 9px 8px; }
        th, td { padding: 7px 9px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--rule); vertical-align: bottom; }
        tbody th { font-weight: 500; min-width: 150px; }
        tbody tr:hover { background: var(--hover); }
        tfoot td, tfoot th { font-weight: 700; border-bottom: 0; border-top: 2px solid var(--rule); }
        .n { text-align: right; white-space: nowrap; }
        thead .n { white-space: normal; }
        td small { display: block; color: var(--soft); font-weight: 400; font-size: 11px; }
        dt { font-weight: 600; margin-top: 10px; }
        dt code { color: var(--soft); font-weight: 400; font-size: 12px; }
        dd { margin: 0; color: var(--soft); }
        footer { padding: 0 24px 36px; color: var(--soft); font-size: 13px; }
        @media (max-width: 640px) { main { padding: 14px 10px; } h1 { font-size: 23px; } section { padding: 14px 12px; } \
        figure { padding: 4px; } figure svg.broad { display: none; } figure svg.narrow { display: block; } }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #aab4be; --line: #2c3640; --rule: #46525e; \
        --brand: #0f5f59; --paper: #171e25; --ground: #0f1419; --hover: #1d262e; } \
        figure svg text { fill: #d5dce3; } figure svg line { stroke: #3a4651; } \
        figure svg rect[fill="\(StackedChart.blind)"] { fill: #2c3640; } }
        @media print { body { background: #fff; } figure, section, .tile { break-inside: avoid; } }
        """
}
