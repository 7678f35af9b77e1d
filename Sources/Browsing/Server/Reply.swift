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

    static func jpeg(_ bytes: [UInt8]) -> Response { make(.ok, "image/jpeg", bytes, keeps: true) }

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
