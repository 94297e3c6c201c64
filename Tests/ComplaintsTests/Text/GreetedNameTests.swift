import Complaints
import Testing

@Suite struct GreetedNameTests {
    @Test(arguments: [
        "Klik http://phish.example/", "www.phish.example", "phish.example", "PHISH.COM", "Phish.Com", "hadiah.id",
        "a@b.example",
        "Andi (menang.xyz)", "buka bit.ly/3xYz", "ｐｈｉｓｈ．ｃｏｍ", "10.0.0.1", "phish.example:8080", "\"menang.top\"",
        "x.co.id.",
    ]) func `what may become a link is not passed on`(_ name: String) {
        #expect(GreetedName.of(name) == "Pelapor")
    }

    @Test(arguments: [
        "Siti Contoh", "M.Yusuf", "Dr. Andi, S.Kom.", "H. Ahmad S.H.", "I Made A.A. Ngurah", "R.A. Kartini",
        "Ny. Budi (RT 03)", "O'Neil",
        "Anak ke-2", "Σωκράτης", "محمد",
    ]) func `names are names`(_ name: String) {
        #expect(GreetedName.of(name) == name)
    }

    @Test func `nobody's name`() { #expect(GreetedName.of(nil) == "Pelapor") }
}
