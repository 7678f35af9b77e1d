import Foundation

/// Opens damaged files as the product does, each in a process that may die of it.
///
///     fuzz --seeds DIR[,DIR] [--count 3000] [--seed 1] [--jobs 2] [--time 10] [--memory 2048] [--write CASE,FOLDER]
///
/// Ends with 1 when a file made it crash, hang, or take too much memory, or was refused without a name.
@main
enum Fuzz {
    static func main() async {
        do {
            exit(try await run(Array(CommandLine.arguments.dropFirst())) ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
            exit(2)
        }
    }

    private static func run(_ arguments: [String]) async throws -> Bool {
        var options: [String: String] = [:]
        for index in stride(from: 0, to: arguments.count, by: 2) {
            guard arguments[index].hasPrefix("--"), index + 1 < arguments.count else {
                throw Complaint("what is '\(arguments[index])'?")
            }
            options[String(arguments[index].dropFirst(2))] = arguments[index + 1]
        }
        func number(_ name: String, _ standard: Int) throws -> Int {
            guard let text = options[name] else { return standard }
            guard let value = Int(text), value >= 0 else { throw Complaint("--\(name) wants a number") }
            return value
        }
        guard let folders = options["seeds"] else { throw Complaint("--seeds wants folders") }
        let seeds = try Seeds(folders.split(separator: ",").map(String.init))
        let seed = UInt64(try number("seed", 1))
        if let cases = options["cases"]?.split(separator: ",").compactMap({ Int($0) }), cases.count == 3 {
            try Child(seeds: seeds, seed: seed, cases: (0..<cases[2]).map { cases[0] + $0 * cases[1] }).run()
            return true
        }
        if let parts = options["write"]?.split(separator: ","), parts.count == 2, let number = Int(parts[0]) {
            try Child(seeds: seeds, seed: seed, cases: []).write(number, to: String(parts[1]))
            return true
        }
        let supervisor = Supervisor(
            arguments: ["--seeds", folders, "--seed", "\(seed)"], timeLimit: try number("time", 10),
            memoryLimit: try number("memory", 2048))
        return try await supervisor.run(count: number("count", 3000), jobs: max(1, number("jobs", 2)))
    }
}
