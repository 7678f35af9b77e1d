import ArgumentParser
import Documents
import Foundation

/// The command. Its parts are in Commands/; what they print and how, in Console/.
@main
struct Main {
    static func main() async {
        do {
            try await Interruption.guarding {
                var command = try Tessera.parseAsRoot()
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            }
            ExitStatus.end(0)
        } catch {
            ExitStatus.leave(with: error)
        }
    }
}

/// All verbs.
struct Tessera: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tessera",
        abstract:
            "From a dataset manifest to translated captions, frozen features and a cross-lingual retrieval model.",
        discussion: """
            Begin with `tessera doctor`, then `tessera run Pipelines/demo.yaml`.

            Exit status: 0 done; 1 done, but some items failed; 2 bad usage or input; 3 stopped by a fault that a rerun \
            may pass; 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, FetchCommand.self, TranslateCommand.self, FeaturesCommand.self, ImportFeaturesCommand.self,
            TrainCommand.self, EvaluateCommand.self, ExportCommand.self, ReportCommand.self, BrowseCommand.self,
            FramesCommand.self,
            EmbedCommand.self,
            TokenizeCommand.self, StatusCommand.self, CancelCommand.self,
            InspectCommand.self, ValidateCommand.self, MemoryCommand.self, QualityCommand.self,
            DoctorCommand.self,
        ])
}
