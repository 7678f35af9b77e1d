import HTTPTypes
import Hummingbird
import NIOCore
import Reporting

/// Answers of the page.
enum Reply {
    static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        make(status, "text/plain; charset=utf-8", Array(text.utf8))
    }

    static func page(_ html: HTML, _ status: HTTPResponse.Status = .ok) -> Response {
        make(status, "text/html; charset=utf-8", Array(html.text.utf8))
    }

    static func style(_ css: HTML) -> Response {
        make(.ok, "text/css; charset=utf-8", Array(css.text.utf8), keeps: true)
    }

    /// Not kept: another workspace may stand at the same address next.
    static func jpeg(_ bytes: [UInt8]) -> Response { make(.ok, "image/jpeg", bytes) }

    /// In the place of a picture that there is none of; browsers show it although it is an error.
    static func noPicture() -> Response {
        let drawing = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" width="160" height="120"><rect width="160" height="120" \
            fill="#8884"/><text x="80" y="65" text-anchor="middle" font-family="sans-serif" font-size="13" fill="#888">no picture</text></svg>
            """
        return make(.notFound, "image/svg+xml", Array(drawing.utf8))
    }

    /// - Parameter keeps: whether the browser may show it again without asking, for a while.
    private static func make(
        _ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8], keeps: Bool = false
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: keeps ? "private, max-age=300" : "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
