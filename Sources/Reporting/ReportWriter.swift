import Documents
import Foundation
import Media
import Workspace

/// Writes a workspace's report: `index.html`, which needs no other file and no network, and `report.json`.
public enum ReportWriter {
    /// Writes both files into a folder, which is made where it is not there. The same workspace gives the same bytes.
    /// - Parameters:
    ///   - others: folders of training runs elsewhere, to be shown beside the workspace's own.
    ///   - withTimes: whether to tell how long stages took: two runs that made the same differ in nothing else.
    /// - Returns: what report.json holds.
    /// - Throws: ``InputError`` for a folder that is no workspace; ``Fault`` when the disk refuses.
    @discardableResult
    public static func write(
        workspace: Workspace, title: String, others: [String] = [], withTimes: Bool = false, to folder: String
    ) throws
        -> Report
    {
        let report = try Report(of: workspace, title: title, others: others, withTimes: withTimes)
        let media = MediaFolder(workspace.path)
        let pictures = report.samples.map { SamplePicture(of: $0, in: workspace, media) }
        let sheet = report.sheet.map { SamplePicture(of: $0, in: workspace, media, frames: 1) }
        let found = report.retrieval?.after?.hardest ?? [:]
        let shown = Set(found.values.flatMap { $0.flatMap { [$0.item] + $0.retrieved } })
        let thumbnails = try CorpusScan.items(shown, in: workspace).mapValues {
            SamplePicture(of: $0, in: workspace, media, frames: 1)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let page = Page(report: report, pictures: pictures, sheet: sheet, thumbnails: thumbnails).html
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try (encoder.encode(report) + Data("\n".utf8)).write(to: URL(fileURLWithPath: folder + "/report.json"))
            try Data(page.text.utf8).write(to: URL(fileURLWithPath: folder + "/index.html"))
        } catch {
            throw Fault("writing \(folder)", reason: error.localizedDescription)
        }
        return report
    }
}
