import Documents
import Foundation

/// The process that opens damaged files, and may die of it. It says on standard output what it begins and what came of it.
struct Child {
    let seeds: Seeds
    let seed: UInt64
    /// The cases, from and to.
    let cases: [Int]

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/tessera-fuzz-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for number in cases {
            try? FileManager.default.removeItem(atPath: folder)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            var mutator = Mutator(seed: seed, number: number)
            let subject = Subject.of(case: number)
            let file = mutator.pick(seeds.files[subject] ?? [])
            for neighbour in file.neighbours {
                try FileManager.default.copyItem(
                    atPath: neighbour, toPath: folder + "/" + URL(fileURLWithPath: neighbour).lastPathComponent)
            }
            let bytes = mutator.damage(file.bytes, as: subject)
            say("begin \(number)")
            Self.forgetPeak()
            let outcome: String
            do {
                try subject.open(bytes, name: file.name, folder: folder)
                outcome = "fine"
            } catch let error as InputError {
                // What a user reads names the file, and says what to do.
                outcome = error.file == nil || error.remedy.isEmpty ? "nameless \(error)" : "refused \(error.problem)"
            } catch let error as Fault {
                outcome = "fault \(error)"
            } catch {
                outcome = "other \(error)"
            }
            say("end \(number) \(Self.peak()) \(outcome.replacingOccurrences(of: "\n", with: " "))")
        }
    }

    /// Writes the damaged file of a case for a closer look.
    func write(_ number: Int, to folder: String) throws {
        var mutator = Mutator(seed: seed, number: number)
        let subject = Subject.of(case: number)
        let file = mutator.pick(seeds.files[subject] ?? [])
        let path = "\(folder)/\(number)-\(file.name)"
        try Data(mutator.damage(file.bytes, as: subject)).write(to: URL(fileURLWithPath: path))
        print("\(subject.rawValue) \(path)")
    }

    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// Starts the count of the most memory anew.
    private static func forgetPeak() {
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    }

    /// The most memory since then, in MB.
    private static func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) >> 10
    }
}
