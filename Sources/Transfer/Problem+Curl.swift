import CCurl
import Glibc

extension Problem {
    /// A failure that libcurl reports, in this project's kinds.
    init(_ code: CURLcode, _ easy: EasyHandle?) {
        let detail = easy?.explanation(code) ?? ""
        self.init(kind: Problem.kind(code, detail, easy?.systemError ?? 0), detail: detail)
    }

    private static func kind(_ code: CURLcode, _ detail: String, _ systemError: Int32) -> TransferError.Kind {
        switch code {
        case CURLE_URL_MALFORMAT: .invalidRequest
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .couldNotConnect
        // One code stands for both time-outs.
        case CURLE_OPERATION_TIMEDOUT: detail.hasPrefix("Operation too slow") ? .stalled : .timedOut
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            .cut
        case CURLE_SSL_CONNECT_ERROR: systemError == ECONNRESET ? .cut : .tls
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        // The scheme was checked before: the answer began as no HTTP does.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .malformedResponse
        default: .other
        }
    }
}
