import Corpus
import Documents
import Foundation
import Hummingbird
import Testing
import Transfer

@testable import Translate

/// apertium-apy's protocol, as its server speaks it.
@Suite struct ApertiumAPITests {
    @Test func apertiumTranslates() async throws {
        let text = "Caf\u{e9} & tea = 100%+? ünï\n“x”"
        try await withApertium { question, _ in
            #expect(question == Asked(text, "spa"))
            return .text("*\(question.text.text)")
        } _: { url in
            let results = try await ApertiumAPI(client: client(url)).translate([text], from: english, to: spanish)
            #expect(results == [TranslationResult(text, flags: [.unknownWords])])
        }
    }

    @Test func spacesOfWordsThatWentAwayGoToo() async throws {
        try await withApertium { _, _ in
            .text(" Hay  un perro. ")
        } _: { url in
            let results = try await ApertiumAPI(client: client(url)).translate(["A"], from: english, to: spanish)
            #expect(results == [TranslationResult("Hay un perro.")])
        }
    }

    @Test func textsTravelAsParagraphs() async throws {
        let requests = Questions()
        try await withApertium(questions: requests) { question, _ in
            .text(question.text.text == "breaks" ? "in\n\ntwo" : "<\(question.text.text)>")
        } _: { url in
            let api = ApertiumAPI(client: client(url))
            func translate(_ texts: [String]) async throws -> [String] {
                try await api.translate(texts, from: english, to: spanish).map(\.text)
            }
            let plain = try await translate([" a", "b\n"])
            #expect(plain == ["<a>", "<b>"])
            #expect(requests.all.count == 2)
            // Paragraphs that cannot be told apart are asked alone.
            let broken = try await translate(["a", "breaks"])
            #expect(broken == ["<a>", "in\n\ntwo"])
            #expect(requests.all.count == 6)
            let lines = try await translate(["a", "b\nc"])
            #expect(lines == ["<a>", "<b\nc>"])
            #expect(requests.all.count == 8)
        }
    }

    @Test func whatMayPassIsTriedAgain() async throws {
        try await withApertium { question, before in
            switch before {
            case 0: return page(.internalServerError)
            case 1: return page()
            default: return .text("Un perro")
            }
        } _: { url in
            let results = try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: spanish)
            #expect(results == [TranslationResult("Un perro")])
        }
    }

    @Test func webPagesInPlaceOfAnswersAreAFault() async throws {
        let questions = Questions()
        try await withApertium(questions: questions) { _, _ in
            page()
        } _: { url in
            let error = await #expect(throws: Fault.self) {
                try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: spanish)
            }
            #expect(error?.description.contains("Down for maintenance") == true)
        }
        #expect(questions.all.count == 4)
    }

    @Test func aMissingPairNamesItself() async throws {
        let questions = Questions()
        try await withApertium(questions: questions) { _, _ in
            try complaint(.badRequest, "That pair is not installed")
        } _: { url in
            let error = await #expect(throws: InputError.self) {
                try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: language("fr"))
            }
            #expect(error?.problem.contains("eng-fra") == true)
            #expect(error?.remedy.contains("apertium-eng-fra") == true)
        }
        #expect(questions.all.count == 1)
    }

    @Test func aTextThatThePipelineChokesOnIsRefused() async throws {
        try await withApertium { _, _ in
            try complaint(.serviceUnavailable, "internal error")
        } _: { url in
            let error = await #expect(throws: Refusal.self) {
                try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: spanish)
            }
            #expect(error?.reason == "HTTP status 503, internal error")
        }
    }

    @Test func aWrongPlaceIsTheUsersToMend() async throws {
        try await withApertium { _, _ in
            page(.notFound)
        } _: { url in
            let error = await #expect(throws: InputError.self) {
                try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: spanish)
            }
            #expect(error?.description.contains("404") == true)
        }
    }

    @Test func nobodyThereIsAFault() async throws {
        let url = try await withServer({ _ in try json([]) }, { $0 })
        await #expect(throws: Fault.self) {
            try await ApertiumAPI(client: client(url)).translate(["A dog"], from: english, to: spanish)
        }
    }
}
