import Foundation

/// Why a process of several is no longer there.
struct Departure: Error, Sendable, Equatable, Codable {
    /// Which one; nil where that is not known.
    var process: Int?
    var cause: Cause

    enum Cause: Sendable, Equatable, Codable {
        /// Ctrl-C or SIGTERM.
        case interrupted
        /// It said so, in these words.
        case failed(String)
        /// It was not heard of any more.
        case lost(String)
    }

    /// - Parameter count: how many processes there were.
    func text(of count: Int) -> String {
        let who = process.map { "process \($0) of \(count)" } ?? "a process of the \(count)"
        return switch cause {
        case .interrupted: "\(who) was interrupted"
        case .failed(let reason): "\(who) ended: \(reason)"
        case .lost(let reason): "\(who) was lost: \(reason)"
        }
    }

    /// As it is told to the other processes.
    var encoded: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    init(process: Int?, _ cause: Cause) { (self.process, self.cause) = (process, cause) }

    init?(encoded text: String) {
        guard let found = try? JSONDecoder().decode(Departure.self, from: Data(text.utf8)) else { return nil }
        self = found
    }
}

/// A training that ended because a process is no longer there.
struct BrokenTraining: Error {
    let departure: Departure
    /// What becomes of what was trained.
    let outlook: String
}
