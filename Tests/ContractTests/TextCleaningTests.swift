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
