import Documents
import Foundation
import Shards
import Synchronization
import TestSupport
import Testing
import Tokenizers

@testable import Models
@testable import Tensors
@testable import Training

/// A trained model as one file, and captions through it.
@Suite struct ExportTests {
    private let checkpoint: SmallCheckpoint
    private let lines = ["a dog", "one line of some length, and then some more of it", "", "a dog", "Zwei Hunde"]

    init() throws { checkpoint = try SmallCheckpoint() }

    /// Read by code of the test's own.
    @Test func theFileHoldsTheWeightsAndWhatIsNeededToUseThem() throws {
        let path = try checkpoint.exported()
        let (weights, file) = (try ReferenceTensors(checkpoint.path + "/model.safetensors"), try ReferenceTensors(path))
        #expect(file.names == weights.names)
        #expect(file.names.contains("embedding.weight"))
        for name in file.names {
            #expect(file.shape(name) == weights.shape(name))
            #expect(file.floats(name) == weights.floats(name))
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try #require(try JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: Any])
        let notes = try #require(header["__metadata__"] as? [String: String])
        #expect(notes["format"] == "tessera.model/1")
        #expect(notes["recipe"] == "dasd")
        #expect(notes["languages"] == #"["de","fr"]"#)
        #expect(notes["model"] == "clip")
        #expect(notes["model.sha256"] == checkpoint.clip.digest)
        #expect(notes["step"] == "7")
        let configuration = try JSONSerialization.jsonObject(with: Data(#require(notes["configuration"]).utf8))
        #expect((configuration as? [String: Any])?["bottleneck"] as? Int == 8)
        let tokenizers = try JSONSerialization.jsonObject(with: Data(#require(notes["tokenizers"]).utf8))
        let digest = try TokenizerFolder.load(SmallCheckpoint.tokenizer).digest
        #expect(tokenizers as? [String: String] == ["de": digest, "fr": digest])
    }

    @Test func aSecondExportHasTheSameBytes() throws {
        let first = try Data(contentsOf: URL(fileURLWithPath: checkpoint.exported()))
        #expect(try Data(contentsOf: URL(fileURLWithPath: checkpoint.exported(to: "again"))) == first)
    }

    @Test func bothFormsEmbedAsTheEncoderDoes() async throws {
        let tokenizer = try TokenizerFolder.load(SmallCheckpoint.tokenizer)
        var captions = TokenColumn()
        for line in lines { captions.append(tokenizer.encode(line, maxLength: 77)) }
        let rows = Mutex([[Float]](repeating: [], count: lines.count))
        try await CaptionBatches(Checkpoint(folder: checkpoint.path).encoder(FrozenModels(clip: checkpoint.clip)))
            .encode(captions) {
                caption, feature in rows.withLock { $0[caption] = Array(feature) }
            }
        let expected = Array(rows.withLock { $0 }.joined())
        let texts = try checkpoint.folder.write(lines.joined(separator: "\n") + "\n", to: "texts")
        for path in [checkpoint.path, try checkpoint.exported()] {
            let out = checkpoint.folder.file("out.safetensors")
            try await CaptionEmbedder(
                TrainedModel(path), FrozenModels(clip: checkpoint.clip), tokenizer: SmallCheckpoint.tokenizer,
                language: "de"
            ).write(texts: texts, to: out)
            let found = try ReferenceTensors(out)
            #expect(found.shape("text_embeds") == [lines.count, checkpoint.clip.configuration.projection])
            // To the bit: evaluation encodes the same batches.
            #expect(found.floats("text_embeds") == expected)
        }
    }

    @Test func anotherModelIsRefusedByBothNames() throws {
        let other = try CLIP(folder: testsFolder + "/Fixtures/encoders/clip-gelu")
        let own = checkpoint.clip.digest
        for path in [checkpoint.path, try checkpoint.exported()] {
            #expect {
                try TrainedModel(path).encoder(FrozenModels(clip: other))
            } throws: { error in
                let both = ["clip-gelu (SHA-256 \(other.digest.prefix(12))", "clip (SHA-256 \(own.prefix(12))", path]
                return error is InputError && both.allSatisfy { "\(error)".contains($0) }
            }
        }
    }

    @Test func anotherTokenizerOrLanguageIsRefusedByBothNames() throws {
        let model = try TrainedModel(checkpoint.exported())
        let own = try TokenizerFolder.load(SmallCheckpoint.tokenizer)
        let folder = Golden.own.file("tokenizers/clip-bpe")
        let other = try TokenizerFolder.load(folder)
        #expect {
            try CaptionEmbedder(model, FrozenModels(clip: checkpoint.clip), tokenizer: folder, language: "de")
        } throws: { error in
            error is InputError
                && [folder, String(other.digest.prefix(12)), String(own.digest.prefix(12))]
                    .allSatisfy { "\(error)".contains($0) }
        }
        #expect {
            try CaptionEmbedder(
                model, FrozenModels(clip: checkpoint.clip), tokenizer: SmallCheckpoint.tokenizer, language: "ja")
        } throws: { "\($0)".contains("was not trained on captions in 'ja'; its languages are de, fr") }
    }

    @Test func aFileOfAnotherKindIsRefused() throws {
        #expect {
            try TrainedModel(checkpoint.path + "/model.safetensors")
        } throws: { "\($0)".contains("model.safetensors: format: not an exported model") }
        #expect(throws: InputError.self) { try TrainedModel("/nowhere") }
    }

    @Test func aFileWithoutLinesIsRefused() async throws {
        let texts = try checkpoint.folder.write("", to: "texts")
        let embedder = try CaptionEmbedder(
            TrainedModel(checkpoint.path), FrozenModels(clip: checkpoint.clip), tokenizer: SmallCheckpoint.tokenizer,
            language: "fr")
        await #expect(throws: InputError.self) {
            try await embedder.write(texts: texts, to: checkpoint.folder.file("out"))
        }
    }
}
