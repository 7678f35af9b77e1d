/// A process's part of a batch. The order of captions, and so the place in the stream, do not depend on how many processes
/// there are.
public struct BatchPart: Sendable, Equatable {
    public let process: Int
    public let processes: Int
    /// Captions of the whole batch.
    public let whole: Int

    /// - Parameters: process: from 0; whole: captions of the whole batch, at least 1.
    public init(_ process: Int = 0, of processes: Int = 1, in whole: Int) {
        precondition((0..<processes).contains(process), "processes count from 0")
        (self.process, self.processes, self.whole) = (process, processes, whole)
    }

    /// Its captions among the whole batch's: as many as the others', or one more.
    public var own: Range<Int> { range(of: process) }

    /// A process's captions.
    func range(of process: Int) -> Range<Int> {
        process * whole / processes..<(process + 1) * whole / processes
    }

    /// What is gathered for it: its own captions; where it has none, one that is another's and does not count, so that all
    /// processes do the same.
    public var gathered: Range<Int> { own.isEmpty ? 0..<1 : own }
}
