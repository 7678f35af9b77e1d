import Documents
import TestSupport
import Testing

@testable import Corpus

@Suite struct MSRVTTImporterTests {
    private static let text = """
        {"info": {"contributor": "Microsoft MSM group", "data_created": "2016-04-14 14:30:20", "version": "1.0", \
        "description": "This is 1.0 version of the 2016 MSR-VTT dataset.", "year": "2016"}, "videos": [{"category": 9, \
        "url": "https://www.youtube.com/watch?v=xxxxxxxxxxx", "video_id": "video0", "start time": 137.72, \
        "end time": 149.44, "split": "train", "id": 0}, {"category": 16, "url": "", "video_id": "video1", \
        "start time": 184.33, "end time": 206.89, "split": "validate", "id": 1}], "sentences": [{"caption": \
        "a cartoon fox walks through a cave", "video_id": "video1", "sen_id": 0}, {"caption": "a fox is 'shown'", \
        "video_id": "video0", "sen_id": 1}, {"caption": "", "video_id": "video0", "sen_id": 2}, {"caption": "x", \
        "sen_id": 3}]}
        """

    @Test func clipsAndSentences() throws {
        let run = try ImporterRun(Self.text) { MSRVTTImporter(path: $0) }
        #expect(run.error == nil)
        #expect(
            run.annotations == [
                Annotation(id: "video0", split: "train", media: "video0.mp4", label: "9", line: 1),
                Annotation(id: "video1", split: "validate", media: "video1.mp4", label: "16", line: 1),
                Annotation(id: "video1", captions: ["a cartoon fox walks through a cave"], line: 1),
                Annotation(id: "video0", captions: ["a fox is 'shown'"], line: 1),
            ])
        #expect(run.malformed.map(\.key) == ["sentences[2].caption", "sentences[3].video_id"])
    }

    @Test func addressesComeOnRequest() throws {
        let run = try ImporterRun(Self.text) { MSRVTTImporter(path: $0, includesVideoURL: true) }
        #expect(run.annotations.first?.url == "https://www.youtube.com/watch?v=xxxxxxxxxxx")
        #expect(run.malformed.first?.key == "videos[1].url")
    }

    @Test func anotherFormIsRefused() throws {
        #expect(try ImporterRun("{\"videos\": []}") { MSRVTTImporter(path: $0) }.error?.key == "sentences")
    }

    /// The list of the 1k-A test split, and the one of its 9,000 clips for training.
    @Test func splitLists() throws {
        let folder = try TemporaryFolder()
        let test = try folder.write(
            "key,vid_key,video_id,sentence\nret0,msr9770,video9770,\"a person, seen from afar\"\nret1,msr9771,video9771,x\n",
            to: "MSRVTT_JSFUSION_test.csv")
        let train = try folder.write("video_id\nvideo0\nvideo1\n", to: "MSRVTT_train.9k.csv")
        var ids: [String] = []
        for list in [test, train] {
            try IDList(path: list, column: "video_id").forEach { id, line in ids.append("\(id):\(line)") }
        }
        #expect(ids == ["video9770:2", "video9771:3", "video0:2", "video1:3"])
        let error = #expect(throws: InputError.self) { try IDList(path: train, column: "id").forEach { _, _ in } }
        #expect(error?.key == "id")
    }
}
