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
    /// - Parameter places: where models lie; nil where nobody knows.
    /// - Throws: ``InputError`` for a folder without a corpus, and for models that do not belong to the shards.
    public init(_ workspace: Workspace, _ places: ModelPlaces?) throws {
        name = URL(fileURLWithPath: workspace.path).standardizedFileURL.lastPathComponent
        catalogue = try Catalogue(workspace)
        let shards = workspace.file(FeaturesStage.folder)
        search =
            FileManager.default.fileExists(atPath: "\(shards)/\(ShardIndex.name)")
            ? try CaptionSearch(workspace, shards: shards, catalogue, places) : nil
        pictures = Pictures(workspace)
    }

    /// The number of items.
    public var items: Int { catalogue.count }
    /// The languages that captions can be searched in.
    public var languages: [String] { search?.languages ?? [] }
    /// Why captions in others cannot.
    public var notes: [String] { search?.notes ?? ["there are no features yet, so nothing can be searched"] }

    /// The pages.
    /// - Parameter names: the hosts' names that they answer under.
    func router(names: Set<String>) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: AccessRules(names: names))
        router.get("/") { request, _ in try await answering { try await list(parameters(request)) } }
        router.get("/item") { request, _ in try await answering { try await item(parameters(request)) } }
        router.get("/picture") { request, _ in try await answering { try picture(parameters(request)) } }
        router.get("/style.css") { _, _ in Reply.style(PageStyle.css) }
        return router
    }

    /// Complaints as pages.
    private func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let missing as Missing {
            return complaint("Not found", missing.description, .notFound)
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

    private func parameters(_ request: Request) -> [String: String] {
        // Forms write a blank as `+`, which the URI's own parameters leave as it is.
        let pairs = (request.uri.query ?? "").split(separator: "&").compactMap { part -> (String, String)? in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = pair.map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
            return texts.first.map { ($0, texts.count > 1 ? texts[1] : "") }
        }
        return Dictionary(pairs) { $1 }
    }

    private func list(_ parameters: [String: String]) async throws -> Response {
        let query = try BrowseQuery(parameters, catalogue, languages: languages)
        let begin = ContinuousClock.now
        let passing = catalogue.matches(query.filter)
        let found: [(item: Int, score: Float?)]
        if let text = query.text, let language = query.language, let search {
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
                passing: passing.count { $0 }, milliseconds: 1000 * seconds
            ).html)
    }

    private func item(_ parameters: [String: String]) async throws -> Response {
        let place = try place(parameters)
        let everything = [Bool](repeating: true, count: catalogue.count)
        let near = try await search?.nearest(toItem: place, Browser.neighbours, among: everything)
        return Reply.page(
            try ItemPage(
                workspace: name, item: try catalogue.item(place), languages: catalogue.languages.map(\.tag),
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
        } catch let error as InputError {
            throw Missing(description: "No picture: \(error.problem)")
        }
    }

    private func place(_ parameters: [String: String]) throws -> Int {
        guard let id = parameters["id"], let place = catalogue.place(of: id) else {
            throw Missing(description: "There is no item '\(parameters["id"] ?? "")'.")
        }
        return place
    }
}
