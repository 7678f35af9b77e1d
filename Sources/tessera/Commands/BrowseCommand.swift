import ArgumentParser
import Browsing
import Corpus
import Documents
import Features
import Foundation
import Workspace

/// `tessera browse`: a page to look at a workspace, and to search it.
struct BrowseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse", abstract: "Serve a local page to look at a workspace and to search it by captions.",
        discussion:
            "Ends with Ctrl-C. The page answers this machine alone, unless --host says otherwise, and writes nothing.")

    @Argument(help: "The workspace, such as .tessera/demo.")
    var workspace: String

    @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "n"))
    var port = 8765

    @Option(
        help: ArgumentHelp(
            "The address to listen at; any other than the loopback's lets others in.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A host's name that the page may be asked for under, beside the loopback's; may stand more than once.",
            valueName: "name"))
    var name: [String] = []

    @Option(
        help: ArgumentHelp(
            "The frozen model that the features were made with; otherwise the one that `tessera run` noted.",
            valueName: "dir"))
    var model: String?

    @Option(
        help: ArgumentHelp("The text model that the recipe `alignment` or `parallel` began with.", valueName: "dir"))
    var textModel: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "The tokenizer of a language, as es=DIR, otherwise the one that `tessera run` noted; may stand more than once.",
            valueName: "language=dir"))
    var tokenizer: [String] = []

    @OptionGroup var options: CommonOptions

    func run() async throws {
        guard (0...65535).contains(port) else {
            throw InputError(key: "--port", "\(port) is no port", remedy: "write a number from 0 to 65535")
        }
        let workspace = Workspace(workspace)
        let browser = try Browser(
            workspace, places(in: workspace), mustSearch: model != nil || textModel != nil || !tokenizer.isEmpty)
        let server = BrowseServer(browser, host: host, port: port, names: name, logger: options.logger)
        try await server.run { [options] address in
            if options.json {
                // It is encoded from texts and a number, which cannot fail.
                try? Console.print(
                    json: Started(
                        url: address, items: browser.items, languages: browser.languages, notes: browser.notes))
            } else {
                let languages =
                    browser.languages.isEmpty ? "no search" : "search in \(browser.languages.joined(separator: ", "))"
                Console.print(
                    "\(address) shows \(browser.items == 1 ? "1 item" : "\(browser.items) items"), \(languages). Ctrl-C ends it."
                )
                for note in browser.notes where !options.quiet { Console.error("tessera: \(note)") }
            }
            fflush(nil)
        }
    }

    private struct Started: Encodable {
        let url: String
        let items: Int
        let languages: [String]
        /// Why captions in others cannot be searched with.
        let notes: [String]
    }

    /// What was noted in the workspace, and what is named here, which goes before it.
    private func places(in workspace: Workspace) throws -> ModelPlaces? {
        var places = try ModelPlaces(of: workspace)
        if let model {
            places = ModelPlaces(model: model, textModel: places?.textModel, tokenizers: places?.tokenizers ?? [:])
        }
        guard places != nil || (textModel == nil && tokenizer.isEmpty) else {
            throw InputError(
                key: "--model", "is not there, and the workspace does not say where the model lies",
                remedy: "name the frozen model too")
        }
        if let textModel { places?.textModel = textModel }
        for text in tokenizer {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw InputError(
                    key: "--tokenizer", "'\(text)' is not language=dir", remedy: "write, for example, es=DIR")
            }
            places?.tokenizers[try Language(parts[0]).tag] = parts[1]
        }
        return places
    }
}
