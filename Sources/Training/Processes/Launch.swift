import Documents
import Foundation

/// What a launcher says of this process: which of how many it is, and how they find each other.
public struct Launch: Sendable, Equatable {
    /// Which of the processes this one is, from 0.
    public let rank: Int
    public let count: Int
    /// Tells this start of a job from all others; empty where the launcher has no word for it.
    public let job: String
    /// The first process's address, where it is told; nil: the processes find each other by a file in the training folder.
    public let master: Master?
    /// Whether all processes are on one machine, as far as is known.
    public let isOnOneMachine: Bool

    public struct Master: Sendable, Equatable {
        public let host: String
        public let port: Int
    }

    public init(
        rank: Int, of count: Int, job: String = "", master: Master? = nil, isOnOneMachine: Bool = false
    ) {
        (self.rank, self.count, self.job, self.master) = (rank, count, job, master)
        self.isOnOneMachine = isOnOneMachine
    }

    /// Reads what launchers set: `RANK` and `WORLD_SIZE` as torchrun has them, then Open MPI's, Hydra's and Slurm's. A launcher
    /// within another comes first: `mpirun` starts its own processes by `srun` where it can.
    ///
    /// A batch script of Slurm's is no process of a step, however many tasks its job has.
    /// - Returns: nil for a process that is alone.
    /// - Throws: ``InputError`` for variables that contradict each other.
    public init?(_ environment: [String: String]) throws {
        let names: [(rank: String, count: String)] = [
            ("RANK", "WORLD_SIZE"), ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), ("PMI_RANK", "PMI_SIZE"),
            ("SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
        ]
        let isSet = names.map { environment[$0.rank] != nil && environment[$0.count] != nil }
        guard let index = isSet.firstIndex(of: true) else { return nil }
        let (name, size) = names[index]
        if index == 3, environment["SLURM_STEP_ID"] == nil { return nil }
        let rank = try Launch.number(environment, name, in: 0...1_000_000)
        let count = try Launch.number(environment, size, in: 1...1_000_000)
        guard rank < count else {
            throw InputError(
                key: name, "process \(rank) is none of \(count)",
                remedy: "count processes from 0; \(size) says how many")
        }
        if count == 1 { return nil }
        let master = try Launch.master(environment)
        guard index > 0 || master != nil else {
            throw InputError(
                key: "MASTER_ADDR", "WORLD_SIZE is \(count), and nothing says where the first process is",
                remedy: "set MASTER_ADDR and MASTER_PORT too, or start by mpirun or srun, which need none")
        }
        let jobs = [
            [], ["PMIX_NAMESPACE", "OMPI_MCA_ess_base_jobid"], ["PMI_JOBID", "PMI_PORT", "PMI_FD"],
            ["SLURM_JOB_ID", "SLURM_STEP_ID", "SLURM_RESTART_COUNT"],
        ]
        let machine = [
            environment["LOCAL_WORLD_SIZE"], environment["OMPI_COMM_WORLD_LOCAL_SIZE"], environment["MPI_LOCALNRANKS"],
            environment["SLURM_STEP_NUM_NODES"] == "1" ? "\(count)" : nil,
        ]
        self.init(
            rank: rank, of: count, job: jobs[index].compactMap { environment[$0] }.joined(separator: "."),
            master: master, isOnOneMachine: machine[index] == "\(count)")
    }

    private static func master(_ environment: [String: String]) throws -> Master? {
        guard let host = environment["MASTER_ADDR"], environment["MASTER_PORT"] != nil, !host.isEmpty else {
            return nil
        }
        return Master(host: host, port: try number(environment, "MASTER_PORT", in: 1...65535))
    }

    private static func number(_ environment: [String: String], _ name: String, in range: ClosedRange<Int>) throws
        -> Int
    {
        guard let number = environment[name].flatMap({ Int($0) }), range.contains(number) else {
            throw InputError(
                key: name, "'\(environment[name] ?? "")' is no number from \(range.lowerBound) to \(range.upperBound)",
                remedy: "correct it, or set WORLD_SIZE=1 and RANK=0 to train by one process")
        }
        return number
    }
}
