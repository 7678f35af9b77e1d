import Foundation
import TestSupport
import Testing

/// Verbs that need no workspace.
@Suite struct VerbTests {
    @Test func tokenizeGivesAListALine() throws {
        let run = try TesseraProcess.run(
            ["tokenize", "--tokenizer", Golden.own.file("tokenizers/wordpiece"), "--max-length", "5"],
            input: "one line of some length\n\n")
        #expect(run.status == 0, "\(run.errors)")
        let lists = try run.output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Int]
        }
        #expect(lists.map { $0?.count } == [5, 2])
    }

    @Test func framesPrintsIndexTimeAndMD5() throws {
        let clip = Golden.own.file("media/h264-bframes.mp4")
        let run = try TesseraProcess.run(["frames", clip, "--sample", "uniform:3", "--md5"])
        #expect(run.status == 0, "\(run.errors)")
        let expected = try String(contentsOfFile: Golden.own.file("media/frames/h264-bframes.mp4.md5"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        let rows = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(rows.count == 3)
        for row in rows {
            let index = try #require(Int(row[0]))
            #expect(row[2] == expected[index])
            #expect(Double(row[1]) != nil)
        }
    }

    @Test func embedWritesTextsAndImagesInOrder() throws {
        struct Inputs: Decodable { let texts, images: [String] }
        let golden = Golden.own
        let inputs: Inputs = try golden.json("clip/inputs.json")
        let folder = try TemporaryFolder()
        let texts = try folder.write(inputs.texts.joined(separator: "\n") + "\n", to: "texts")
        let out = folder.file("out.safetensors")
        let run = try TesseraProcess.run(
            ["embed", "--model", golden.file("clip"), "--texts", texts, "--out", out, "--images"]
                + inputs.images.map { golden.file("images/" + $0) })
        #expect(run.status == 0, "\(run.errors)")
        let found = try ReferenceTensors(out)
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        #expect(relativeDifference(found.floats("text_embeds"), expected.floats("text_embeds")) < 1e-4)
        #expect(relativeDifference(found.floats("image_embeds"), expected.floats("image_embeds")) < 1e-4)
    }

    @Test func doctorFindsEverything() throws {
        let run = try TesseraProcess.run(["doctor", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let findings = try #require(run.json() as? [[String: Any]])
        #expect(findings.allSatisfy { $0["ok"] as? Bool == true || $0["optional"] as? Bool == true })
    }
}
