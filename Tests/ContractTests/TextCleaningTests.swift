import Testing

@testable import Contract

@Suite struct TextCleaningTests {
    @Test(arguments: [
        ("", ""), ("a", "a"), ("Lampu jalan padam.", "Lampu jalan padam."), (" a", "a"), ("a ", "a"), ("a  b", "a b"),
        (" \t\r\n\u{a0}\u{3000}\u{200b}\u{feff} ", ""), ("a\u{a0}\u{2003}b", "a b"), ("a\r\nb", "a\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a \n b", "a\nb"), ("a\u{2028}b\u{85}c", "a\nb\nc"), ("a\u{7}b", "ab"), ("a\u{202e}b\u{2066}c", "abc"),
        ("e\u{301}", "é"), ("Cafe\u{301}  A\u{30a}", "Café Å"), ("😀 👨‍👩‍👧", "😀 👨‍👩‍👧"),
        ("\u{1100}\u{1161}", "\u{ac00}"),
    ]) func cleaned(_ text: String, _ expected: String) {
        #expect(Array(TextCleaning.clean(text).utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        ("<b>tebal</b>", "tebal"), ("a<br>b", "a\nb"), ("a<BR />b", "a\nb"), ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"), ("a<i>b</i>c", "a b c"), ("5 < 7", "5 < 7"),
        ("5 <7 dan 8> 6", "5 <7 dan 8> 6"),
        ("a < b > c", "a < b > c"), ("<3", "<3"), ("a<", "a<"), ("harga <lima ribu", "harga <lima ribu"),
        ("<!-- x -->a", "a"), ("jalan <depan pasar> rusak", "jalan <depan pasar> rusak"), ("<URL>", "<URL>"),
        ("</div>a</kami>", "a</kami>"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"), ("&nbsp;a&nbsp;b", "a b"), ("&quot;x&quot; &#39;y&#x27;", "\"x\" 'y'"),
        ("&#128512;", "😀"), ("&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;"), ("a & b; c", "a & b; c"), ("&", "&"),
        ("&tidakada;", "&tidakada;"), ("<a href=\"x?a=1&b=2\">taut</a>", "taut"), ("<br><br>", ""), ("a&hellip;", "a…"),
        ("&#10;a&#13;&#10;b", "a\nb"),
    ]) func `without HTML`(_ text: String, _ expected: String) { #expect(TextCleaning.clean(text) == expected) }

    @Test(arguments: [
        "nilai a<b dan c>d jalan rusak", "harga 5 <i kira-kira> 10 ribu, jembatan <b rusak di sini> tolong", "<3",
        "a < b",
        "<besok>", "jalan <s/d> selesai", "p<q", "tekan <menu> lalu <data>", "nilai a <b> c", "<p.s.> tolong",
        "<a@b.id>",
        "<i.e. ini>", "<besok", "x<y>z", "<!penting!> rusak", "5<6>4", "<-- sini", "<=>", "a<>b", "<jalan=rusak", "<b",
    ]) func `words in angle brackets stay`(_ text: String) {
        // A blank behind the sign is all that may come to it, where a browser might see more.
        #expect(TextCleaning.clean(text).replacing("< jalan", with: "<jalan") == text)
    }

    @Test(arguments: [
        (
            "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><p>Jalan</p></body></html>",
            "Jalan"
        ),
        ("<style>p{color:red}</style>Jalan", "Jalan"), ("<STYLE TYPE=\"text/css\">.a>b{}</STYLE>Jalan", "Jalan"),
        ("<script>if (a<b) alert('</p>')</script>Jalan", "Jalan"), ("<title>Surat</title>Jalan", "Jalan"),
        ("<!-- <b>x</b> > y -->Jalan", "Jalan"), ("<!--[if mso]><xml><w:x>1</w:x></xml><![endif]-->Jalan", "Jalan"),
        ("<![if !mso]>Jalan<![endif]>", "Jalan"), ("<!DOCTYPE html><?xml version=\"1.0\"?>Jalan", "Jalan"),
        ("<![CDATA[Jalan rusak]]>", "Jalan rusak"), ("<o:p>Jalan</o:p>", "Jalan"),
        ("<xml><a>1</a></xml>Jalan", "Jalan"),
        ("<span style=\"a:b\" class=x>Jalan</span>", "Jalan"), ("<img src=x onerror=alert(1)>Jalan", "Jalan"),
        ("<td width=100 nowrap>Jalan</td>", "Jalan"), ("<a href='x>y'>Jalan</a>", "Jalan"), ("<br/>Jalan<hr>", "Jalan"),
        ("<style>tanpa akhir", "tanpa akhir"), ("<template><b>x</b></template>Jalan", "Jalan"),
        (
            "Kami setuju.<blockquote type=\"cite\">Yth. Dinas<br>Kota Medan</blockquote>Salam",
            "Kami setuju.\n> Yth. Dinas\n> Kota Medan\nSalam"
        ),
    ]) func `what nobody wrote is no word`(_ text: String, _ expected: String) {
        #expect(TextCleaning.clean(text) == expected)
    }

    @Test(arguments: [
        ("<div style=\"display:none\">rahasia</div>Jalan", "Jalan"),
        ("<DIV STYLE='Display : None !important; max-height:0'>rahasia<br>lagi</DIV>Jalan", "Jalan"),
        ("<span style=visibility:hidden>x</span>Jalan", "Jalan"), ("<p hidden>x</p>Jalan", "Jalan"),
        ("<p hidden=\"\">x</p>Jalan", "Jalan"), ("<td hidden=hidden>x</td>Jalan", "Jalan"),
        ("<span style=\"font-size:0\">x</span>Jalan", "Jalan"), ("<b style=\"font-size: 0.0px;\">x</b>Jalan", "Jalan"),
        ("<i style=\"font:0/0 a\">x</i>Jalan", "Jalan"), ("<div style=\"opacity:0\">x</div>Jalan", "Jalan"),
        ("<div style=\"display:none\"><div>x</div><p>y</p></div>Jalan", "Jalan"),
        ("<div style=\"color:red;/* x */display:/**/none\">x &amp; y</div>Jalan", "Jalan"),
        ("<table><tr><td style=\"display:none\">x<td>Jalan</table>", "Jalan"),
        ("<ul><li hidden>x<li>Jalan</ul>", "Jalan"), ("<p style=\"display:none\">x<p>Jalan</p>", "Jalan"),
        ("<div hidden>x<!-- </div> -->y</div>Jalan", "Jalan"),
        ("<div hidden><blockquote>x</blockquote></div>Jalan", "Jalan"),
        ("<div hidden><img src=\"a\"><br>x</div>Jalan", "Jalan"), ("<blockquote hidden>x</blockquote>Jalan", "Jalan"),
        ("<div style=\"font-size:0px\">x<p style=\"font-size:13px\">Jalan</p>y</div>", "Jalan"),
        ("<div style=\"visibility:hidden\">x<b style=\"visibility:visible\">Jalan</b></div>", "Jalan"),
        ("<div style=\"display:none\">x<b style=\"display:block;font-size:9px\">y</b></div>Jalan", "Jalan"),
        ("<div style=\"font-size:0\"><p style=\"font-size:100%\">x</p></div>Jalan", "Jalan"),
        ("Jalan<input type=hidden value=x hidden> rusak", "Jalan rusak"),
        ("<div style=\"display:none\">x</div>", ""), ("<body style=\"display:none\"><p>x</p></body>", ""),
    ]) func `what nobody sees is no word`(_ text: String, _ expected: String) {
        #expect(TextCleaning.clean(text) == expected)
    }

    @Test(arguments: [
        ("<noscript>x</noscript>Jalan", "Jalan"), ("<NOSCRIPT><img src=\"a\">x<p>y</p></NOSCRIPT>Jalan", "Jalan"),
        ("<p style=\"mso-hide:all\">x</p>Jalan", "Jalan"), ("<span style='MSO-HIDE: all'>x</span>Jalan", "Jalan"),
        ("<template id=\"a\">x</template>Jalan", "Jalan"), ("<noscript>Jalan", "Jalan"),
        ("<p style=\"mso-hide:none\">Jalan</p>", "Jalan"),
    ]) func `what only some programs show is no word`(_ text: String, _ expected: String) {
        #expect(TextCleaning.clean(text) == expected)
    }

    @Test(arguments: [
        ("<p>di Kota Padang\nPanjang, mohon</p>", "di Kota Padang Panjang, mohon"),
        ("<div>Kabupaten Bone\r\n  Bolango</div>", "Kabupaten Bone Bolango"),
        ("<html><body>Kabupaten\n\n\nBandung Barat</body></html>", "Kabupaten Bandung Barat"),
        ("<p>Kabupaten <b>Kapuas</b>\n<i>Hulu</i></p>", "Kabupaten Kapuas Hulu"), ("a<br>\nb", "a\nb"),
        ("<table>\n<tr>\n<td>Kota\nPadang</td>\n</tr>\n</table>", "Kota Padang"),
        ("<p>a\nb</p>\n<p>c</p>", "a b\n\nc"), ("<ul>\n <li>a\n b</li>\n</ul>", "a b"), ("a\nb<br/>c", "a b\nc"),
        ("<p>a</p><pre>b\nc</pre>", "a\nb\nc"), ("<pre>a\n\nb</pre><p>c\nd</p>", "a\n\nb\nc d"),
        ("<blockquote>a\nb</blockquote>c\nd", "> a b\nc d"),
        ("<blockquote><pre>a\nb</pre></blockquote>c", "> a\n> b\nc"),
    ]) func `a line break of the source is white space where elements tell the lines`(
        _ text: String, _ expected: String
    ) { #expect(TextCleaning.clean(text) == expected) }

    @Test(arguments: ["a\nb", "a\n\nb", "5 < 7\nb", "a &\nb", "<3\nb", "nilai a<b\nc>d", "jalan <tabel>\nrusak"])
    func `a line break of a text that is no HTML stays`(_ text: String) { #expect(TextCleaning.clean(text) == text) }

    @Test(arguments: [
        "max-height:0;overflow:hidden", "height:0px; width:0px; overflow:hidden",
        "max-height:0;max-width:0;overflow:clip",
        "position:absolute;left:-9999px", "position:fixed; top:-10000px", "text-indent:-9999px", "color:transparent",
        "color:rgba(0,0,0,0)", "position:absolute;clip:rect(0 0 0 0)", "position:absolute;clip:rect(1px,1px,1px,1px)",
        "clip-path:inset(50%)", "font-size:1px", "content-visibility:hidden",
    ]) func `what has no room, stands beside the page or is clear is no word`(_ style: String) {
        #expect(TextCleaning.clean("<div style=\"\(style)\">x<b>y</b></div>Jalan") == "Jalan", "\(style)")
        for name in ["iframe", "video controls", "audio src=a", "datalist id=a", "canvas", "noframes", "template"] {
            let end = name.split(separator: " ")[0]
            #expect(TextCleaning.clean("<\(name)>x</\(end)>Jalan") == "Jalan", "\(name)")
        }
    }

    @Test(arguments: [
        "overflow:hidden;height:20px", "max-height:0", "position:absolute;left:-9px", "left:-9999px",
        "text-indent:-2em",
        "color:rgba(0,0,0,0.8)", "color:#fff", "clip:rect(0 0 0 0)", "clip-path:inset(10%)", "font-size:9px",
    ]) func `a box that may be seen keeps its words`(_ style: String) {
        #expect(TextCleaning.clean("<div style=\"\(style)\">Jalan</div>") == "Jalan", "\(style)")
    }

    @Test(arguments: [
        "<div style=\"display:block\">Jalan</div>", "<p style=\"font-size:0.8em\">Jalan</p>", "<div hidden>Jalan",
        "<p style=\"font-size:10px\">Jalan</p>", "<p style=\"x-display:none\">Jalan</p>",
        "<div aria-hidden=\"true\">Jalan</div>",
        "<div style=\"display:none;display:block\">Jalan</div>", "<p style=\"visibility:visible\">Jalan</p>",
        "<div style=\"opacity:0.5\">Jalan</div>", "<div hidden/>Jalan", "<div style=\"display:none\"/>Jalan",
        "<br hidden>Jalan",
        "<p class=\"hidden\">Jalan</p>", "<div title=\"display:none\">Jalan</div>",
        "<p style=\"font:bold 10px Arial\">Jalan</p>",
        "<p style=\"font-size:larger\">Jalan</p>", "<div><p hidden></p>Jalan</div>",
        "<p style=\"line-height:0\">Jalan</p>",
        "<div style=\"display:none\">Jalan<div></div>", "</p><p style=\"height:0\">Jalan</p>",
    ]) func `what can be read stays`(_ text: String) { #expect(TextCleaning.clean(text) == "Jalan") }

    @Test(arguments: [
        "&lt;img src=x onerror=alert(1)&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;svg onload=alert(1)&#62;",
        "&lt;&#105;mg src=x onerror=alert(1)>", "<scr&#105;pt>alert(1)</scr&#105;pt>",
        "<img src=x onerror=alert(1) foo bar>",
        "<x onclick&#61;alert(1)>", "<besok onmouseover=alert(1)>", "<img src=x onerror=alert(1)//",
        "<scr\u{200b}ipt>alert(1)",
        "<scr<![CDATA[ipt>alert(1)", "&lt;b&gt;tebal&lt;/b&gt;", "&amp;lt;img src=x&amp;gt; &lt;br&gt;",
        "<x <y onerror=alert(1)>",
        "<style bebas>p{}", "&lt;!-- x --&gt;", "<svg/onload=alert(1)>", "<iframe bebas>", "<!--x", "<base bebas>",
        "<textarea bebas>", "&lt;a href=javascript:alert(1)&gt;x", "<math bebas>", "<img\u{7}src=x onerror=alert(1) y>",
    ]) func `never becomes markup`(_ text: String) {
        let clean = TextCleaning.clean(text)
        let tag = #/<(!--|\/?(img|script|svg|iframe|style|base|b|br|textarea|a|math)\b|[a-z!\/?][^>]*=)/#.ignoresCase()
        #expect(clean.firstMatch(of: tag) == nil, "\(clean)")
    }

    @Test func `entities are read once`() {
        #expect(TextCleaning.clean("&amp;lt;b&amp;gt; &amp;amp; &lt;besok&gt;") == "&lt;b&gt; &amp; <besok>")
        #expect(
            TextCleaning.clean("Jalan rusak &lt;img src=x onerror=alert(1)&gt; di Ciparay")
                == "Jalan rusak < img src=x onerror=alert(1)> di Ciparay")
    }

    @Test(arguments: [
        "\u{200f}", "\u{ad}", "\u{3164}", "\u{2800}", "\u{115f}\u{1160}", "\u{ffa0}", "\u{180e}", "\u{34f}",
        "\u{200d}\u{fe0f}",
        "\u{2060}\u{2063}", "\u{e0001}\u{e0041}", "\u{61c}", "\u{17b4}", "\u{1d173}", "\u{fff9}", "\u{1}\u{7f}\u{9f}",
        "\u{ffff}",
        "\u{2003}\u{3000}\u{1680}\u{205f}", "&#8203;&shy;&nbsp;", "<p>&#x3164;</p>", "<b>\u{200e}</b><br>",
        "\u{206a}\u{feff}",
        "<blockquote></blockquote>", "<style>p{}</style>",
    ]) func `what nobody can see is nothing`(_ text: String) { #expect(TextCleaning.clean(text) == "") }

    @Test(arguments: [
        "\u{301}", "\u{301}\u{302}", " \u{20dd} ", "\u{903}", "\u{483}", "\u{1ab0}", "\u{20e3}", "\u{fe20}",
        "\u{1d165}",
        "\u{fffc}", "\u{fffd}", "\u{fffd}\u{fffd}\n\u{fffd}", "\u{fff0}", "\u{e000}", "\u{f8ff}", "\u{f0000}",
        "\u{10fffd}",
        "\u{378}", "\u{e0080}", "\u{2fe0}", "\u{301}\u{200d}\u{e000}\u{fffc}", "<p>\u{fffc}</p>", "&#xFFFD;&#769;",
        "> \u{301}",
    ]) func `what stands for nothing says nothing`(_ text: String) { #expect(TextCleaning.clean(text) == "") }

    @Test(arguments: [
        "a\u{301}", "\u{301}a", "\u{fffd}?", "\u{fffc} foto", "\u{e000}1", "\u{25cc}\u{301}", "\u{915}\u{903}",
        "1\u{fe0f}\u{20e3}",
        "\u{e9}", "\u{4f60}", "😀", "٣", "\u{200f}a", "。", "\u{ff0e}", "1", "-", "\u{a9}",
        "\u{1f937}\u{200d}\u{2640}\u{fe0f}",
    ])
    func `what can be seen is something`(_ text: String) { #expect(TextCleaning.clean(text) != "") }

    /// Each of these took time that grew with the square of their length once, in one or another way of reading.
    @Test(arguments: [
        "<", "<a", "<a ", "<a b=\"", "<a b='c' ", "<b hidden ", "<!--", "<!-- ", "<style>", "<style></style", "</",
        "<![CDATA[", "&", "<div hidden>", "<p hidden>", "<b style=\"font-size:0\"><!--", "<i hidden></b>",
        "<a style='/*/*'>",
        "<blockquote>", "<b>", "&lt;a ", "<x =", "]]>", "<![", "<?xml", "<!doctype", "<head>", "<a b=\"<a c='",
    ]) func `the longest message of signs is read at once`(_ part: String) {
        let text = String(repeating: part, count: 262_000 / part.utf8.count)
        let time = ContinuousClock().measure { _ = TextCleaning.clean(text) }
        #expect(time < .seconds(20), "\(time)")
    }

    @Test func `a sign without end is no tag`() {
        let long = "<a " + String(repeating: "x", count: 3_000) + ">"
        #expect(TextCleaning.clean(long) == long)
    }

    @Test func `cleaning twice changes nothing more`() {
        for text in ["a  <b> b", "x&amp;y", "e\u{301}<br>", " 5 < 7 ", "a\u{200b}\n\n\nb"] {
            let once = TextCleaning.clean(text)
            #expect(TextCleaning.clean(once) == once)
        }
    }
}
