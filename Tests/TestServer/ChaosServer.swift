import Foundation
import Synchronization

/// A translation server that fails at random in every way that servers have, and keeps count of what it answered.
///
/// Its translation of a text is ``translation(of:into:)``. A text that begins with ``poison(_:)`` it refuses for good.
public final class ChaosServer: Sendable {
    /// How a server goes out of order until ``recover()``.
    public enum Outage: Sendable {
        /// It breaks every connection.
        case down
        /// It says that the quota is used up.
        case exhausted
    }

    /// How a server behaves.
    public struct Plan: Sendable {
        public var form: ChaosForm
        public var seed: UInt64
        /// How many of a hundred requests fail.
        public var share: Int
        /// Seconds before an answer.
        public var latency = 0.004
        /// The only key that is taken; nil for any, or none.
        public var key: String?
        /// After so many answers, what happens.
        public var outage: (after: Int, kind: Outage)?

        public init(_ form: ChaosForm = .libretranslate, seed: UInt64 = 0, share: Int = 30) {
            self.form = form
            self.seed = seed
            self.share = share
        }
    }

    public let ledger: ChaosLedger
    private let server: RawServer
    private let isRecovered: Recovery

    public var url: String { server.url("") }
    public var requests: [RawServer.Request] { server.requests }

    public init(_ plan: Plan) throws {
        let ledger = ChaosLedger()
        let recovery = Recovery()
        self.ledger = ledger
        isRecovered = recovery
        server = try RawServer { _, request, connection in
            guard let question = plan.form.question(request) else {
                connection.write(status: "404 Not Found", plan.form.complaint("there is nothing here"))
                return
            }
            let outage = recovery.isThere ? nil : plan.outage
            ChaosExchange(plan: plan, outage: outage?.kind, outageBegins: outage?.after ?? .max, ledger: ledger)
                .run(question, connection)
        }
    }

    /// Ends the outage for good.
    public func recover() { isRecovered.come() }

    /// What the server makes of a text.
    public static func translation(of text: String, into target: String) -> String { "\(target): \(text)" }

    /// The beginning of a text that is refused with this status, 400 or 413.
    public static func poison(_ status: Int) -> String { "Poison \(status)" }

    private final class Recovery: Sendable {
        private let value = Atomic<Bool>(false)
        var isThere: Bool { value.load(ordering: .acquiring) }
        func come() { value.store(true, ordering: .releasing) }
    }
}

extension RawServer.Connection {
    /// Writes a whole response.
    @discardableResult
    func write(status: String, _ body: [UInt8], type: String = "application/json", _ headers: String...) -> Bool {
        let lines = ["Content-Type: \(type)", "Content-Length: \(body.count)"] + headers
        return write(Array(responseHead(status, lines).utf8) + body)
    }
}

/// A head with a status and header lines, and the empty line.
func responseHead(_ status: String, _ lines: [String]) -> String {
    (["HTTP/1.1 " + status] + lines + ["Connection: close", "", ""]).joined(separator: "\r\n")
}
