import Corpus
import Texts

/// What is to be known of a caption once its text is let go of.
struct CaptionAnalysis: Sendable {
    let tag: String
    let place: Place
    /// Characters that are not blank.
    let characters: Int
    /// Equal for texts that are the same but for case, punctuation and blanks; 0 for one without letters.
    let identity: UInt64
    /// Kept only where it may be compared with others later.
    var text: String
    var keys: [UInt64] = []
    /// The words' hashes.
    var words: [UInt32] = []
    /// The language that it is in, where that is another than it says.
    var otherLanguage: Language?
    var isInOtherScript = false
    /// Its source, by its position among the item's captions, and what is doubtful about it beside that.
    var source: Int?
    var doubts: [Rule] = []
    /// Whether the file says that it is a translation of that source.
    var isTranslation = false
}

/// What is to be known of an item once its line is let go of.
struct RecordAnalysis: Sendable {
    var id: String
    var split: String
    var media: Item.Media?
    /// The split that the file's name tells.
    var fileSplit: String?
    var place: Place
    var idPlace: Place
    var captions: [CaptionAnalysis]
    /// What the line itself, and each caption by itself, shows.
    var complaints: [Record.Complaint]
}

/// Looks at records one by one; many at a time.
struct RecordAnalyser: Sendable {
    let settings: ValidationSettings
    let tools: CaptionTools
    /// The language that others are taken to be translations of, where they do not say.
    let reference: String?

    /// What a piece of a file shows.
    struct Result: Sendable {
        var records: [RecordAnalysis] = []
        /// How often long stretches of a column are in a language, by the column's tag.
        var languages: [String: [Language: Int]] = [:]
        /// The first caption of each column.
        var firsts: [String: Place] = [:]
    }

    /// Letters of a stretch: enough for the detector to be sure.
    private static let stretch = 1200

    func analyse(_ piece: RecordPiece) throws -> Result {
        var parser = RecordParser()
        var result = Result()
        var columns: [String: String] = [:]
        let wantsColumns = settings.wantsAny(.columnLanguage, .captionLanguage)
        func detect(_ tag: String) throws {
            guard let text = columns.removeValue(forKey: tag), text.utf8.count > 20 else { return }
            guard let found = try LanguageTools.language(of: text) else { return }
            result.languages[tag, default: [:]][found, default: 0] += 1
        }
        for record in parser.records(piece) {
            var analysis = try analyse(record)
            analysis.fileSplit = piece.file.split
            result.records.append(analysis)
            for caption in record.captions {
                if result.firsts[caption.tag] == nil { result.firsts[caption.tag] = caption.place }
                guard wantsColumns else { continue }
                columns[caption.tag, default: ""] += caption.text + "\n"
                if columns[caption.tag, default: ""].utf8.count >= Self.stretch { try detect(caption.tag) }
            }
        }
        for tag in columns.keys.sorted() { try detect(tag) }
        return result
    }

