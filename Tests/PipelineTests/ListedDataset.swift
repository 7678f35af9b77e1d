import Foundation
import Hummingbird
import TestServer
import TestSupport

/// A dataset whose images are named by their addresses in a CSV file, and a pipeline file for it.
struct ListedDataset {
    let folder: TemporaryFolder
    /// The pipeline file.
    let pipeline: String
    var workspace: String { folder.file("work") }

    /// Rows of the list: id, file on the server, split.
    static let rows = [
        ("a/1", "wide.jpg", "train"), ("b", "gone.jpg", "train"), ("c", "alpha.png", "train"),
        ("d", "page.jpg", "train"), ("e", "photo.webp", "test"), ("f", "wide.jpg", "test"),
    ]

    /// - Parameter server: its address.
    init(server: String) throws {
        folder = try TemporaryFolder()
        let rows = ListedDataset.rows.map { id, file, split in
            "\(id),\(server)/\(file),\"A small picture, number \(id).\",\(split)\n"
        }
        try folder.write("id,url,captions,split\n" + rows.joined(), to: "list.csv")
        try folder.write(
            """
            name: listed
            licence: Apache-2.0
            language: en
            modality: image
            files:
              - path: list.csv
                to: list.csv
            captions:
              importer: csv
              file: list.csv
              columns: {id: id, url: url, captions: captions, split: split}
            splits:
              train: {count: 4}
              test: {count: 2}
            """, to: "listed.yaml")
        let golden = Golden.own
        let bert = golden.file("tokenizers/wordpiece")
        pipeline = try folder.write(
            """
            name: listed
            workspace: work
            manifest: listed.yaml
            items_per_shard: 2
            translate:
              to: [es]
              endpoint: {api: apertium, start: true}
            features:
              model: \(golden.file("clip"))
              tokenizers: {es: \(bert)}
            train:
              recipe: dasd
              languages: [es]
              batch: 2
              sizes: {embedding: 8, bottleneck: 8, rank: 4, global: 8}
              stages:
                - {objective: cross-lingual, steps: 2, rate: 0.001}
              threads: 1
            """, to: "listed-pipeline.yaml")
    }

    /// A stage's failures, item and reason, in the `--json` document of a run.
    static func failures(_ run: TesseraProcess.Result, of stage: String) throws -> [[String]] {
        let document = try run.json() as? [String: Any]
        let stages = document?["stages"] as? [[String: Any]] ?? []
        let failures = stages.first { $0["stage"] as? String == stage }?["failures"] as? [[String: String]]
        return failures?.map { [$0["item"] ?? "", $0["reason"] ?? ""] } ?? []
    }

    /// The rows of a feature shard.
    func rows(_ shard: String) throws -> Int? {
        try ReferenceTensors("\(workspace)/shards/\(shard).safetensors").shape("visual").first
    }
}

/// A server of images that lacks one, and has a page in place of another, until it is mended.
actor ImageServer {
    private var isMended = false
    private var requests = 0

    func mend() { isMended = true }

    /// The requests since the last call.
    func takeRequests() -> Int {
        defer { requests = 0 }
        return requests
    }

    private func file(_ name: String) -> (type: String, bytes: Data)? {
        requests += 1
        switch name {
        case "gone.jpg" where !isMended: return nil
        case "page.jpg" where !isMended: return ("text/html; charset=utf-8", Data("<html>Moved</html>".utf8))
        case "gone.jpg", "page.jpg": return image("wide.jpg")
        default: return image(name)
        }
    }

    private func image(_ name: String) -> (type: String, bytes: Data)? {
        FileManager.default.contents(atPath: Golden.own.file("images/" + name)).map { ("image/jpeg", $0) }
    }

    nonisolated var router: Router<BasicRequestContext> {
        let router = Router()
        router.get(":name") { _, context in
            guard let file = await self.file(context.parameters.get("name") ?? "") else { throw HTTPError(.notFound) }
            return Response(
                status: .ok, headers: [.contentType: file.type],
                body: .init(byteBuffer: ByteBuffer(bytes: [UInt8](file.bytes))))
        }
        return router
    }
}
