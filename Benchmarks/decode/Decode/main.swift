// What Benchmarks/decode measures: the library alone, without the start of the whole command.
//
//   decode-benchmark STRATEGY JOBS FILE...            the frames as RGB, JOBS files at a time; prints the seconds
//   decode-benchmark --digests STRATEGY FILE...       as `tessera frames --md5` prints them
import Foundation
import Media
import Synchronization

var arguments = Array(CommandLine.arguments.dropFirst())
let listsDigests = arguments.first == "--digests"
if listsDigests { arguments.removeFirst() }
guard arguments.count >= 3 || listsDigests && arguments.count >= 2 else {
    FileHandle.standardError.write(Data("usage: decode-benchmark STRATEGY JOBS FILE...\n".utf8))
    exit(2)
}
let sampling = try FrameSampling(arguments.removeFirst())
if listsDigests {
    for file in arguments {
        print("# \(file)")
        do {
            for frame in try VideoFile(path: file).digests(sampling) {
                print("\(frame.index)\t\(frame.time)\t\(frame.md5)")
            }
        } catch { print("error: \(error)") }
    }
    exit(0)
}

let jobs = Int(arguments.removeFirst()) ?? 1
let files = arguments
let next = Atomic<Int>(0)
let frames = Atomic<Int>(0)
let failures = Atomic<Int>(0)
let clock = ContinuousClock()
let took = clock.measure {
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < files.count else { return }
            do {
                _ = try VideoFile(path: files[index]).forEachFrame(sampling) { _ in
                    frames.wrappingAdd(1, ordering: .relaxed)
                }
            } catch { failures.wrappingAdd(1, ordering: .relaxed) }
        }
    }
}
let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
print(
    #"{"seconds": \#(seconds), "frames": \#(frames.load(ordering: .relaxed)), "failures": \#(failures.load(ordering: .relaxed))}"#
)
