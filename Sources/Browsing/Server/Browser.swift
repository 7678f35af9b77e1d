import Corpus
import Documents
import Features
import Foundation
import Hummingbird
import Reporting
import Shards
import Workspace

/// What there is to be looked at, and how it answers: pages and pictures, from what a workspace holds. Nothing is written.
public struct Browser: Sendable {
    private let name: String
    private let catalogue: Catalogue
    /// Nil where the workspace has no features.
    private let search: CaptionSearch?
    private let pictures: Pictures

    /// Neighbours on an item's page.
    private static let neighbours = 12

    /// Reads the corpus and the features.
    /// - Parameters:
    ///   - places: where models lie; nil where nobody knows.
    ///   - mustSearch: whether it is an error that captions cannot be searched with, as where somebody names the models. If not, a
    ///     note says why, and items can be looked at.
    /// - Throws: ``InputError`` for a folder without a corpus.
    public init(_ workspace: Workspace, _ places: ModelPlaces?, mustSearch: Bool = false) throws {
        name = URL(fileURLWithPath: workspace.path).standardizedFileURL.lastPathComponent
        catalogue = try Catalogue(workspace)
        pictures = Pictures(workspace)
        let shards = workspace.file(FeaturesStage.folder)
        guard FileManager.default.fileExists(atPath: "\(shards)/\(ShardIndex.name)") else {
            (search, notes) = (nil, ["There are no features yet, so nothing can be searched"])
            return
        }
        do {
            let search = try CaptionSearch(workspace, shards: shards, catalogue, places)
            (self.search, notes) = (search, search.notes)
        } catch let error as InputError where !mustSearch {
            search = nil
            notes = ["Nothing can be searched: \(error); or name the models' folders by --model and --tokenizer"]
        }
    }

    /// The number of items.
    public var items: Int { catalogue.count }
    /// The languages that captions can be searched in.
    public var languages: [String] { search?.languages ?? [] }
    /// Why captions in others cannot.
    public let notes: [String]

    /// The pages.
    /// - Parameter names: the hosts' names that they answer under.
    func router(names: Set<String>) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AccessRules(names: names))
        router.get("/") { request, _ in try await answering { try await list(try parameters(request)) } }
        router.get("/item") { request, _ in try await answering { try await item(try parameters(request)) } }
        router.get("/picture") { request, _ in try await answering { try picture(try parameters(request)) } }
        router.get("/style.css") { _, _ in Reply.style(PageStyle.css) }
        return router
    }

    /// Complaints as pages.
    private func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let missing as Missing {
            return complaint("Not found", missing.description, .notFound)
        } catch let changed as Catalogue.Changed {
            return complaint("The corpus has changed", changed.description, .serviceUnavailable)
        } catch let error as InputError {
            return complaint("Not understood", error.description, .badRequest)
        }
    }

    private func complaint(_ title: String, _ text: String, _ status: HTTPResponse.Status) -> Response {
        Reply.page(
            PageFrame(workspace: name, title: title, body: "<p class=\"missing\">\(text)</p>").html, status)
    }

    private struct Missing: Error {
        let description: String
    }

    private func parameters(_ request: Request) throws -> [String: String] {
        // Forms write a blank as `+`, which the URI's own parameters leave as it is.
        let pairs = try (request.uri.query ?? "").split(separator: "&").compactMap { part -> (String, String)? in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = try pair.map { piece in
                guard let text = piece.replacing("+", with: " ").removingPercentEncoding else {
                    throw InputError(
                        "the address holds '\(piece)', which is no UTF-8 with % signs", remedy: "write % as %25")
                }
                return text
            }
            return texts.first.map { ($0, texts.count > 1 ? texts[1] : "") }
        }
        return Dictionary(pairs) { $1 }
    }

    private func list(_ parameters: [String: String]) async throws -> Response {
        let query = try BrowseQuery(parameters, catalogue, languages: languages)
        let begin = ContinuousClock.now
        var passing = catalogue.matches(query.filter)
        var unsearched = 0
        let found: [(item: Int, score: Float?)]
        if let text = query.text, let language = query.language, let search {
            let all = passing.count { $0 }
            passing = search.searched(in: language, passing)
            unsearched = all - passing.count { $0 }
            let nearest = try await search.nearest(
                to: text, in: language, query.from + BrowseQuery.shown, among: passing)
            found = nearest.dropFirst(query.from).map { ($0.item, $0.score) }
        } else {
            let wanted = passing.indices.lazy.filter { passing[$0] }.dropFirst(query.from).prefix(BrowseQuery.shown)
            found = wanted.map { ($0, nil) }
        }
        let seconds = begin.duration(to: .now).seconds
        return Reply.page(
            try ListPage(
                workspace: name, catalogue: catalogue, languages: languages, notes: notes, query: query,
                results: found.map { (try catalogue.item($0.item), $0.score) },
                passing: passing.count { $0 }, unsearched: unsearched, milliseconds: 1000 * seconds
            ).html)
    }

    private func item(_ parameters: [String: String]) async throws -> Response {
        let place = try place(parameters)
        let everything = [Bool](repeating: true, count: catalogue.count)
        let near = try await search?.nearest(toItem: place, Browser.neighbours, among: everything)
        let item = try catalogue.item(place)
        var problem: String?
        do {
            // Kept for the request that follows.
            _ = try pictures.jpeg(of: item, .frames)
        } catch let error as InputError {
            problem = error.problem
        }
        return Reply.page(
            try ItemPage(
                workspace: name, item: item, problem: problem, languages: catalogue.languages.map(\.tag),
                neighbours: near?.map { (try catalogue.item($0.item), $0.score) }
            ).html)
    }

    private func picture(_ parameters: [String: String]) throws -> Response {
        guard let form = Pictures.Form(rawValue: parameters["form"] ?? "thumbnail") else {
            throw InputError(key: "form", "is not known", remedy: "use thumbnail or frames")
        }
        let item = try catalogue.item(place(parameters))
        do {
            return Reply.jpeg(try pictures.jpeg(of: item, form))
        } catch is InputError {
            return Reply.noPicture()
        }
    }

    private func place(_ parameters: [String: String]) throws -> Int {
        guard let id = parameters["id"], let place = catalogue.place(of: id) else {
            throw Missing(description: "There is no item '\(parameters["id"] ?? "")'.")
        }
        return place
    }
}
