/// What the checks need to know of a text, gathered in one pass over its bytes.
public struct TextProfile: Sendable {
    /// Scalars that are neither blank nor accents or joiners by themselves.
    public private(set) var characters = 0
    /// Letters of each script, by ``Script/rawValue``, empty as long as all are of ASCII; those are counted apart.
    private var letters: [Int] = []
    private var asciiLetters = 0
    /// The text's letters and digits, ASCII in lower case, digits of all scripts as ASCII's.
    public private(set) var signs: [UInt32] = []
    /// The words. Scripts without blanks between words make one long word across punctuation.
    public private(set) var words: [Word] = []
    /// The numbers of the text.
    public private(set) var numbers = NumberRuns()
    /// The last scalar that is not blank.
    public private(set) var last: UInt32?

    private var hash = TextProfile.seed
    private var isUnspaced = false
    /// Where the last scalar beyond ASCII was found.
    private var range: ScalarClass.Range?

    /// A word of the text.
    public struct Word: Sendable {
        /// Equal for equal words.
        public let hash: UInt64
        /// Where in ``TextProfile/signs`` it ends; it begins where the one before ends.
        public let end: Int
    }

    private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    public init(_ text: String) {
        let bytes = text.utf8Span.span
        signs.reserveCapacity(bytes.count)
        words.reserveCapacity(bytes.count / 4 + 1)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                add(ascii: byte)
            } else {
                // A String's UTF-8 is always sound.
                let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
                var scalar = UInt32(byte) & (0x7f >> UInt32(length))
                for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3f) }
                index += length
                add(nonASCII: scalar)
            }
        }
        finishWord()
    }

    /// Letters of all scripts, each counted with its script's weight.
    public var weightedLetters: Int { weight { _ in true } }

    /// Letters of some scripts, each counted with its script's weight.
    public func weightedLetters(of scripts: [Script]) -> Int { weight(scripts.contains) }

    /// Whether there is a letter in it.
    public var hasLetters: Bool { asciiLetters > 0 || letters.contains { $0 > 0 } }

    private func weight(_ isWanted: (Script) -> Bool) -> Int {
        if letters.isEmpty { return isWanted(.latin) ? asciiLetters : 0 }
        return Script.allCases.reduce(isWanted(.latin) ? asciiLetters : 0) { sum, script in
            sum + (isWanted(script) ? letters[Int(script.rawValue)] * script.weight : 0)
        }
    }
}

extension TextProfile {
    private mutating func add(ascii byte: UInt8) {
        switch byte {
        case 0x61...0x7a, 0x41...0x5a:
            characters += 1
            asciiLetters += 1
            last = UInt32(byte)
            numbers.add(other: UInt32(byte))
            addSign(UInt32(byte | 0x20))
        case 0x30...0x39:
            characters += 1
            last = UInt32(byte)
            numbers.add(digit: byte - 0x30)
            addSign(UInt32(byte))
        case 0x20, 0x09...0x0d:
            numbers.add(other: UInt32(byte))
            endWord()
        default: add(otherSign: UInt32(byte))
        }
    }

    private mutating func add(nonASCII scalar: UInt32) {
        // Most of a text's letters lie in one range.
        if range?.contains(scalar) != true {
            guard let found = ScalarClass.range(of: scalar) else { return add(otherSign: scalar) }
            range = found
        }
        guard let range else { return }
        switch ScalarClass(scalar, in: range) {
        case .letter(let script):
            characters += 1
            last = scalar
            numbers.add(other: scalar)
            if letters.isEmpty { letters = [Int](repeating: 0, count: Script.allCases.count) }
            letters[Int(script.rawValue)] += 1
            if script.isUnspaced != isUnspaced {
                finishWord()
                isUnspaced = script.isUnspaced
            }
            addSign(scalar)
        case .digit(let value):
            characters += 1
            last = scalar
            numbers.add(digit: value)
            addSign(0x30 + UInt32(value))
        case .blank:
            numbers.add(other: scalar)
            endWord()
        case .transparent: break
        }
    }

    /// Punctuation and symbols.
    private mutating func add(otherSign scalar: UInt32) {
        characters += 1
        last = scalar
        numbers.add(other: scalar)
        endWord()
    }

    private mutating func addSign(_ sign: UInt32) {
        if isUnspaced, sign < 0x80 {
            finishWord()
            isUnspaced = false
        }
        signs.append(sign)
        hash = (hash ^ UInt64(sign)) &* 0x100_0000_01b3
    }

    private mutating func endWord() {
        if !isUnspaced { finishWord() }
    }

    private mutating func finishWord() {
        // A word has a sign, and so a hash that is not the seed's (but for one text in 2^64, which then misses a word).
        guard hash != TextProfile.seed else { return }
        words.append(Word(hash: hash, end: signs.count))
        hash = TextProfile.seed
    }
}
