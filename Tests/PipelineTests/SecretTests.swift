import Foundation
import TestServer
import TestSupport
import Testing

/// A key is in no file that a run leaves and in nothing that it prints, whatever the server does with it.
@Suite(.serialized) struct SecretTests {
    /// What a server does with a key.
    enum Mode: String, CaseIterable {
        case success
        /// Quotes it in its complaint, in every form.
        case refusesKey
        /// Quotes the whole request, and cannot be used now.
        case fault
        /// Quotes the whole request as the reason why it refuses the texts, which is recorded.
        case refusesTexts
        /// Quotes the whole request in place of an answer.
        case unsound
        /// Sends the request to another host: as a GET, and as it is.
        case redirect302, redirect307

        /// The exit statuses that it may have.
        var statuses: Set<Int32> {
            switch self {
            case .success: [0]
            case .refusesKey: [2]
            case .refusesTexts: [1]
            // A chat server's answers of another form are put down to the texts.
            case .unsound: [1, 3]
            case .fault: [3]
            case .redirect302, .redirect307: [1, 2, 3]
            }
        }
    }

    @Test(arguments: ChaosForm.allCases)
    func theKeyIsNowhere(_ form: ChaosForm) throws {
        for (index, mode) in Mode.allCases.enumerated() {
            let places = SecretRun.Place.allCases
            let isEven = (index + form.rawValue.utf8.count) % 2 == 0
            for place in ChaosScale.isLong ? places : [places[isEven ? 0 : 1]] {
                try check(form, mode, place)
            }
        }
    }

    private func check(_ form: ChaosForm, _ mode: Mode, _ place: SecretRun.Place) throws {
        let run = try SecretRun(form, place)
        let elsewhere = try RawServer { _, _, connection in
            connection.write(head("404 Not Found", "Content-Length: 0"))
        }
        let target = "http://localhost:\(elsewhere.port)/translate"
        let server = try RawServer { _, request, connection in
            SecretTests.answer(request, form, mode, target, connection)
        }
        let result = try run.translate(url: server.url(""))
        let name = "\(form.rawValue), \(mode.rawValue), \(place.rawValue)"
        #expect(mode.statuses.contains(result.status), "\(name): \(result.status) \(result.errors)")
        // The key did travel, so that it could have been left behind.
        #expect(server.requests.contains { SecretRun.mentionsKey(Data($0.head.utf8) + Data($0.body)) }, "\(name)")
        for request in elsewhere.requests {
            #expect(!SecretRun.mentionsKey(Data(request.head.utf8) + Data(request.body)), "\(name): \(request.head)")
        }
        #expect(!SecretRun.mentionsKey(Data(result.output.utf8)), "\(name): \(result.output)")
        #expect(!SecretRun.mentionsKey(Data(result.errors.utf8)), "\(name): \(result.errors)")
        #expect(try run.filesWithKey() == [], "\(name)")
        #expect(try run.files() > 0)
    }

    private static func answer(
        _ request: RawServer.Request, _ form: ChaosForm, _ mode: Mode, _ target: String,
        _ connection: RawServer.Connection
    ) {
        let quoted = request.head + String(decoding: request.body, as: UTF8.self)
        let question = form.question(request)
        func write(_ status: String, _ body: [UInt8]) {
            connection.write(Array(head(status, "Content-Length: \(body.count)").utf8) + body)
        }
        switch mode {
        case .success: write("200 OK", form.answer((question?.texts ?? []).map { "xx \($0)" }))
        case .refusesKey:
            let words = "wrong: \(SecretRun.keyForms.joined(separator: ", ")), \(quoted)"
            write(form.wrongKey.status, form.complaint(words, code: form.wrongKey.code))
        case .fault: write("500 Internal Server Error", form.complaint(quoted))
        case .refusesTexts: write("413 Payload Too Large", form.complaint("too much: \(quoted)"))
        case .unsound: write("200 OK", Array("<html>\(quoted)</html>".utf8))
        case .redirect302: connection.write(head("302 Found", "Location: \(target)", "Content-Length: 0"))
        case .redirect307: connection.write(head("307 Temporary Redirect", "Location: \(target)", "Content-Length: 0"))
        }
    }
}
