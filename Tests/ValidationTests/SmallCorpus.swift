import Corpus
import Foundation
import TestSupport

@testable import Validation

/// A sound corpus of sentences in English, German and Spanish, which no rule finds anything in, to plant faults into.
///
/// `test` has other subjects and places than `train`, so that no caption is near one of the other split.
struct SmallCorpus {
    let folder: TemporaryFolder
    /// Items by split, as they are written.
    var items: [String: [Item]]
    /// Lines that are no items, by split and line, counted from 1, and what takes their places.
    var lines: [String: [Int: String]] = [:]
    /// What a file ends its lines with, and whether the last has an end.
    var lineEnd = "\n"
    var endsWhole = true

    private typealias Phrase = (en: String, de: String, es: String)

    init(train: Int = 160, test: Int = 48) throws {
        folder = try TemporaryFolder()
        items = [
            "train": SmallCorpus.items("train", SmallCorpus.subjects, SmallCorpus.places, train),
            "test": SmallCorpus.items("test", SmallCorpus.testSubjects, SmallCorpus.testPlaces, test),
        ]
    }

    private static func items(_ split: String, _ subjects: [Phrase], _ places: [Phrase], _ count: Int) -> [Item] {
        let all = subjects.count * actions.count * places.count * ends.count
        return (0..<count).map { number in
            // Each combination once, and neighbours that have nothing in common.
            var rest = number * 1009 % all
            func take(_ phrases: [Phrase]) -> Phrase {
                defer { rest /= phrases.count }
                return phrases[rest % phrases.count]
            }
            let parts = [take(subjects), take(actions), take(places), take(ends)]
            func text(_ word: (Phrase) -> String) -> String { parts.map(word).joined(separator: " ") + "." }
            let english = try? Language("en")
            let german = try? Language("de")
            let spanish = try? Language("es")
            guard let english, let german, let spanish else { fatalError("the languages are known") }
            return Item(
                id: "\(split)-\(number)", split: split,
                media: .init(path: "media/\(split)-\(number).png", kind: .image),
                captions: [
                    Caption(language: english, text: text(\.en)),
                    Caption(language: german, text: text(\.de), origin: .machine, source: 0),
                    Caption(language: spanish, text: text(\.es), origin: .machine, source: 0),
                ])
        }
    }

    /// A split's file.
    func file(_ split: String) -> String { folder.file("corpus/\(split)-00000-of-00001.jsonl") }

