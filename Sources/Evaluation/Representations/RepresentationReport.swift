import Documents
import Foundation

/// Where captions lie by what they say, and by how they say it: `evaluate/representations.json` (DASD, figures 3 and 5).
public struct RepresentationReport: Sendable, Equatable, Codable {
    /// In the order of the model's languages.
    public let languages: [Language]

    /// Some captions of a language.
    public struct Language: Sendable, Equatable, Codable {
        public let language: String
        public let captions: [Caption]
        /// By what they say: the semantic-related features.
        public let related: Map
        /// By how they say it: the semantic-agnostic features.
        public let agnostic: Map
    }

    public struct Caption: Sendable, Equatable, Codable {
        public let text: String
        /// The id of its item.
        public let item: String
    }

    /// Captions in the plane.
    public struct Map: Sendable, Equatable, Codable {
        /// x and y of each caption, by t-SNE.
        public let points: [[Double]]
        /// The cluster of each, counted from 0, the largest first.
        public let clusters: [Int]
        /// How well the clusters are parted, from -1 to 1.
        public let silhouette: Double

        /// Whether there is a point and a cluster for each caption, and no cluster without captions.
        fileprivate func fits(_ captions: Int) -> Bool {
            points.count == captions && clusters.count == captions
                && points.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isFinite) } && silhouette.isFinite
                && Set(clusters) == Set(0..<Set(clusters).count)
        }

        /// - Parameter features: rows of `width` numbers.
        init(_ features: [Float], width: Int) {
            let points = TSNE()(features.map(Double.init), width: width)
            let clusters = Clusters(of: points)
            func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
            self.points = points.map { [rounded($0.x), rounded($0.y)] }
            self.clusters = clusters.assignments
            silhouette = rounded(clusters.silhouette)
        }
    }

    /// Reads a report.
    /// - Throws: ``InputError`` when it is not one.
    public init(contentsOf path: String) throws {
        let report = try? JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        let isSound = report?.languages.allSatisfy { language in
            [language.related, language.agnostic].allSatisfy { $0.fits(language.captions.count) }
        }
        guard let report, isSound == true else {
            throw InputError(file: path, "not a report on representations", remedy: "evaluate again")
        }
        self = report
    }

    init(languages: [Language]) { self.languages = languages }

    /// The report as JSON with sorted keys.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
