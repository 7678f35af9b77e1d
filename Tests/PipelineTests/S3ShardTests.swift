import Foundation
import TestServer
import TestSupport
import Testing

/// `tessera train` and `tessera evaluate` with shards in a bucket.
@Suite struct S3ShardTests {
    @Test func trainingAndEvaluationAreThoseOfLocalShards() throws {
        let data = try SmallTraining("validation: {split: test, every: 1}")
        let server = try S3Server(data.folder.file("served"))
        try FileManager.default.copyItem(atPath: data.folder.file("work"), toPath: server.file("the work"))
        try data.train("here", shards: data.folder.file("work"))
        func run(_ arguments: [String]) throws -> TesseraProcess.Result {
            try TesseraProcess.run(
                arguments + ["--shards", "s3://bucket/the work", "--cache", data.folder.file("caches")],
                environment: server.environment())
        }
        let train = try run(["train", data.folder.file("recipe.yaml"), "--out", data.folder.file("there")])
        #expect(train.status == 0, "\(train.errors)")
        #expect(train.errors.contains(/in all [1-9]\d* samples\/s, \d+\.\d% waiting/), "\(train.errors)")
        for file in ["model.safetensors", "optimizer.safetensors", "state.json"] {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: data.folder.file("there/train/final/" + file)))
                    == Data(contentsOf: URL(fileURLWithPath: data.folder.file("here/train/final/" + file))), "\(file)")
        }
        let evaluate = [
            "evaluate", "--checkpoint", data.folder.file("here/train/final"), "--model", SmallTraining.clip, "--json",
        ]
        let (there, here) = (
            try run(evaluate), try TesseraProcess.run(evaluate + ["--shards", data.folder.file("work")])
        )
        #expect(there.status == 0 && there.output == here.output, "\(there.errors)")
        let absent = try TesseraProcess.run(
            ["train", data.folder.file("recipe.yaml"), "--out", data.folder.file("x"), "--shards", "s3://absent/work"],
            environment: server.environment())
        #expect(absent.status == 2 && absent.errors.contains("there is no bucket 'absent'"), "\(absent.errors)")
    }
}
