import ArgumentParser
import Documents
import Foundation
import Tensors

/// `tessera doctor`: is everything here that Tessera needs?
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say whether everything is here that Tessera needs.")

    @OptionGroup var options: CommonOptions

    private struct Finding: Encodable {
        let part: String
        let ok: Bool
        /// Whether everything but one option works without it.
        var optional = false
        let detail: String

        var mark: String { ok ? "ok     " : optional ? "absent " : "MISSING" }
    }

    func run() async throws {
        let findings = try [
            libtorch(),
            cuda(),
            program("apertium-apy", for: "translation without a server of your own"),
            file("/usr/share/apertium/modes/eng-spa.mode", "apertium-eng-spa", for: "English to Spanish"),
            file("/usr/share/apertium/modes/eng-cat.mode", "apertium-eng-cat", for: "English to Catalan"),
            cores(),
        ]
        if options.json {
            try Console.print(json: findings)
        } else {
            for finding in findings {
                Console.print("\(finding.mark) \(finding.part): \(finding.detail)")
            }
        }
        let missing = findings.filter { !$0.ok && !$0.optional }.map(\.part)
        guard missing.isEmpty else {
            throw InputError("missing: \(missing.joined(separator: ", "))", remedy: "run Scripts/bootstrap")
        }
    }

    /// libtorch is linked, so that this runs at all says that it is there; that it can count says that it works.
    private func libtorch() throws -> Finding {
        let sum = try (Tensor([1, 2] as [Float]) + Tensor([3, 4] as [Float])).values(as: Float.self)
        return Finding(part: "libtorch", ok: sum == [4, 6], detail: Torch.version)
    }

    private func cuda() -> Finding {
        do {
            try Device.cuda.check()
            return Finding(part: "cuda", ok: true, optional: true, detail: "ready for --device cuda")
        } catch {
            return Finding(part: "cuda", ok: false, optional: true, detail: "\(error)")
        }
    }

    private func program(_ name: String, for use: String) -> Finding {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let path = folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return Finding(part: name, ok: path != nil, detail: path ?? "not on PATH; needed for \(use)")
    }

    private func file(_ path: String, _ part: String, for use: String) -> Finding {
        let found = FileManager.default.fileExists(atPath: path)
        return Finding(part: part, ok: found, detail: found ? path : "\(path) is not there; needed for \(use)")
    }

    private func cores() -> Finding {
        let memory = ProcessInfo.processInfo.physicalMemory >> 30
        return Finding(
            part: "machine", ok: true,
            detail: "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(memory) GiB of memory")
    }
}
