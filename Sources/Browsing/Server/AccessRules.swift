import HTTPTypes
import Hummingbird
import Reporting

/// Lets nobody in whom the page is not meant for: another name than the loopback's (a page elsewhere could have its own name
/// lead here), a request that another page makes, and any method but reading. What goes out may load nothing from elsewhere.
struct AccessRules: RouterMiddleware {
    typealias Context = BasicRequestContext

    /// Names that the page may be asked for under, without a port.
    let names: Set<String>

    private static let contentSecurity =
        "default-src 'none'; img-src 'self' data:; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let refusal = refusal(of: request) {
            response = refusal
        } else {
            do {
                response = try await next(request, context)
            } catch let error as HTTPError {
                // A path that nobody answers: its answer obeys the rules too.
                response = Reply.text(error.status, "\(error.status.code) \(error.status.reasonPhrase)\n")
            }
        }
        response.headers[.contentSecurityPolicy] = AccessRules.contentSecurity
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "same-origin" }
        return response
    }

    private func refusal(of request: Request) -> Response? {
        guard let name = request.head.authority.map(AccessRules.name), names.contains(name) else {
            return Reply.text(
                .forbidden, "This page answers under \(names.sorted().joined(separator: ", ")) alone.\n")
        }
        if let origin = request.headers[.origin], !isOwn(origin) {
            return Reply.text(.forbidden, "This page answers no other page's requests.\n")
        }
        // Following a link from elsewhere is no request of another page's.
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        let mode = HTTPField.Name("Sec-Fetch-Mode").flatMap { request.headers[$0] }
        if site == "cross-site" || site == "same-site", mode != "navigate" {
            return Reply.text(.forbidden, "This page answers no other page's requests.\n")
        }
        guard request.method == .get || request.method == .head else {
            var response = Reply.text(.methodNotAllowed, "This page can only be read.\n")
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        return nil
    }

    private func isOwn(_ origin: String) -> Bool {
        guard let start = origin.range(of: "://") else { return false }
        return names.contains(AccessRules.name(String(origin[start.upperBound...])))
    }

    /// A host without its port, in small letters. What is neither stays, and is no name that is let in.
    static func name(_ authority: String) -> String {
        let host =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let port = authority.utf8.dropFirst(host.utf8.count)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isPort = port.isEmpty || (port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(digits.contains))
        return (isPort ? String(host) : authority).lowercased()
    }
}
