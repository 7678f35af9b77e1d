import ArgumentParser
import Documents
import Foundation
import Tensors
import Workspace

/// How the process ends, and what it says then: see DESIGN.md, section 5.
enum ExitStatus {
    /// Ends the process at once. Threads of libraries, such as OpenSSL's users, may still be at work, and must not meet what
    /// `exit` tears down.
    static func end(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }

    /// Prints an error in one line on standard error, and leaves with its status.
    static func leave(with error: any Error) -> Never {
        switch error {
        case let error as ItemsFailed:
            Console.error(error.description)
            end(1)
        case is InputError:
            Console.error("tessera: \(error)")
            end(2)
        case is Interrupted, is CancellationError:
            let goingOn = (error as? Interrupted ?? Interrupted()).goingOn
            Console.error("tessera: interrupted; nothing is half-written, and \(goingOn)")
            end(130)
        case is Fault, is TensorError:
            Console.error("tessera: \(error)")
            end(3)
        case let error as CocoaError:
            // What Foundation says of a disk that is full or read-only.
            Console.error("tessera: \(error.filePath.map { "\($0): " } ?? "")\(error.localizedDescription)")
            end(3)
        case let error as NSError where type(of: error) == NSError.self:
            // The same, where Foundation does not tell its kind.
            let path = error.userInfo[NSFilePathErrorKey].map { "\($0): " } ?? ""
            Console.error("tessera: \(path)\(error.localizedDescription)")
            end(3)
        case let status as ExitCode:
            // All is said already.
            end(status.rawValue)
        default:
            // What the argument parser throws: help and version as well as wrong usage.
            let code = Tessera.exitCode(for: error)
            if code == .success { Tessera.exit(withError: error) }
            if code == .validationFailure {
                Console.error(Tessera.fullMessage(for: error))
                end(2)
            }
            Console.error("tessera: \(Tessera.message(for: error))")
            end(3)
        }
    }
}

/// The command did its work, and some items failed.
struct ItemsFailed: Error, CustomStringConvertible {
    let failures: [(stage: String, failure: Outcome.Failure)]
    /// What becomes of them.
    var remedy = ItemsFailed.retrying
    /// Stages that look for the same again do so when they are asked to.
    static let retrying = "`--retry-failed` tries them again"
    /// Failures that are listed one by one.
    private static let listed = 20

    var description: String {
        var lines = ["tessera: \(failures.count) items failed; \(remedy)"]
        lines += failures.prefix(ItemsFailed.listed).map { "  \($0.stage): \($0.failure.item): \($0.failure.reason)" }
        if failures.count > ItemsFailed.listed { lines.append("  … all are in the done records") }
        return lines.joined(separator: "\n")
    }
}