    private func analyse(_ record: Record) throws -> RecordAnalysis {
        var complaints = record.complaints
        let profiles = record.captions.map { TextProfile($0.text) }
        let sources = sources(record)
        var captions: [CaptionAnalysis] = []
        captions.reserveCapacity(record.captions.count)
        for (index, caption) in record.captions.enumerated() {
            let profile = profiles[index]
            if caption.isReadable {
                for (rule, part) in TextDamage(caption.text).found {
                    complaints.append(
                        .init(
                            rule: rule, place: caption.place, message: "\(subject(record, caption)): '\(shown(part))'"))
                }
            }
            var analysis = try analyse(caption, profile)
            if let source = sources[index] {
                analysis.source = source.position
                analysis.isTranslation = source.isNamed
                let original = record.captions[source.position]
                if let check = tools.check(from: original.tag, to: caption.tag) {
                    let flags = check.flags(
                        source: original.text, profiles[source.position], translation: caption.text, profile
                    ).filter { $0 == .lengthRatio || $0 == .cutShort }
                    analysis.doubts = flags.map { $0 == .lengthRatio ? .lengthRatio : .cutShort }
                    let numbers = NumberComparison(
                        original.text, profiles[source.position], caption.text, profile, settings)
                    if numbers.isLost { analysis.doubts.append(.numbersLost) }
                    if numbers.isAdded { analysis.doubts.append(.numbersAdded) }
                }
            } else if caption.isMachine {
                complaints.append(
                    .init(
                        rule: .translationWithoutSource, place: caption.place,
                        message:
                            "\(subject(record, caption)): it names \(caption.source.map { "caption \($0), which is not there" } ?? "none")"
                    ))
            }
            let beside = sources[index].map { Repetition(profiles[$0.position]) }
            if Repetition(profile).isLoop(
                beside: beside ?? Repetition(TextProfile("")), limit: Int(settings.value(.repeatedWords, "times")))
            {
                complaints.append(
                    .init(
                        rule: .repeatedWords, place: caption.place,
                        message: "\(subject(record, caption)): '\(shown(caption.text))'"))
            }
            if profile.characters == 0 {
                complaints.append(
                    .init(
                        rule: .emptyCaption, place: caption.place,
                        message: "\(subject(record, caption)): the caption is empty"))
            } else if caption.text.first?.isWhitespace == true || caption.text.last?.isWhitespace == true {
                complaints.append(
                    .init(
                        rule: .blankEnds, place: caption.place,
                        message: "\(subject(record, caption)): '\(shown(caption.text))'"))
            }
            if analysis.identity != 0,
                captions.contains(where: { $0.tag == caption.tag && $0.identity == analysis.identity })
            {
                complaints.append(
                    .init(
                        rule: .captionTwice, place: caption.place,
                        message: "\(subject(record, caption)): '\(shown(caption.text))'"))
            }
            captions.append(analysis)
        }
        return RecordAnalysis(
            id: record.id, split: record.split, media: record.media, place: record.place,
            idPlace: record.idPlace ?? record.place, captions: captions,
            complaints: complaints)
    }

    private func analyse(_ caption: RecordCaption, _ profile: TextProfile) throws -> CaptionAnalysis {
        let tools = tools.language(caption.tag)
        var identity: UInt64 = profile.words.isEmpty ? 0 : 1
        for word in profile.words { identity = mixed(identity ^ word.hash) }
        var analysis = CaptionAnalysis(
            tag: caption.tag, place: caption.place, characters: profile.characters, identity: identity,
            text: caption.text)
        if settings.wantsAny(.captionLanguage, .captionsShifted) { analysis.words = profile.tokens }
        if settings.wantsAny(.captionInTwoSplits, .similarCaptionInTwoSplits), identity != 0 {
            analysis.keys = MinHash(TextPieces(profile), salt: tools.salt).keys
        }
        if settings.isWanted(.captionScript), tools.isInOtherScript(profile) {
            analysis.isInOtherScript = true
        } else if settings.isWanted(.captionLanguage) {
            analysis.otherLanguage = try tools.otherLanguage(of: caption.text, share: self.tools.languageShare)
        }
        return analysis
    }

    /// For each caption the one that it translates: the one that it names, or the reference language's of the same place
    /// among its language's.
    private func sources(_ record: Record) -> [(position: Int, isNamed: Bool)?] {
        var references: [Int] = []
        var places: [String: Int] = [:]
        for (index, caption) in record.captions.enumerated() where caption.tag == reference { references.append(index) }
        return record.captions.enumerated().map { index, caption in
            if let source = caption.source {
                return record.captions.indices.contains(source) && source != index ? (source, true) : nil
            }
            guard caption.tag != reference, !caption.isMachine else { return nil }
            let place = places[caption.tag, default: 0]
            places[caption.tag] = place + 1
            return place < references.count ? (references[place], false) : nil
        }
    }

    private func subject(_ record: Record, _ caption: RecordCaption) -> String { "'\(record.id)', \(caption.tag)" }
}

/// A text as messages show it: on one line, control characters as escapes, and not too long.
func shown(_ text: String, most: Int = 120) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(most) {
        switch scalar.value {
        case ..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return text.unicodeScalars.count > most ? result + "…" : result
}
