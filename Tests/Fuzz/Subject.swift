import Documents
import Foundation
import Media
import Tensors
import Tokenizers

/// A kind of file, and what the product does with it.
enum Subject: String, CaseIterable {
    case video, image, safetensors, tokenizer, tar

    /// How many of 20 cases are of this kind.
    var share: Int {
        switch self {
        case .video: 6
        case .image: 6
        case .safetensors, .tar: 3
        case .tokenizer: 2
        }
    }

    /// Whether numbers in digits and marks of JSON are worth damaging.
    var isText: Bool { [.safetensors, .tokenizer, .tar].contains(self) }

    /// The kind of a case, the same for every run.
    static func of(case number: Int) -> Subject {
        let turn = allCases.flatMap { Array(repeating: $0, count: $0.share) }
        return turn[number * 7 % turn.count]
    }

    /// Reads a damaged file as the product does.
    /// - Parameters: name: the file's own name; folder: a folder for this case alone.
    func open(_ bytes: [UInt8], name: String, folder: String) throws {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        switch self {
        case .video:
            let video = VideoFile(path: path)
            _ = try video.probe()
            _ = try video.frames(.uniform(4))
        case .image:
            _ = try ImageFile.check(bytes, name: path)
            _ = CLIPPreprocessor(size: 32)(try ImageFile.open(path))
        case .safetensors:
            let file = try SafetensorsFile(path)
            for name in file.names { _ = try file.tensor(name).bytes() }
        case .tokenizer:
            let tokenizer = try TokenizerFolder.load(folder)
            for text in [
                "a photo of two dogs", "", "Grüße, 世界! e\u{301} \u{1F600}", String(repeating: "ab ", count: 300),
            ] {
                _ = tokenizer.tokens(for: tokenizer.encode(text, maxLength: nil))
            }
        case .tar:
            let shard = try MediaShard(path)
            var first: (any Error)?
            for member in try TarIndex(path).members {
                let name = member.name.split(separator: "/").last ?? ""
                let key = String(member.name.dropLast(name.drop { $0 != "." }.count))
                do {
                    if shard.contains(key) { _ = CLIPPreprocessor(size: 32)(try shard.image(key)) }
                    _ = try shard.failure(of: key)
                } catch {
                    first = first ?? error
                }
            }
            if let first { throw first }
        }
    }
}
