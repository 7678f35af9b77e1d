import Evaluation
import Foundation

/// Captions by what they say and by how they say it, as in figures 3 and 5 of DASD.
struct RepresentationsSection {
    let report: RepresentationReport?

    var html: HTML {
        guard let report else {
            return """
                <p class="missing">Not known: \(path) is not there. It is of models that tell what captions say from how \
                they say it: DASD with dynamic adapters.</p>
                """
        }
        let parts: [HTML] = report.languages.map { language in
            """
            <h3>\(Numbers.name(ofLanguage: language.language)) <span class="tag">\(language.language)</span></h3>
            <div class="maps">
            \(chart("Semantic-related", "what they say", language, language.related))
            \(chart("Semantic-agnostic", "how they say it", language, language.agnostic))
            </div>
            """
        }
        return """
            <p class="note">Captions of the evaluated split, evenly spread over it, laid out by t-SNE so that like ones are near \
            each other; directions and lengths mean nothing. Groups are found by k-means; the silhouette, up to 1, tells how well \
            they are parted.</p>
            \(parts)
            """
    }

    private var path: HTML { "<code>\(EvaluateStage.representations)</code>" }

    private func chart(
        _ title: String, _ about: String, _ language: RepresentationReport.Language, _ map: RepresentationReport.Map
    ) -> HTML {
        let count = Numbers.counted(language.captions.count, "caption")
        return ClusterChart(
            title: title, about: "\(count) by \(about); silhouette \(String(format: "%.2f", map.silhouette))",
            language: language.language,
            points: zip(language.captions, zip(map.points, map.clusters)).compactMap { caption, place in
                place.0.count == 2
                    ? .init(x: place.0[0], y: place.0[1], cluster: place.1, caption: caption.text) : nil
            }
        ).html
    }
}
