import Operator
import Shared
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        ([:], Language.en), (["LANG": "id_ID.UTF-8"], .id), (["LANG": "en_US.UTF-8"], .en), (["LANG": "C"], .en),
        (["LANG": "en_US", "LC_MESSAGES": "id_ID"], .id), (["LC_ALL": "C", "LANG": "id_ID"], .en),
        (["LANG": "ido"], .en), (["LAPOR_LANG": "en", "LANG": "id_ID"], .en), (["LAPOR_LANG": "id", "LANG": "C"], .id),
        (["LAPOR_LANG": "", "LANG": "id"], .id),
    ]) func `LAPOR_LANG says it, or else the locale`(variables: [String: String], language: Language) throws {
        #expect(try Language(of: variables) == language)
    }

    @Test(arguments: ["fr", "ID", "Indonesia"]) func `another value is an error that names both`(word: String) {
        let error = #expect(throws: SettingError.self) { try Language(of: ["LAPOR_LANG": word]) }
        #expect(error?.description == "LAPOR_LANG must be one of id, en")
    }

    @Test func `programs read English`() throws {
        let phrase = Phrase(id: "ya", en: "yes")
        let json = try Language.$current.withValue(.id) { try JSONResult.encode([phrase]) }
        #expect(json.contains(#""yes""#))
        Language.$current.withValue(.id) { #expect("\(phrase)" == "ya") }
        Language.$current.withValue(.en) { #expect("\(phrase)" == "yes") }
    }
}
