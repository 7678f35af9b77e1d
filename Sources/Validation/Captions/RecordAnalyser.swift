import Corpus
import Texts

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
        let profiles = record.captions.map { TextProfile($0.text) }
        let sources = sources(record)
        var analysis = RecordAnalysis(
            id: record.id, split: record.split, media: record.media, place: record.place,
            idPlace: record.idPlace ?? record.place, captions: [], complaints: record.complaints)
        analysis.captions.reserveCapacity(record.captions.count)
        for (index, caption) in record.captions.enumerated() {
            var own = try analyse(caption, profiles[index])
            let original = sources[index].map {
                (caption: record.captions[$0.position], profile: profiles[$0.position])
            }
            if let source = sources[index], let original {
                own.source = source.position
                own.isTranslation = source.isNamed
                own.doubts = doubts(caption, profiles[index], original.caption, original.profile)
            }
            var faults = faults(caption, profiles[index], beside: original?.profile)
            if caption.isMachine, original == nil {
                let named = caption.source.map { "caption \($0), which is not there" }
                faults.append((.translationWithoutSource, "it names \(named ?? "none")"))
            }
            if own.identity != 0,
                analysis.captions.contains(where: { $0.tag == own.tag && $0.identity == own.identity })
            {
                faults.append((.captionTwice, "'\(shown(caption.text))'"))
            }
            analysis.complaints += faults.map { rule, message in
                .init(rule: rule, place: caption.place, message: "'\(record.id)', \(caption.tag): \(message)")
            }
            analysis.captions.append(own)
        }
        return analysis
    }

    /// What a caption shows by itself.
    /// - Parameter source: what it translates.
    private func faults(_ caption: RecordCaption, _ profile: TextProfile, beside source: TextProfile?) -> [(
        rule: Rule, message: String
    )] {
        var faults: [(rule: Rule, message: String)] = []
        if caption.isReadable {
            faults += TextDamage(caption.text).found.map { ($0.rule, "'\(shown($0.part))'") }
        }
        let limit = Int(settings.value(.repeatedWords, "times"))
        if Repetition(profile).isLoop(beside: Repetition(source ?? TextProfile("")), limit: limit) {
            faults.append((.repeatedWords, "'\(shown(caption.text))'"))
        }
        if profile.characters == 0 {
            faults.append((.emptyCaption, "the caption is empty"))
        } else if caption.text.first?.isWhitespace == true || caption.text.last?.isWhitespace == true {
            faults.append((.blankEnds, "'\(shown(caption.text))'"))
        }
        return faults
    }

    /// What is doubtful about a translation beside its source.
    private func doubts(
        _ caption: RecordCaption, _ profile: TextProfile, _ source: RecordCaption, _ sourceProfile: TextProfile
    ) -> [Rule] {
        guard let check = tools.check(from: source.tag, to: caption.tag) else { return [] }
        let flags = check.flags(source: source.text, sourceProfile, translation: caption.text, profile)
        let numbers = NumberComparison(source.text, sourceProfile, caption.text, profile, settings)
        return (flags.contains(.lengthRatio) ? [.lengthRatio] : []) + (flags.contains(.cutShort) ? [.cutShort] : [])
            + (numbers.isLost ? [.numbersLost] : []) + (numbers.isAdded ? [.numbersAdded] : [])
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
}
