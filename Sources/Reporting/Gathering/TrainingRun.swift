import Documents
import Foundation
import Training
import Workspace

/// How a training run went: the lines of its metrics.jsonl, and what it trained.
public struct TrainingRun: Sendable, Equatable, Codable {
    /// What tells it apart from the others: its folder in the workspace, or the folder's own name elsewhere.
    public var name: String
    public var model: String?
    public var languages: [String]?
    public var seed: UInt64?
    /// In the order of the steps.
    public var points: [Point]
    /// What was measured on the validation split on the way, in the order of the steps; empty where nothing was.
    public var recalls: [Recall]

    /// The loss before a step: a line of metrics.jsonl.
    public struct Point: Sendable, Equatable, Codable {
        public var step: Int
        /// The recipe's stage: cross-lingual or cross-modal.
        public var stage: String
        /// The learning rate.
        public var rate: Double
        /// The terms of the loss, by name, each before its weight.
        public var losses: [String: Double]
    }

    /// A measurement: another line of metrics.jsonl.
    public struct Recall: Sendable, Equatable, Codable {
        /// Steps done.
        public var step: Int
        /// Of the languages that are trained, in percent.
        public var mean: Double
    }

    /// Reads a checkpoint's run; nil when the folder has no metrics.
    /// - Throws: ``InputError`` that names the line which is not one of metrics.
    init?(checkpoint folder: String, name: String) throws {
        let path = folder + "/metrics.jsonl"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        self.name = name
        points = []
        recalls = []
        let text = try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            do {
                switch try JSONDecoder().decode(Line.self, from: Data(line.utf8)) {
                case .loss(let point): points.append(point)
                case .recall(let recall): recalls.append(recall)
                }
            } catch {
                throw InputError(file: path, line: number + 1, "not a line of training metrics", remedy: "train again")
            }
        }
        let state = try? Checkpoint(folder: folder).state
        model = state?.model
        languages = state?.languages
        seed = state?.seed
    }

    /// The stages in their order, each with its points.
    var stages: [(name: String, points: [Point])] {
        points.reduce(into: []) { stages, point in
            if let last = stages.indices.last, stages[last].name == point.stage {
                stages[last].points.append(point)
            } else {
                stages.append((point.stage, [point]))
            }
        }
    }

    /// A line with the terms beside the other keys, whatever a recipe calls them.
    private enum Line: Decodable {
        case loss(Point)
        case recall(Recall)

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            let step = try values.decode(Int.self, forKey: Key(stringValue: "step"))
            if let mean = try values.decodeIfPresent(Double.self, forKey: Key(stringValue: "mean_recall")) {
                self = .recall(Recall(step: step, mean: mean))
                return
            }
            let terms = values.allKeys.filter { !["step", "stage", "rate"].contains($0.stringValue) }
            self = .loss(
                Point(
                    step: step, stage: try values.decode(String.self, forKey: Key(stringValue: "stage")),
                    rate: try values.decode(Double.self, forKey: Key(stringValue: "rate")),
                    losses: terms.reduce(into: [:]) { losses, key in
                        losses[key.stringValue] = try? values.decode(Double.self, forKey: key)
                    }))
        }
    }
}
