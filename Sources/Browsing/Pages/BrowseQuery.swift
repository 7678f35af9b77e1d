import Documents
import Foundation

/// What the page is asked for: a caption to search with, a filter, and where in the list to begin.
struct BrowseQuery: Sendable, Equatable {
    /// Nil to see the items in their order.
    var text: String?
    /// The language of the text.
    var language: String?
    var filter = ItemFilter()
    /// Items of the list before the first that is shown.
    var from = 0

    /// Items on a page.
    static let shown = 48
    /// Whoever looks for something does not look further than this.
    private static let mostFound = 20 * shown
    private static let longestText = 2000

    /// - Parameters: parameters: of the address; languages: those that can be searched in.
    /// - Throws: ``InputError`` for a value that there is none of.
    init(_ parameters: [String: String], _ catalogue: Catalogue, languages: [String]) throws {
        func value(_ key: String, among known: [String]) throws -> String? {
            guard let value = parameters[key], !value.isEmpty else { return nil }
            guard known.contains(value) else {
                throw InputError(
                    key: key, "there is no '\(value)'", remedy: "there is \(known.joined(separator: ", "))")
            }
            return value
        }
        let text = (parameters["q"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count <= BrowseQuery.longestText else {
            throw InputError(key: "q", "is longer than \(BrowseQuery.longestText) characters", remedy: "shorten it")
        }
        language = try value("in", among: languages) ?? languages.first
        self.text = text.isEmpty || languages.isEmpty ? nil : text
        filter.split = try value("split", among: catalogue.splits)
        filter.language = try value("has", among: catalogue.languages.map(\.tag))
        filter.flag = try value("flag", among: catalogue.flags)
        let most = self.text == nil ? Int(Int32.max) : BrowseQuery.mostFound - BrowseQuery.shown
        if let from = parameters["from"], !from.isEmpty {
            guard let number = Int(from), (0...most).contains(number) else {
                throw InputError(key: "from", "'\(from)' is no number from 0 to \(most)", remedy: "begin at 0")
            }
            self.from = number
        }
    }

    /// The address of another part of the same list.
    func address(from: Int) -> String {
        var parts = URLComponents()
        parts.path = "/"
        let values = [
            ("q", text), ("in", text == nil ? nil : language), ("split", filter.split), ("has", filter.language),
            ("flag", filter.flag), ("from", from > 0 ? String(from) : nil),
        ]
        let items = values.compactMap { key, value in value.map { URLQueryItem(name: key, value: $0) } }
        parts.queryItems = items.isEmpty ? nil : items
        // In a query, `+` would be read as a blank.
        return (parts.string ?? "/").replacing("+", with: "%2B")
    }

    /// Whether there is more of the list behind a page.
    func hasMore(than shown: Int, of all: Int) -> Bool {
        shown < all && (text == nil || shown < BrowseQuery.mostFound)
    }
}
