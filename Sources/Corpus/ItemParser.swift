/// Reads an item from a line in the form that ``ItemWriter`` writes, keys in any order.
///
/// It knows no more JSON than that: for anything else, sound or not, it returns nil, and Foundation's decoder, which is
/// slower, has the say.
struct ItemParser {
    private var line: [UInt8] = []
    private var position = 0
    /// Languages that were seen, so that each tag is checked once.
    private var languages: [Language] = []

    mutating func parse(_ line: [UInt8]) -> Item? {
        self.line = line
        position = 0
        var id: String?
        var split: String?
        var media: Item.Media?
        var captions: [Caption]?
        let isSound = object { parser, key in
            switch key {
            case "id" where id == nil: parser.text().map { id = $0 } != nil
            case "split" where split == nil: parser.text().map { split = $0 } != nil
            case "media" where media == nil: parser.media().map { media = $0 } != nil
            case "captions" where captions == nil: parser.list { $0.caption() }.map { captions = $0 } != nil
            default: false
            }
        }
        guard isSound, position == line.count, let id, let split, let media, let captions else { return nil }
        return Item(id: id, split: split, media: media, captions: captions)
    }

    private mutating func media() -> Item.Media? {
        var path: String?
        var kind: Item.Media.Kind?
        var url: String?
        let isSound = object { parser, key in
            switch key {
            case "path" where path == nil: parser.text().map { path = $0 } != nil
            case "url" where url == nil: parser.text().map { url = $0 } != nil
            case "kind" where kind == nil:
                parser.text().flatMap(Item.Media.Kind.init(rawValue:)).map { kind = $0 } != nil
            default: false
            }
        }
        guard isSound, let path, let kind else { return nil }
        return Item.Media(path: path, kind: kind, url: url)
    }

    private mutating func caption() -> Caption? {
        var language: Language?
        var text: String?
        var origin: Caption.Origin?
        var source: Int?
        var engine: String?
        var version: String?
        var date: String?
        var flags: [String]?
        let isSound = object { parser, key in
            switch key {
            case "language" where language == nil: parser.language().map { language = $0 } != nil
            case "text" where text == nil: parser.text().map { text = $0 } != nil
            case "origin" where origin == nil:
                parser.text().flatMap(Caption.Origin.init(rawValue:)).map { origin = $0 } != nil
            case "source" where source == nil: parser.number().map { source = $0 } != nil
            case "engine" where engine == nil: parser.text().map { engine = $0 } != nil
            case "version" where version == nil: parser.text().map { version = $0 } != nil
            case "date" where date == nil: parser.text().map { date = $0 } != nil
            case "flags" where flags == nil: parser.list { $0.text() }.map { flags = $0 } != nil
            default: false
            }
        }
        guard isSound, let language, let text, let origin else { return nil }
        return Caption(
            language: language, text: text, origin: origin, source: source, engine: engine, version: version,
            date: date, flags: flags)
    }

    private mutating func language() -> Language? {
        guard let tag = text() else { return nil }
        if let known = languages.first(where: { $0.tag == tag }) { return known }
        guard let language = try? Language(tag) else { return nil }
        languages.append(language)
        return language
    }

    // MARK: - JSON

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < line.count, line[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func object(_ member: (inout ItemParser, String) -> Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            guard let key = text(), take(UInt8(ascii: ":")), member(&self, key) else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    private mutating func list<Element>(_ element: (inout ItemParser) -> Element?) -> [Element]? {
        guard take(UInt8(ascii: "[")) else { return nil }
        var elements: [Element] = []
        if take(UInt8(ascii: "]")) { return elements }
        repeat {
            guard let value = element(&self) else { return nil }
            elements.append(value)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? elements : nil
    }

    private mutating func number() -> Int? {
        let start = position
        var value = 0
        while position < line.count, case let digit = line[position] &- 0x30, digit < 10 {
            value = value * 10 + Int(digit)
            position += 1
        }
        // A leading zero is no JSON; 18 digits cannot overflow.
        let count = position - start
        return (1...18).contains(count) && (count == 1 || line[start] != 0x30) ? value : nil
    }

    private mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while position < line.count {
            switch line[position] {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                // Bytes that are no UTF-8 are not to become replacement characters in silence.
                guard let text = try? UTF8Span(validating: line.span.extracting(start..<position)) else { return nil }
                return String(copying: text)
            case UInt8(ascii: "\\"): return escapedText(from: start)
            case ..<0x20: return nil
            default: position += 1
            }
        }
        return nil
    }

    /// Goes on from the first backslash of a text that began at `start`.
    private mutating func escapedText(from start: Int) -> String? {
        var bytes = Array(line[start..<position])
        while position < line.count {
            let byte = line[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard position < line.count, let plain = ItemParser.escapes[line[position]] else { return nil }
                position += 1
                bytes.append(plain)
            case ..<0x20: return nil
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// The escapes of one character; `\u0000` is rare and left to the slow way.
    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "n"): UInt8(ascii: "\n"),
        UInt8(ascii: "r"): UInt8(ascii: "\r"), UInt8(ascii: "t"): UInt8(ascii: "\t"),
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0c,
    ]
}
