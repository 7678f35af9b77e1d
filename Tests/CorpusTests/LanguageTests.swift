import Documents
import Testing

@testable import Corpus

@Suite struct LanguageTests {
    @Test(arguments: [("en", "en"), ("pt-br", "pt-BR"), ("ZH-hans", "zh-Hans"), ("ca", "ca")])
    func tagsGetTheirUsualCase(_ text: String, _ tag: String) throws {
        #expect(try Language(text).tag == tag)
    }

    @Test(arguments: [("jp", "'ja'"), ("cz", "'cs'"), ("eng", "'en'")])
    func mistakenCodesAreNamed(_ text: String, _ right: String) {
        let error = #expect(throws: InputError.self) { _ = try Language(text) }
        #expect(error?.remedy.contains(right) == true)
    }

    @Test(arguments: ["", "xx", "english", "e n", "en_US", "-"])
    func whatIsNoLanguageIsRefused(_ text: String) {
        #expect(throws: InputError.self) { _ = try Language(text) }
    }

    @Test func threeLetterCodes() throws {
        #expect(try Language("es").threeLetterCode == "spa")
        #expect(try Language("ca").threeLetterCode == "cat")
        #expect(try Language("en").threeLetterCode == "eng")
    }
}
