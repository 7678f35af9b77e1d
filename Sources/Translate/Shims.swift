import Corpus
struct LanguageDetector: Sendable { func detect(_ t: String) -> Detection { Detection() } }
struct Detection: Sendable, CustomStringConvertible { init() {}; init?(_ t: String) {}; var description: String { "-" } }
public struct QualityPolicy: Sendable, Equatable { public init() {}; enum Action { case keep, drop, retranslate }; var thresholds: Int { 0 }; func action(for f: [CaptionFlag]) -> Action { .keep }; var fingerprint: String { "" } }
struct QualityCheck: Sendable { init(_ t: Int) {}
  func flags(source: String, translation: String, from: Language, to: Language, detection: Detection?, engineFlags: [CaptionFlag]) -> [CaptionFlag] { CaptionFlag.all(of: TranslationResult(translation, flags: engineFlags), source: ExactText(source)) } }
extension TranslationAPI { var refusesNeighbours: Bool { engine == "apertium" } }
extension EndpointConfiguration { var alignedFiles: AlignedFiles? { nil } }

