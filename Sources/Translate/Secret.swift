import Documents
import Foundation

/// A provider's key. It prints as an ellipsis, so that no log, error or record can hold it by mistake.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself: only for the request that needs it.
    let value: String

    public init(_ value: String) {
        self.value = value
    }

    /// Reads where the key is to be found: `{environment: NAME}`.
    init(_ document: Document) throws {
        try document.allow(only: ["environment"])
        let name = try document.required("environment")
        guard let value = ProcessInfo.processInfo.environment[try name.string()], !value.isEmpty else {
            throw name.error(
                "the environment variable '\(try name.string())' is not set", remedy: "set it to the provider's key")
        }
        self.init(value)
    }

    public var description: String { "…" }
    public var debugDescription: String { "…" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// The text without a secret: providers quote a wrong key in their complaints.
    func hiding(_ secret: Secret?) -> String {
        guard let secret, !secret.value.isEmpty else { return self }
        return replacing(secret.value, with: "…")
    }
}
