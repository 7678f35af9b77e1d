import Documents
import Foundation
import Training
import Workspace

/// How a training run went: the lines of its metrics.jsonl, and what it trained.
public struct TrainingRun: Sendable, Equatable, Codable {
    /// The checkpoint's folder, in the workspace.
    public var name: String
    public var model: String?
    public var languages: [String]?
    public var seed: UInt64?
    /// In the order of the steps.
    public var points: [Point]

    /// A line of metrics.jsonl.
    public struct Point: Sendable, Equatable, Codable {
        public var step: Int
        /// The recipe's stage: cross-lingual or cross-modal.
        public var stage: String
        /// The learning rate.
        public var rate: Double
        /// The terms of the loss, by name, each before its weight.
        public var losses: [String: Double]
    }

    /// Reads a run; nil when the folder has no metrics.
    /// - Throws: ``InputError`` that names the line which is not one of metrics.
    init?(folder: String, in workspace: Workspace) throws {
        let path = workspace.file(folder + "/metrics.jsonl")
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        name = folder
        points = try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty }
            .map { number, line in
                do {
                    return try JSONDecoder().decode(Line.self, from: Data(line.utf8)).point
                } catch {
                    throw InputError(
                        file: path, line: number + 1, "not a line of training metrics", remedy: "train again")
                }
            }
        let state = try? Checkpoint(folder: workspace.file(folder)).state
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
    private struct Line: Decodable {
        let point: Point

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            let terms = values.allKeys.filter { !["step", "stage", "rate"].contains($0.stringValue) }
            point = Point(
                step: try values.decode(Int.self, forKey: Key(stringValue: "step")),
                stage: try values.decode(String.self, forKey: Key(stringValue: "stage")),
                rate: try values.decode(Double.self, forKey: Key(stringValue: "rate")),
                losses: terms.reduce(into: [:]) { losses, key in
                    losses[key.stringValue] = try? values.decode(Double.self, forKey: key)
                })
        }
    }
}
