import ArgumentParser
import Corpus
import Documents
import Foundation
import Tokenizers

/// `tessera tokenize`: lines in, ids out.
struct TokenizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize", abstract: "Turn lines of standard input into token ids, a JSON list a line.")

    @Option(help: ArgumentHelp("A tokenizer's folder in the Hugging Face layout.", valueName: "dir"))
    var tokenizer: String

    @Option(help: "Cut to this many ids, the specials kept.")
    var maxLength: Int?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let maxLength, maxLength < 2 { throw ValidationError("--max-length must be at least 2.") }
    }

    func run() async throws {
        let tokenizer = try TokenizerFolder.load(tokenizer)
        var all: [[Int32]] = []
        var lines = LineReader(FileHandle.standardInput)
        while let line = try lines.next() {
            let ids = tokenizer.encode(String(decoding: line, as: UTF8.self), maxLength: maxLength)
            if options.json {
                all.append(ids)
            } else {
                Console.print("[\(ids.map(String.init).joined(separator: ", "))]")
            }
        }
        if options.json { try Console.print(json: all) }
    }
}
