import Documents
import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors
@testable import Training

/// The switches of the paper's ablations against PyTorch: Tests/Oracles/make-dasd-variants.py.
@Suite struct DASDVariantTests {
    struct Variant: Decodable, CustomTestStringConvertible {
        let name: String
        let recipe: JSONValue
        /// The captions of golden/dasd's batch; nil: all. PyTorch pads them to 77, and we cut to the longest.
        let rows: [Int]?
        let losses: [String: [[String: Double]]]
        var testDescription: String { name }
    }

    static let variants: [Variant] = {
        let data = FileManager.default.contents(atPath: testsFolder + "/Fixtures/dasd/variants.json") ?? Data()
        return (try? JSONDecoder().decode([Variant].self, from: data)) ?? []
    }()

    @Test func thereAreVariants() { #expect(DASDVariantTests.variants.count == 14) }

    @Test(arguments: variants, [Device.cpu, .standIn]) func threeStepsAgree(_ variant: Variant, on device: Device)
        throws
    {
        let golden = Golden.own
        let clip = try CLIP(folder: golden.file("clip"), device: device)
        let file = try SafetensorsFile(golden.file("dasd/weights.safetensors"))
        for (stage, steps) in variant.losses {
            let learner = try learner(variant, file, DASDChecks.configuration(golden), clip)
            let batch = try DASDChecks.batch(golden, rows: variant.rows).moved(to: device)
            let objective = stage == "crosslingual" ? Objective.crossLingual : .crossModal
            for (step, expected) in steps.enumerated() {
                let terms = try learner.step(batch, objective, rate: 1e-3, clip: nil)
                #expect(Set(terms.map(\.name)) == Set(expected.keys))
                for term in terms {
                    let value = expected[term.name] ?? .infinity
                    #expect(
                        abs(term.value - value) <= 1e-4 * abs(value), "\(term.name), step \(step) of \(stage)")
                }
            }
        }
    }

    /// A layer that is not there cannot be shared or have its adapter off: such a run would be another one's twin.
    @Test(arguments: ["{layers: 1, shared_layers: 2}", "{layers: 1, shared_layers: 0}\nadapters_off: [2]"])
    func layersBeyondTheLastAreRefused(_ sizes: String) throws {
        let document = try Document(parsing: "sizes: \(sizes)", file: "recipe.yaml")
        let clip = try CLIP(folder: Golden.own.file("clip"))
        let error = try #require(
            #expect(throws: InputError.self) {
                _ = try DASDMethod(document).configuration(vocabulary: 10, clip: clip)
            })
        #expect(error.problem.hasPrefix("2 is more than the 1 layers"), "\(error)")
    }

    /// Language acquirers are what DASD is without its dynamics.
    @Test(arguments: [Device.cpu, .standIn]) func languageAcquirersAreStaticAdapters(on device: Device) throws {
        let golden = Golden.own
        let clip = try CLIP(folder: golden.file("clip"), device: device)
        let file = try SafetensorsFile(golden.file("dasd/weights.safetensors"))
        let own = try DASDChecks.configuration(golden)
        let variant = try #require(DASDVariantTests.variants.first { $0.name == "static adapters" })
        for (stage, steps) in variant.losses {
            let learner = try MLALearner(
                TrainedWeights(file, tables: .rows, device: device),
                .init(vocabulary: own.vocabulary, embedding: own.embedding, bottleneck: own.rank), clip: clip,
                temperature: 0.01)
            let batch = try DASDChecks.batch(golden).moved(to: device)
            for (step, expected) in steps.enumerated() {
                let objective = stage == "crosslingual" ? Objective.crossLingual : .crossModal
                for term in try learner.step(batch, objective, rate: 1e-3, clip: nil) {
                    let value = expected[term.name] ?? .infinity
                    #expect(abs(term.value - value) <= 1e-4 * abs(value), "\(term.name), step \(step) of \(stage)")
                }
            }
        }
    }

    /// As a recipe file would have it, with the sizes and the weights of golden/dasd.
    private func learner(
        _ variant: Variant, _ file: SafetensorsFile, _ own: DASDConfiguration, _ clip: CLIP
    ) throws -> any Learner {
        let folder = try TemporaryFolder()
        let path = folder.file("recipe.json")
        try JSONEncoder().encode(variant.recipe).write(to: URL(fileURLWithPath: path))
        var method = try DASDMethod(Document(contentsOf: path))
        (method.design.embedding, method.design.bottleneck) = (own.embedding, own.bottleneck)
        (method.design.rank, method.design.global) = (own.rank, own.global)
        var configuration = try method.configuration(vocabulary: own.vocabulary, clip: clip)
        configuration.discriminator = own.discriminator
        let projection = clip.configuration.projection
        let weights = TrainedWeights(tables: .rows, device: clip.device) { name, shape in
            let whole = try file.tensor(name)
            guard name == "generator.global.weight" else { return whole }
            // The columns of the conditions that are left.
            let first = configuration.conditions == [.agnostic] ? projection : 0
            return try whole.sliced(1, first..<first + shape[1])
        }
        return try method.learner(weights, configuration, clip: clip)
    }
}

/// JSON as it stands.
enum JSONValue: Codable {
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }
}
