import Testing

@testable import Translate

@Suite struct ApertiumMarksTests {
    @Test(arguments: [
        ("Un perro.", "A dog.", "Un perro.", false),
        ("El *xylzzo corre.", "The xylzzo runs.", "El xylzzo corre.", true),
        ("*Ñandú @de #correr", "Rhea of run", "Ñandú de correr", true),
        ("5 * 3 # @", "5 * 3 # @", "5 * 3 # @", false),
        ("a@b.es", "a@b.es", "a@b.es", false),
        // A hash tag of the source's own.
        ("#ocaso *xylzzo", "#sunset xylzzo", "#ocaso xylzzo", true),
        ("«*word»", "\u{201c}word\u{201d}", "«word»", true),
        ("con un 40*s hairstyle", "with a 40s hairstyle", "con un 40s hairstyle", true),
        ("a*b", "a*b", "a*b", false),
        ("", "", "", false),
    ]) func marks(translation: String, source: String, text: String, marked: Bool) {
        let result = ApertiumMarks.remove(from: translation, source: source)
        #expect(result.text == text)
        #expect(result.marked == marked)
    }
}
