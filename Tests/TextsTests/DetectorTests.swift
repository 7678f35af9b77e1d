import Corpus
import Testing

@testable import Texts

@Suite struct DetectorTests {
    @Test(arguments: [
        ("en", "Two young men are standing near a tall building."),
        ("de", "Zwei junge Männer stehen vor einem hohen Haus."),
        ("he", "שני גברים צעירים עומדים ליד בניין גבוה"),
        ("zh-Hans", "两个年轻人站在一座高楼旁边。"),
        ("zh-Hant", "兩個年輕人站在一座高樓旁邊。"),
        ("ja", "二人の若者が高い建物の近くに立っています。"),
        ("fil", "Dalawang binata ang nakatayo malapit sa isang gusali."),
        ("nb", "To unge menn står ved siden av en høy bygning og venter på bussen."),
        ("el", "Δύο νεαροί άνδρες στέκονται κοντά σε ένα κτίριο."),
    ])
    func tellsLanguagesByOurTags(_ tag: String, _ text: String) throws {
        let language = try Language(tag)
        let detection = try LanguageDetector(expecting: language).detect(text)
        #expect(detection.language == language)
        #expect(detection.isReliable)
        #expect(detection.share > 0.9)
    }

    @Test(arguments: ["de", "he", "zh-Hant", "nb", "ha"])
    func knowsEnglishWhateverIsExpected(_ tag: String) throws {
        let detection = try LanguageDetector(expecting: Language(tag))
            .detect("Two young men are standing near a tall building.")
        #expect(try detection.language == Language("en"))
        #expect(detection.isReliable)
    }

    @Test(arguments: ["", " ", "1984", "!?", "\u{0}\u{1}", "😀"])
    func tellsNothingOfTextsWithoutWords(_ text: String) throws {
        let detection = try LanguageDetector(expecting: nil).detect(text)
        #expect(detection == LanguageDetector.Detection(language: nil, isReliable: false, share: 0))
    }

    @Test func everyCodeOfTheLibraryHasATag() {
        // The library's README names 83; one is Limbu.
        #expect(DetectableLanguage.byCode.count == 82)
        for (code, language) in DetectableLanguage.byCode where code != "zh" && code != "zh-Hant" {
            #expect(DetectableLanguage.code(of: language) == code)
        }
    }

    @Test(arguments: [
        ("zh", "zh"), ("zh-Hans", "zh"), ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"),
        ("zh-CN", "zh"), ("zh-Hans-HK", "zh"), ("he", "iw"), ("nn", "no"), ("pt-BR", "pt"),
    ])
    func expectsByTheLibrarysCodes(_ tag: String, _ code: String) throws {
        #expect(try DetectableLanguage.code(of: Language(tag)) == code)
    }

    @Test func manyThreadsMayAskAtOnce() async throws {
        let detector = try LanguageDetector(expecting: Language("cs"))
        let text = "Mladá žena v modrých šatech jde po pláži se svým psem."
        let first = try detector.detect(text)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<200 {
                        let again = try detector.detect(text)
                        #expect(again == first)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
