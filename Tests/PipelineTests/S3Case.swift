import Foundation
import TestServer
import TestSupport

/// The small dataset with its files in a bucket, and machines that work in a workspace there.
struct S3Case {
    let data: SmallDataset
    let server: S3Server
    /// `s3://bucket/work`.
    let place = "s3://bucket/runs of ä/work"

    init() throws {
        data = try SmallDataset()
        server = try S3Server(data.folder.file("served"))
        try FileManager.default.createDirectory(atPath: server.file("in puts"), withIntermediateDirectories: true)
        var manifest = try String(contentsOfFile: data.folder.file("small.yaml"), encoding: .utf8)
        for clip in SmallDataset.clips {
            let file = Golden.own.file("media/" + clip)
            try FileManager.default.copyItem(atPath: file, toPath: server.file("in puts/+\(clip)"))
            manifest = manifest.replacing("path: \(file)\n", with: "url: \"s3://bucket/in puts/+\(clip)\"\n")
        }
        try FileManager.default.copyItem(
            atPath: data.folder.file("captions.jsonl"), toPath: server.file("in puts/captions.jsonl"))
        manifest = manifest.replacing("path: captions.jsonl", with: "url: s3://bucket/in puts/captions.jsonl")
        try data.folder.write(manifest, to: "remote.yaml")
        let pipeline = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try data.folder.write(
            pipeline.replacing("manifest: small.yaml", with: "manifest: remote.yaml")
                .replacing("workspace: work", with: "workspace: \"\(place)\""), to: "remote-pipeline.yaml")
    }

    /// Runs the pipeline on a machine of that name.
    func run(
        on machine: String, _ others: [String] = [], environment: [String: String] = [:],
        killedAt stage: String? = nil, delay: Double = 0
    ) throws -> TesseraProcess.Result {
        try TesseraProcess.run(
            ["run", data.folder.file("remote-pipeline.yaml"), "--cache", cache(machine)] + others,
            environment: server.environment(environment), killedAt: stage, delay: delay)
    }

    func cache(_ machine: String) -> String { data.folder.file("machine-" + machine) }

    /// What the bucket has of the workspace, by name.
    func products() throws -> [String: String] { try data.products(in: server.file("runs of ä/work")) }

    /// The files that a machine has of outputs, and how many bytes.
    func copies(on machine: String, endingWith ending: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: cache(machine))?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasPrefix("workspaces/") && $0.hasSuffix(ending) }
    }
}
