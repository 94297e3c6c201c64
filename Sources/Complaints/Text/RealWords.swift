/// Words that say something: what is asked for in words is not answered by a letter or a dash.
enum RealWords {
    /// How many words of the text have at least three letters, two of them different.
    static func count(in text: String) -> Int {
        text.split { !$0.isLetter }.count { word in
            word.count >= 3 && Set(word.lowercased()).count >= 2
        }
    }
}
