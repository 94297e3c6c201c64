import Store
import Testing

@testable import Operator

@Suite("a person's marks in what nothing could read") struct PersonMarksTests {
    private let marks = PersonMarks([.phone("+6281200042137"), .email("warga@contoh.example")])

    @Test(arguments: [
        #"{"phone":"0812-0004-2137""#, "HP: +62 812 0004 2137.", "(0812) 00042137", "6281200042137",
        "0062.812.0004.2137",
        "ke 0811 222 3333 0812 0004 2137", #"{"a":["\u0030812-0004\u002d2137"]}"#, "Warga@Contoh.EXAMPLE",
        #"{"email":"warga\u0040contoh.example"}"#, "\u{0}\u{1}081200042137\u{ff}",
        #"{"text":"lampu","reporter":{"phone":"+62 812-0004-2137"}}"#, "mail warga@contoh.example.",
    ])
    func `they are found however they are written`(text: String) { #expect(marks.stand(in: Array(text.utf8))) }

    @Test(arguments: [
        "", "0812-0004-2138", "0812, 0004, 2137", "warga@contoh.exampl", "8120004213", #"{"a":"\u0030812"}"#,
        "{\"warga\":\"contoh.example\"", "3208120004213701", "08120004213 70", "bukanwarga@contoh.example",
        "warga@contoh.example.org", #"{"text":"ditipu 081200042137","reporter":{"phone":"0813-0000-0001"}}"#,
        #"[{"data":{"reporter":{"email":"x@y.example"},"text":"warga@contoh.example"}}]"#,
    ])
    func `others are not theirs`(text: String) { #expect(!marks.stand(in: Array(text.utf8))) }
}
