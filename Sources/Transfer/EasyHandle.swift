import CCurl

/// One libcurl easy handle, with the memory that must live as long as it. Owned by the engine's thread.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let message: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// No body of this length makes libcurl wait, in any of its versions.
    private static let expectingBytes = 1000

    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    /// Forgets the last request, so that no user name or header of it stays behind. Connections are the multi handle's.
    func reset() {
        curl_easy_reset(pointer)
        curl_slist_free_all(headers)
        headers = nil
        message.pointee = 0
        tessera_easy_set_pointer(pointer, CURLOPT_ERRORBUFFER, message)
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headers)
        message.deallocate()
    }

    /// What went wrong, in libcurl's words.
    func explanation(_ code: CURLcode) -> String {
        message.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: message)
    }

    func set(_ option: CURLoption, _ value: Int) { tessera_easy_set_long(pointer, option, value) }

    func set(_ option: CURLoption, _ value: String) { tessera_easy_set_text(pointer, option, value) }

    /// Lets libcurl sign the request.
    func set(_ signer: RequestSigner) {
        set(CURLOPT_AWS_SIGV4, "aws:amz:\(signer.region):\(signer.service)")
        set(CURLOPT_USERNAME, signer.accessKey)
        set(CURLOPT_PASSWORD, signer.secretKey)
    }

    /// The system's error number behind a failure; 0 for none.
    var systemError: Int32 {
        var value = 0
        tessera_easy_get_long(pointer, CURLINFO_OS_ERRNO, &value)
        return Int32(truncatingIfNeeded: value)
    }

    /// Sets the method, with the body where there is one. libcurl copies the body.
    func set(method: String, body: [UInt8]?) {
        if let body {
            set(CURLOPT_POST, 1)
            tessera_easy_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes { bytes in
                // An empty array has no address, and without one libcurl would ask for a body to read.
                guard let start = bytes.baseAddress, !bytes.isEmpty else { return set(CURLOPT_COPYPOSTFIELDS, "") }
                tessera_easy_set_pointer(
                    pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
            }
        } else if method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        }
        if method != "GET" || body != nil, method != "HEAD" { set(CURLOPT_CUSTOMREQUEST, method) }
    }

    /// Sets the header fields, once after each ``reset()``.
    func set(_ fields: HTTPHeaders, bodyBytes: Int) {
        for field in fields.fields {
            // libcurl sends a field without a value only when it is written so.
            headers = curl_slist_append(
                headers, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // No waiting for "100 Continue", which few servers send; libcurl would for bodies above 1 MiB.
        if bodyBytes > EasyHandle.expectingBytes { headers = curl_slist_append(headers, "Expect:") }
        if let headers { tessera_easy_set_pointer(pointer, CURLOPT_HTTPHEADER, headers) }
    }
}
