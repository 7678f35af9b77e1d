import CTorch

/// Texts that several processes see: one of them has the store, the others ask it over the network.
///
/// Sendable without a check: libtorch's store takes one call at a time.
public final class SharedStore: @unchecked Sendable {
    let handle: OpaquePointer
    /// Where it is asked.
    public let port: Int

    /// Opens a store in this process.
    /// - Parameters: address: the one that it can be reached by; nil: all of this machine's. port: 0: any that is free.
    public init(at address: String?, port: Int = 0, patience: Duration = .seconds(60)) throws {
        var result: OpaquePointer?
        var chosen: Int32 = 0
        try TensorError.check(
            tt_store_host(address, Int32(port), patience.milliseconds, &result, &chosen), "opening port \(port)")
        guard let result else { throw TensorError(operation: "opening port \(port)", reason: "gave no store") }
        (handle, self.port) = (result, Int(chosen))
    }

    /// Goes to another process's store.
    /// - Parameter patience: how long it may take to open.
    public init(of host: String, port: Int, patience: Duration) throws {
        var result: OpaquePointer?
        try TensorError.check(
            tt_store_visit(host, Int32(port), patience.milliseconds, &result), "connecting to \(host), port \(port)")
        guard let result else { throw TensorError(operation: "connecting to \(host)", reason: "gave no store") }
        (handle, self.port) = (result, port)
    }

    deinit { tt_store_release(handle) }

    public func set(_ key: String, to text: String) throws {
        try TensorError.check(tt_store_set(handle, key, text), "telling other processes")
    }

    /// What a process has set; nil before.
    public func text(_ key: String) throws -> String? {
        var text: UnsafeMutablePointer<CChar>?
        try TensorError.check(tt_store_get(handle, key, &text), "asking other processes")
        defer { tt_free(text) }
        return text.map { String(cString: $0) }
    }

    /// This machine's own address on the way to another, and that one's.
    public static func addresses(towards host: String, port: Int) throws -> (own: String, other: String) {
        var (own, other): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?)
        try TensorError.check(tt_address_towards(host, Int32(port), &own, &other), "looking for \(host)")
        defer {
            tt_free(own)
            tt_free(other)
        }
        guard let own, let other else { throw TensorError(operation: "looking for \(host)", reason: "no address") }
        return (String(cString: own), String(cString: other))
    }

    /// This machine's addresses but for the loopback.
    public static func addresses() throws -> [String] {
        var list: UnsafeMutablePointer<CChar>?
        try TensorError.check(tt_addresses(&list), "looking for this machine's addresses")
        defer { tt_free(list) }
        return list.map { String(cString: $0).split(separator: ",").map(String.init) } ?? []
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
