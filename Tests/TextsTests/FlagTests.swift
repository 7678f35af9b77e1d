import Corpus
import Testing

@testable import Texts

/// Sentences that a reader finds rightly flagged, and rightly not.
@Suite struct FlagTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let to: String
        let source: String
        let translation: String
        let flags: [CaptionFlag]

        init(_ to: String, _ source: String, _ translation: String, _ flags: CaptionFlag...) {
            self.to = to
            self.source = source
            self.translation = translation
            self.flags = flags
        }

        var testDescription: String { "\(to): \(translation)" }
    }

    /// The flags with the language told by the real detector.
    private func flags(_ example: Example, from source: String = "en") throws -> [CaptionFlag] {
        let target = try Language(example.to)
        let detection = try LanguageDetector(expecting: target).detect(example.translation)
        return try QualityCheck(from: Language(source), to: target)
            .flags(source: example.source, translation: example.translation, detection: detection)
    }

    static let sound: [Example] = [
        Example(
            "de", "Two men in red shirts are repairing a bicycle.",
            "Zwei Männer in roten Hemden reparieren ein Fahrrad."),
        Example("fr", "A woman is selling fruit at the market!", "Une femme vend des fruits au marché\u{a0}!"),
        Example("cs", "A child is feeding ducks at the lake.", "Dítě krmí kachny u jezera."),
        Example("es", "The crowd watches the parade.", "La multitud mira el desfile."),
        Example("ru", "An old man is reading a newspaper.", "Пожилой мужчина читает газету."),
        Example("zh", "A girl in a Nike shirt is flying a kite on the beach.", "一个穿着Nike衬衫的女孩在海滩上放风筝。"),
        Example("zh-Hant", "Three children are running in the park.", "三個孩子正在公園裡跑步。"),
        Example("ja", "A boy is playing with a dog in the garden.", "男の子が庭で犬と遊んでいます。"),
        Example("ko", "A man is playing the guitar on the street.", "한 남자가 거리에서 기타를 치고 있다."),
        Example("hi", "A small girl is sitting on a swing.", "एक छोटी लड़की झूले पर बैठी है।"),
        Example("ar", "A man is drinking tea in a café.", "رجل يشرب الشاي في مقهى."),
        Example("fa", "A woman is walking in the street.", "زنی در خیابان راه می\u{200c}رود."),
        Example("he", "Two young men are standing near a building.", "שני גברים צעירים עומדים ליד בניין."),
        Example("el", "A man is fishing in a lake.", "Ένας άντρας ψαρεύει σε μια λίμνη."),
        Example("th", "Two children are running in the garden.", "เด็กสองคนกำลังวิ่งเล่นในสวน"),
        Example("vi", "A woman is cooking dinner in the kitchen.", "Một người phụ nữ đang nấu bữa tối trong bếp."),
        Example("sw", "A man is cooking food in the kitchen.", "Mwanamume anapika chakula jikoni."),
        Example("sr", "A boy is riding a horse.", "Дечак јаше коња."),
        Example("sr-Latn", "A boy is riding a horse.", "Dečak jaše konja."),
        Example("eo", "A dog is sleeping under the table.", "Hundo dormas sub la tablo."),
        Example("de", "1984", "1984"),
        Example("de", "A BMW.", "Ein BMW."),
        Example("de", "2 men and 5 dogs", "Zwei Männer und fünf Hunde"),
        Example("de", "They sold 1,000.5 tons at 10:30.", "Sie verkauften 1.000,5 Tonnen um 10.30 Uhr."),
        Example("fr", "A crowd of 25,000 people", "Une foule de 25\u{202f}000 personnes"),
        Example("fa", "A crowd of 2500 people", "جمعیتی متشکل از ۲۵۰۰ نفر"),
        Example("hi", "There are 250 people in the hall.", "हॉल में २५० लोग हैं।"),
        Example("th", "The lottery pays 1,000,000 baht.", "สลากจ่ายเงิน ๑๐๐๐๐๐๐ บาท"),
        Example("de", "Fans shout: no, no, no, no!", "Fans rufen: Nein, nein, nein, nein!"),
        Example("de", "A man laughs: hahahahaha", "Ein Mann lacht: hahahahaha"),
        Example("zh", "He laughs: ha ha ha ha ha ha.", "他笑着说：哈哈哈哈哈哈。"),
        Example("fr", "We see each other and you see each other.", "Nous nous voyons et vous vous voyez."),
        Example("de", "A number such as 1000000000 is on the wall", "Eine Zahl wie 1000000000 ist an der Wand"),
        Example("de", "And then she says...", "Und dann sagt sie …"),
        Example("de", "He says “hello there”", "Er sagt „Hallo zusammen“"),
        Example("fr", "The sign says \"open\"", "Le panneau dit «\u{a0}ouvert\u{a0}»"),
        Example("de", "He says \"hello there\"", "Er sagt »Hallo zusammen«"),
        Example("de", "Men, women,", "Männer, Frauen,"),
    ]

    @Test(arguments: sound)
    func soundTranslationsHaveNoFlag(_ example: Example) throws {
        #expect(try flags(example) == [])
    }

    static let doubtful: [Example] = [
        Example("de", "A man on a horse.", "", .empty),
        Example("de", "A man on a horse.", " \n\u{3000}", .empty),
        Example(
            "de", "Two dogs are fighting over a stick.", "Two dogs are fighting over a stick.", .sameAsSource,
            .wrongLanguage),
        Example(
            "de", "Two dogs are fighting over a stick.", " Two dogs are fighting over a stick.\n", .sameAsSource,
            .wrongLanguage),
        Example("ru", "OK", "OK", .sameAsSource),
        Example("de", "Two dogs are fighting over a stick.", "Two dogs fight over one stick.", .wrongLanguage),
        Example("de", "Two dogs are fighting over a stick.", "Deux chiens se disputent un bâton.", .wrongLanguage),
        Example("eo", "Two dogs are fighting over a stick.", "Two dogs fight over one stick.", .wrongLanguage),
        Example(
            "zh", "A man is reading a newspaper in the park.", "The man reads his paper in a park.", .wrongLanguage,
            .wrongScript, .lengthRatio),
        Example("ru", "A man is reading a newspaper.", "Muzhchina chitayet gazetu.", .wrongScript),
        Example("de", "A man is reading a newspaper.", "Мальчик читает газету.", .wrongLanguage, .wrongScript),
        Example("ko", "A man is reading a newspaper.", "男の人が新聞を読んでいます。", .wrongLanguage, .wrongScript),
        Example("sr-Latn", "A boy is riding a horse.", "Дечак јаше коња.", .wrongScript),
        Example(
            "de", "A group of young people is sitting around a large fire on the beach at night.", "Leute am Feuer.",
            .lengthRatio),
        Example(
            "de", "A man.", "Ein Mann mit einem Hut, einem Stock, einem Hund und einem sehr großen Koffer.",
            .lengthRatio),
        Example("de", "A man is running.", "Ein Mann ein Mann ein Mann.", .repetition),
        Example("de", "A very very old house.", "Ein sehr sehr sehr altes Haus.", .repetition),
        Example("de", "A man is laughing.", "Ein Mann lacht hahahaha.", .repetition),
        Example("zh", "A man is running through a very large field of flowers.", "一个男人一个男人一个男人在跑。", .repetition),
        Example(
            "zh", "A small boy is running along the long beach in the evening.", "一个小男孩，一个小男孩，一个小男孩在跑。",
            .repetition),
        Example("ru", "A man is laughing.", "Мужчина хахахаха.", .repetition),
        Example("de", "A man yells.", "Ein Mann schreit aaaaaah.", .repetition),
        Example("de", "Bus 42 stops at the station.", "Der Bus hält am Bahnhof.", .numbersLost),
        Example("de", "Bus 42 stops at the station.", "Der Bus 24 hält am Bahnhof.", .numbersLost),
        Example("de", "Bus 42 stops at the station.", "Der Bus 142 hält am Bahnhof.", .numbersLost),
        Example("de", "A crowd of 25,000 people", "Eine Menge von 25 Leuten", .numbersLost),
        Example("de", "Bus 42 stops at the station.", "Der Bus 420 hält am Bahnhof.", .numbersLost),
        Example("de", "Player number 7 shoots.", "Der Spieler schießt.", .numbersLost),
        Example("hi", "There are 250 people in the hall.", "हॉल में २५ लोग हैं।", .numbersLost),
        Example("de", "A man with a hat and a coat", "Ein Mann mit einem Hut,", .cutShort),
        Example("de", "A man (with a hat)", "Ein Mann mit Hut (", .cutShort),
        Example("de", "He says \"hello\"", "Er sagt „", .cutShort),
        Example("fr", "He says \"hello\" loudly", "Il dit bien fort «", .cutShort),
        Example("de", "A man walks his dog.", "Ein Mann geht mit ...", .cutShort),
        Example("de", "A man walks his dog.", "Ein Mann geht mit…", .cutShort),
        Example("de", "A man walks his dog.", "Ein Mann geht mit –", .cutShort),
        Example("zh", "A man with a hat and a coat", "一个戴帽子的男人，", .cutShort),
        Example(
            "de", "A young woman in a blue dress is walking along the beach with her dog.",
            "Eine junge Frau in einem blauen Kleid",
            .lengthRatio, .cutShort),
    ]

    @Test(arguments: doubtful)
    func doubtfulTranslationsHaveTheirFlags(_ example: Example) throws {
        #expect(try flags(example) == example.flags)
    }

    @Test func whatTheEngineSaysStandsInItsPlace() throws {
        let check = try QualityCheck(from: Language("en"), to: Language("de"))
        let flags = check.flags(
            source: "Bus 42 stops.", translation: "Der Bus hält an.", engineFlags: [.cutShort, .unknownWords])
        #expect(flags == [.numbersLost, .unknownWords, .cutShort])
        #expect(check.flags(source: "A", translation: "", engineFlags: [.cutShort]) == [.empty, .cutShort])
    }

    @Test func aTextLeftInALanguageCloseToTheTargetHasNoFlag() throws {
        let example = Example(
            "gl", "El perro duerme debajo de la mesa grande.", "El perro está durmiendo bajo la mesa grande.")
        #expect(try flags(example, from: "es") == [])
    }

    @Test func withoutADetectionNoLanguageIsWrong() throws {
        let check = try QualityCheck(from: Language("en"), to: Language("de"))
        #expect(check.flags(source: "Two dogs are fighting.", translation: "The two dogs fight.") == [])
    }

    @Test func anUnreliableOrSmallDetectionCountsForNothing() throws {
        let check = try QualityCheck(from: Language("en"), to: Language("de"))
        let english = try Language("en")
        for (reliable, share, expected) in [(true, 0.9, true), (false, 0.9, false), (true, 0.4, false)] {
            let detection = LanguageDetector.Detection(language: english, isReliable: reliable, share: share)
            let flags = check.flags(source: "Ein", translation: "Drei Hunde.", detection: detection)
            #expect(flags.contains(.wrongLanguage) == expected)
        }
    }

    @Test func thresholdsDecide() throws {
        var thresholds = QualityThresholds()
        thresholds.repetition = 4
        thresholds.wordNumbers = 50
        thresholds.lengthRatio = [try Language("de"): 0.1...9]
        let check = try QualityCheck(from: Language("en"), to: Language("de"), thresholds: thresholds)
        #expect(check.flags(source: "A man runs.", translation: "Ein Mann ein Mann ein Mann.") == [])
        #expect(check.flags(source: "A man runs.", translation: "Na na na na.") == [.repetition])
        #expect(check.flags(source: "Bus 42 stops.", translation: "Der Bus hält an.") == [])
        #expect(check.flags(source: "A man in a very long and heavy coat", translation: "Ein Mann") == [])
        #expect(
            check.flags(source: "A man", translation: String(repeating: "Wort und Satz ", count: 15)).contains(
                .lengthRatio))
    }
}
