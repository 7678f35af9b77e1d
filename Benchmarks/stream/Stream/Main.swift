import Foundation
import Shards
import Training

/// The parts of the benchmark that need the rooms themselves.
///
///     stream-benchmark make DIR SAMPLES SHARDS      writes shards of random features and captions in two languages
///     stream-benchmark check DIR BATCH              one epoch: how many samples, and sums over all that they hold
///     stream-benchmark run DIR BATCH SECONDS        batches for so long: samples a second, and memory
///     stream-benchmark order CAPTIONS BATCH         an epoch's order alone
@main
struct Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func number(_ place: Int) -> Int { Int(arguments[place]) ?? 0 }
        switch arguments.first {
        case "make": try Samples(count: number(2)).write(to: arguments[1], shards: number(3))
        case "check": try await check(arguments[1], batch: number(2))
        case "run": try await run(arguments[1], batch: number(2), seconds: Double(number(3)))
        case "order": try order(captions: number(1), batch: number(2))
        default: FileHandle.standardError.write(Data("usage: see Main.swift\n".utf8))
        }
    }

    /// A sample is a German caption: its image's features, its tokens, and those of the English caption that it translates.
    private static func stream(_ folder: String, batch: Int) throws -> TrainingStream {
        let pool = try CaptionPool(
            folder: folder, split: "train", languages: ["de"], columns: [.visual, .sourceTokens], verifying: false)
        return try TrainingStream(pool, StreamSettings(batch: batch), seed: 1)
    }

    private static func check(_ folder: String, batch: Int) async throws {
        let stream = try stream(folder, batch: batch)
        let batches = try stream.batches()
        var (samples, tokens, features) = (0, 0, 0.0)
        while samples < stream.pool.count {
            let captions = try await batches.next().captions
            samples += captions.captions.count
            tokens += captions.tokens.ids.reduce(0) { $0 + Int($1) }
            tokens += captions.sourceTokens?.ids.reduce(0) { $0 + Int($1) } ?? 0
            features += try captions.visual?.values(as: Float.self).reduce(0) { $0 + Double($1) } ?? 0
        }
        print("{\"samples\": \(samples), \"tokens\": \(tokens), \"features\": \(features)}")
    }

    private static func run(_ folder: String, batch: Int, seconds: Double) async throws {
        var begin = ContinuousClock.now
        let stream = try stream(folder, batch: batch)
        let opening = begin.duration(to: .now) / .seconds(1)
        let batches = try stream.batches()
        // An epoch first, as for the others: their shards come into memory too.
        var warming = 0
        while warming < stream.pool.count { warming += try await batches.next().captions.captions.count }
        var (samples, steps) = (0, 0)
        begin = .now
        while begin.duration(to: .now) < .seconds(seconds) {
            samples += try await batches.next().captions.captions.count
            steps += 1
        }
        let took = begin.duration(to: .now) / .seconds(1)
        print(
            "{\"samples\": \(Double(samples) / took), \"steps\": \(Double(steps) / took), \"open\": \(opening), "
                + "\"anonymous\": \(try memory("RssAnon")), \"files\": \(try memory("RssFile"))}")
    }

    private static func order(captions: Int, batch: Int) throws {
        let order = try BatchOrder(
            .init(ranges: [0..<captions], items: (0..<UInt32(captions)).map { $0 / 5 }), StreamSettings(batch: batch),
            seed: 1)
        let before = try memory("VmHWM")
        let begin = ContinuousClock.now
        var (seen, first) = (0, Duration.zero)
        for batch in order.epoch(0) {
            if seen == 0 { first = begin.duration(to: .now) }
            seen += batch.captions.count
        }
        let took = begin.duration(to: .now) / .seconds(1)
        print(
            "{\"captions\": \(seen), \"a_second\": \(Double(seen) / took), \"first\": \(first / .seconds(1)), "
                + "\"memory\": \(try memory("VmHWM") - before)}")
    }

    /// A line of /proc/self/status, in bytes.
    private static func memory(_ name: String) throws -> Int {
        let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name + ":") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }
}
