import Foundation
import TestSupport
import Testing
import Tokenizers

@Suite struct TokenizersTests {
    let golden = Golden.own

    @Test(arguments: Reference.all) func identicalIDs(_ reference: Reference) throws {
        try golden.checkIDs(reference, by: TokenizerFolder.load(golden.tokenizer(reference.name)))
    }

    @Test(arguments: Reference.all) func description(_ reference: Reference) throws {
        try golden.checkDescription(reference)
    }

    @Test(arguments: [Reference.clip, .wordPiece]) func everyForm(_ reference: Reference) throws {
        try golden.checkEveryForm(reference)
    }

    @Test func manyThreads() async throws {
        for reference in Reference.all {
            let tokenizer = try TokenizerFolder.load(golden.tokenizer(reference.name))
            let lines = try golden.json("tokenizers/corpus.json", as: [String].self)
            let alone = lines.map { tokenizer.encode($0, maxLength: nil) }
            await withTaskGroup(of: [[Int32]].self) { group in
                for _ in 0..<4 { group.addTask { lines.map { tokenizer.encode($0, maxLength: nil) } } }
                for await together in group { #expect(together == alone) }
            }
        }
    }
}

@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence))) struct TokenizersGoldenTests {
    let golden: Golden

    init() throws { golden = try #require(Golden.large) }

    @Test(arguments: Reference.all) func identicalIDs(_ reference: Reference) throws {
        try golden.checkIDs(reference, by: TokenizerFolder.load(golden.tokenizer(reference.name)))
    }

    @Test(arguments: Reference.all) func description(_ reference: Reference) throws {
        try golden.checkDescription(reference)
    }

    @Test(arguments: [Reference.clip, .wordPiece]) func everyForm(_ reference: Reference) throws {
        try golden.checkEveryForm(reference)
    }
}
