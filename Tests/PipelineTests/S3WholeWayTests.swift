import Foundation
import TestServer
import TestSupport
import Testing

/// The command with all its inputs and outputs in a bucket of a real server.
@Suite(.serialized) struct S3WholeWayTests {
    /// What does not say where the dataset's files came from.
    private static func comparable(_ products: [String: String]) -> [String: String] {
        products.filter { name, _ in
            !name.hasPrefix("media/") && !name.hasPrefix("report") && !name.hasPrefix(".")
        }
    }

    @Test func theBucketHasTheBytesOfALocalRunAndAnotherMachineRedoesNothing() throws {
        let bucket = try S3Case()
        let local = try TesseraProcess.run(["run", bucket.data.pipeline])
        #expect(local.status == 0, "\(local.errors)")
        let run = try bucket.run(on: "one", ["--log-level", "trace"])
        #expect(run.status == 0, "\(run.errors)")
        let made = try bucket.products()
        let (found, expected) = (Self.comparable(made), Self.comparable(try bucket.data.products()))
        #expect(Set(found.keys) == Set(expected.keys).union(found.keys.filter { $0.contains(".census") }))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
        #expect(found["train/final/model.safetensors"] != nil && found["corpus/train-00001-of-00002.jsonl.done"] != nil)
        #expect(FileManager.default.fileExists(atPath: bucket.server.file("runs of ä/work/memory.sqlite")))

        let other = try bucket.run(on: "two", ["--json"])
        #expect(other.status == 0, "\(other.errors)")
        for stage in [
            "fetch", "import", "translate", "quality", "features", "index", "validate", "train", "evaluate", "report",
        ] {
            #expect(
                other.errors.contains("\(stage.padding(toLength: 10, withPad: " ", startingAt: 0)) done before"),
                "\(stage)")
        }
        #expect(try bucket.products() == made)
        // Nothing was to be decoded, trained or streamed, so neither media nor shards came.
        #expect(
            bucket.copies(on: "two", endingWith: ".mp4") == []
                && bucket.copies(on: "two", endingWith: ".safetensors") == [])
        #expect(bucket.copies(on: "two", endingWith: "report/index.html").count == 1)
        let results = try bucket.run(on: "three", ["--only", "evaluate"])
        #expect(results.status == 0 && results.output.contains("R@1"), "\(results.errors)")
        let document = try #require(try other.json() as? [String: Any])
        #expect(document["workspace"] as? String == bucket.place)

        // One shard is lost: it alone is made again, from what it needs.
        let store = bucket.server.file("runs of ä/work/shards/test-00000-of-00001.safetensors")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: store))
        try bucket.server.remove("runs of ä/work/shards/test-00000-of-00001.safetensors.done")
        let again = try bucket.run(on: "three")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: store)) == bytes)
        #expect(try Self.comparable(bucket.products()) == found)
        secretsAreNowhere(bucket, [run, other, again])
        try killed(bucket, expected)
    }

    /// In no file of the bucket or of a machine, and in nothing that was printed.
    private func secretsAreNowhere(_ bucket: S3Case, _ runs: [TesseraProcess.Result]) {
        let forms =
            [S3Server.secretKey, S3Server.secretKey.replacing("/", with: "\\/"), S3Server.accessKey]
            + [Data(S3Server.secretKey.utf8).base64EncodedString()]
        for run in runs { for form in forms { #expect(!(run.output + run.errors).contains(form)) } }
        let files = FileManager.default.enumerator(atPath: bucket.data.folder.path)?.compactMap { $0 as? String } ?? []
        #expect(files.count > 50)
        for name in files {
            guard let bytes = FileManager.default.contents(atPath: bucket.data.folder.file(name)) else { continue }
            for form in forms { #expect(bytes.range(of: Data(form.utf8)) == nil, "\(name)") }
        }
    }

    /// Killed in many places, on machines that each begin with nothing but the bucket, in another workspace.
    private func killed(_ bucket: S3Case, _ expected: [String: String]) throws {
        let place = ["--workspace", "s3://bucket/again"]
        for (index, stage) in ["translate", "features", "train"].enumerated() {
            let run = try bucket.run(
                on: "machine \(index % 2)", place, killedAt: stage + " ", delay: Double(index % 3) * 0.15)
            #expect(run.status == SIGKILL || run.status == 0, "\(stage): \(run.errors)")
        }
        let last = try bucket.run(on: "last", place + ["--cache-size", "400KB"])
        #expect(last.status == 0, "\(last.errors)")
        let found = Self.comparable(try bucket.data.products(in: bucket.server.file("again")))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
    }

    @Test func whatIsWrongIsSaid() throws {
        let bucket = try S3Case()
        let secret = try bucket.run(on: "one", environment: ["AWS_SECRET_ACCESS_KEY": "of-nobody"])
        #expect(secret.status == 2 && secret.errors.contains("check AWS_SECRET_ACCESS_KEY"), "\(secret.errors)")
        #expect(!secret.errors.contains("of-nobody"))
        let absent = try bucket.run(on: "one", ["--workspace", "s3://absent/x"])
        #expect(absent.status == 2 && absent.errors.contains("there is no bucket 'absent'"), "\(absent.errors)")
        let folder = try TesseraProcess.run(["run", bucket.data.pipeline, "--cache-size", "1GB"])
        #expect(folder.status == 2 && folder.errors.contains("is for a workspace in a bucket"), "\(folder.errors)")
        let input = bucket.data.folder.file("remote.yaml")
        let manifest = try String(contentsOfFile: input, encoding: .utf8)
        try manifest.replacing("in puts/+vfr", with: "in puts/none").write(
            toFile: input, atomically: true, encoding: .utf8)
        let fetched = try bucket.run(on: "one")
        #expect(fetched.status == 2 && fetched.errors.contains("remote.yaml:"), "\(fetched.errors)")
        #expect(fetched.errors.contains("there is no such object"), "\(fetched.errors)")
    }
}
