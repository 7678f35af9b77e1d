import ArgumentParser
import Corpus
import Documents
import Foundation
import Translate
import Workspace

/// `tessera memory`: what was translated before.
struct MemoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Show a translation memory, and exchange it with other programs.",
        subcommands: [Show.self, Export.self, Import.self])

    /// `tessera memory show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how much a memory holds, by engine, version and languages.")

        @Argument(help: ArgumentHelp("The memory.", valueName: "memory.sqlite"))
        var memory: String

        @OptionGroup var options: CommonOptions

        private struct Result: Encodable {
            let memory: String
            let contents: [TranslationMemory.Contents]
        }

        func run() async throws {
            let contents = try await MemoryCommand.existingMemory(memory).contents()
            if options.json { return try Console.print(json: Result(memory: memory, contents: contents)) }
            let rows = contents.map { row in
                [
                    row.engine, row.version ?? "-", row.source.tag, row.target.tag, String(row.entries),
                    String(row.characters),
                ]
            }
            Console.print(
                TextTable(rows: [["engine", "version", "source", "target", "entries", "characters"]] + rows).text)
        }
    }

    /// `tessera memory export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a memory's translations to a TMX or JSON Lines file.",
            discussion:
                "The order is that of engine, version, languages and text: the same memory gives the same bytes.")

        @Argument(help: ArgumentHelp("The memory.", valueName: "memory.sqlite"))
        var memory: String

        @Option(help: ArgumentHelp("The file to write: .tmx, or .jsonl, which holds every text.", valueName: "file"))
        var to: String

        @Option(help: "Only translations from this language.")
        var source: String?

        @Option(help: "Only translations into this language.")
        var target: String?

        @Option(help: ArgumentHelp("Only this engine's translations, such as deepl.", valueName: "name"))
        var engine: String?

        @OptionGroup var options: CommonOptions

        private struct Result: Encodable {
            let file: String
            let entries: Int
            let skipped: Int
            let problems: [String]
        }

        func run() async throws {
            let format = try MemoryFormat(ofFile: to)
            let selection = MemorySelection(
                engine: engine, source: try source.map { try Language($0) }, target: try target.map { try Language($0) }
            )
            let memory = try MemoryCommand.existingMemory(memory)
            let exported = try await AtomicOutput.publish(to) { temporary in
                try await memory.export(selection, to: temporary, as: format)
            }
            if options.json {
                try Console.print(
                    json: Result(
                        file: to, entries: exported.entries, skipped: exported.skipped.count,
                        problems: exported.skipped.first.map(\.description)))
            } else {
                Console.print("\(to): \(exported.entries) translations")
            }
            try exported.skipped.check()
        }
    }

    /// `tessera memory import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take translations from a TMX or JSON Lines file into a memory.",
            discussion: """
                What the memory has already stays as it is. A translation is used for captions in its source language by \
                an endpoint whose engine and version are the same: `tessera memory show` tells them.
                """)

        @Argument(help: ArgumentHelp("A .tmx or .jsonl file.", valueName: "file"))
        var file: String

        @Option(help: ArgumentHelp("The memory, which need not be there.", valueName: "memory.sqlite"))
        var into: String

        @Option(help: ArgumentHelp("The engine of translations that name none, such as deepl.", valueName: "name"))
        var engine: String?

        @Option(help: ArgumentHelp("That engine's version or model.", valueName: "version"))
        var version: String?

        @Option(help: "The source language of a TMX file's units, whatever they name as theirs.")
        var source: String?

        @Option(
            name: .customLong("as"),
            help: ArgumentHelp(
                "Take a language of the file for another: en-US=en. May be repeated.", valueName: "name=language"))
        var languages: [String] = []

        @OptionGroup var options: CommonOptions

        private struct Result: Encodable {
            let memory: String
            let new: Int
            let alreadyThere: Int
            let skipped: Int
            let problems: [String]

            enum CodingKeys: String, CodingKey {
                case memory, new, skipped, problems
                case alreadyThere = "already_there"
            }
        }

        func run() async throws {
            let format = try MemoryFormat(ofFile: file)
            let reading = try readingOptions(format)
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw InputError(file: file, "cannot be read", remedy: "check that the file is there and may be read")
            }
            let imported = try await TranslationMemory(into).importEntries(from: file, as: format, reading)
            if options.json {
                try Console.print(
                    json: Result(
                        memory: into, new: imported.new, alreadyThere: imported.alreadyThere,
                        skipped: imported.skipped.count, problems: imported.skipped.first.map(\.description)))
            } else {
                Console.print(
                    "\(into): \(imported.new) new, \(imported.alreadyThere) already there, \(imported.skipped.count) skipped"
                )
            }
            try imported.skipped.check()
        }

        private func readingOptions(_ format: MemoryFormat) throws -> MemoryReadingOptions {
            guard source == nil || format == .tmx else {
                throw InputError(
                    key: "--source", "is for TMX; each line of JSON names its own", remedy: "leave it out")
            }
            guard version == nil || engine != nil else {
                throw InputError(key: "--version", "stands without --engine", remedy: "name the engine too")
            }
            var reading = MemoryReadingOptions(
                engine: engine, version: version, source: try source.map { try Language($0) })
            for text in languages {
                let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2, !parts[0].isEmpty else {
                    throw InputError(key: "--as", "'\(text)' is no pair of languages", remedy: "write it as en-US=en")
                }
                reading.take(parts[0], as: try Language(parts[1]))
            }
            return reading
        }
    }

    /// Opens a memory that is there: a misspelt name must not make an empty one.
    private static func existingMemory(_ path: String) throws -> TranslationMemory {
        guard FileManager.default.fileExists(atPath: path) else {
            throw InputError(file: path, "there is no translation memory", remedy: "check the path")
        }
        return try TranslationMemory(path)
    }
}

extension MemoryProblems {
    /// Lists what was left out on standard error, and leaves with status 1 when there is any.
    fileprivate func check() throws {
        guard count > 0 else { return }
        Console.error("tessera: \(count) \(count == 1 ? "entry was" : "entries were") left out")
        for problem in first { Console.error("  \(problem)") }
        if count > first.count { Console.error("  … and \(count - first.count) more") }
        throw ExitCode(1)
    }
}
