import Models
import Shards
import Tensors

/// Lays some captions of each language out by the two features that a disentangling encoder makes of them.
struct RepresentationMapper {
    let set: FeatureSet
    let encoder: any DisentanglingEncoder

    /// Captions of a language, as in the paper's figures.
    private static let captions = 200
    /// Captions that are encoded at a time.
    private static let batch = 50

    func report(on languages: [String]) throws -> RepresentationReport {
        Torch.useOneThread()
        return RepresentationReport(languages: try languages.compactMap(language))
    }

    /// Nil for a language without captions.
    private func language(_ language: String) throws -> RepresentationReport.Language? {
        let all = set.evaluated(language)
        let count = min(RepresentationMapper.captions, all.count)
        guard count > 0 else { return nil }
        // Evenly spread, so that they are of as many items as there are.
        let places = (0..<count).map { all[(2 * $0 + 1) * all.count / (2 * count)] }
        var (related, agnostic): ([Float], [Float]) = ([], [])
        for first in stride(from: 0, to: count, by: RepresentationMapper.batch) {
            let tokens = try places[first..<min(first + RepresentationMapper.batch, count)].map {
                try set.sample(language, $0).tokens
            }
            try withoutGradients {
                guard let found = try encoder.semantics(CaptionBatch(tokens).moved(to: encoder.device)) else {
                    throw TensorError(operation: "representations", reason: "the model does not disentangle captions")
                }
                related += try found.related.moved(to: .cpu).values()
                agnostic += try found.agnostic.moved(to: .cpu).values()
            }
        }
        return RepresentationReport.Language(
            language: language,
            captions: try places.map {
                .init(text: try set.text(language, $0), item: try set.id(set.item(language, $0)))
            },
            related: .init(related, width: related.count / count),
            agnostic: .init(agnostic, width: agnostic.count / count))
    }
}