    /// Writes the corpus.
    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for (split, items) in items {
            var all = try items.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            for (line, text) in lines[split] ?? [:] { all[line - 1] = text }
            let text = all.joined(separator: lineEnd) + (endsWhole && !all.isEmpty ? lineEnd : "")
            try folder.write(text, to: "corpus/\(split)-00000-of-00001.jsonl")
        }
    }

    /// Changes a caption.
    /// - Parameters: line: counted from 1; caption: 0 English, 1 German, 2 Spanish.
    mutating func change(_ line: Int, _ caption: Int, _ split: String = "train", _ text: (String) -> String) {
        let old = items[split]?[line - 1].captions[caption].text ?? ""
        items[split]?[line - 1].captions[caption].text = text(old)
    }

    /// What validation finds in it.
    func report(only: [String] = [], _ settings: ValidationSettings = ValidationSettings(), manifest: String? = nil)
        async throws -> ValidationReport
    {
        try write()
        var settings = settings
        if !only.isEmpty { try settings.keep(only: only) }
        return try await DataValidator(settings).validate(folder.path, manifest: manifest)
    }

    private static let subjects: [Phrase] = [
        ("A young woman", "Eine junge Frau", "Una mujer joven"),
        ("An old farmer", "Ein alter Bauer", "Un granjero viejo"),
        ("A small boy", "Ein kleiner Junge", "Un niño pequeño"),
        ("A tired nurse", "Eine müde Krankenschwester", "Una enfermera cansada"),
        ("A tall sailor", "Ein großer Seemann", "Un marinero alto"),
        ("A happy teacher", "Eine fröhliche Lehrerin", "Una maestra feliz"),
        ("A famous painter", "Ein berühmter Maler", "Un pintor famoso"),
        ("A quiet monk", "Ein stiller Mönch", "Un monje callado"),
        ("A brave climber", "Ein mutiger Kletterer", "Un escalador valiente"),
        ("A clever girl", "Ein kluges Mädchen", "Una chica lista"),
        ("A busy cook", "Ein fleißiger Koch", "Un cocinero ocupado"),
    ]

    private static let testSubjects: [Phrase] = [
        ("Two lonely shepherds", "Zwei einsame Hirten", "Dos pastores solitarios"),
        (
            "Wet cyclists in blue raincoats", "Nasse Radfahrer in blauen Regenmänteln",
            "Ciclistas mojados con impermeables azules"
        ),
        ("Some proud grandmothers", "Einige stolze Großmütter", "Algunas abuelas orgullosas"),
        ("Several nervous pilots", "Mehrere nervöse Piloten", "Varios pilotos nerviosos"),
    ]

    private static let actions: [Phrase] = [
        ("reading a thick newspaper", "beim Lesen einer dicken Zeitung", "leyendo un periódico grueso"),
        ("carrying heavy baskets of bread", "mit schweren Körben voller Brot", "llevando cestas pesadas de pan"),
        ("repairing a broken bicycle", "bei der Reparatur eines kaputten Fahrrads", "reparando una bicicleta rota"),
        ("feeding white geese", "beim Füttern weißer Gänse", "alimentando gansos blancos"),
        ("playing the violin", "beim Geigenspiel", "tocando el violín"),
        ("washing a yellow car", "beim Waschen eines gelben Autos", "lavando un coche amarillo"),
        ("drinking hot coffee", "mit heißem Kaffee", "bebiendo café caliente"),
        ("throwing stones into the water", "beim Werfen von Steinen ins Wasser", "tirando piedras al agua"),
        ("looking for lost keys", "auf der Suche nach verlorenen Schlüsseln", "buscando unas llaves perdidas"),
    ]

    private static let places: [Phrase] = [
        ("behind the old railway station", "hinter dem alten Bahnhof", "detrás de la antigua estación de tren"),
        ("in front of a green church", "vor einer grünen Kirche", "delante de una iglesia verde"),
        ("under a large chestnut tree", "unter einem großen Kastanienbaum", "debajo de un gran castaño"),
        ("beside the frozen lake", "neben dem zugefrorenen See", "junto al lago helado"),
        ("near the harbour at night", "nachts in der Nähe des Hafens", "cerca del puerto por la noche"),
        ("between two parked trucks", "zwischen zwei geparkten Lastwagen", "entre dos camiones aparcados"),
        ("inside an empty theatre", "in einem leeren Theater", "dentro de un teatro vacío"),
    ]

    private static let testPlaces: [Phrase] = [
        ("at the end of a narrow bridge", "am Ende einer schmalen Brücke", "al final de un puente estrecho"),
        ("next to a burning campfire", "neben einem brennenden Lagerfeuer", "al lado de una hoguera encendida"),
        ("opposite the town hall", "gegenüber dem Rathaus", "frente al ayuntamiento"),
        ("in the middle of a corn field", "mitten in einem Maisfeld", "en medio de un campo de maíz"),
    ]

    private static let ends: [Phrase] = [
        (
            "while children are watching from the windows", "während Kinder aus den Fenstern zuschauen",
            "mientras unos niños miran desde las ventanas"
        ),
        ("in the early morning", "am frühen Morgen", "a primera hora de la mañana"),
        (
            "because the last bus has not arrived", "weil der letzte Bus nicht gekommen ist",
            "porque el último autobús no ha llegado"
        ),
        ("and a friend takes photographs", "und ein Freund macht Fotos", "y un amigo hace fotos"),
        ("on a cold Sunday", "an einem kalten Sonntag", "un domingo frío"),
    ]
}
