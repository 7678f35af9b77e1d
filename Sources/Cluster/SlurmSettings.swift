import Documents

/// How Slurm runs the stages: the `slurm` section of a pipeline file.
public struct SlurmSettings: Sendable, Equatable {
    /// What a stage's jobs ask for.
    public struct Job: Sendable, Equatable {
        /// Slurm's own partition: `--partition`.
        public var queue: String?
        public var account: String?
        /// The longest that a task may take, as Slurm writes it: `4:00:00`.
        public var time: String?
        /// `16G`
        public var memory: String?
        /// Cores of a task.
        public var cores: Int?
        /// GPUs of a task.
        public var gpus: Int?
        /// Processes of a task, which train one model together; cores and GPUs are for each of them.
        public var processes = 1
        /// Further options of sbatch, one each.
        public var options: [String] = []
        /// Lines of shell before the command, in each task.
        public var setup: String?
        /// What stands in for `tessera` in each task, as a shell takes it: `apptainer exec tessera.sif tessera`.
        public var command: String?
        /// Partitions of the stage that a task does, one after the other.
        public var partitionsPerTask = 1
        /// Tasks that run at a time; nil for as many as Slurm lets.
        public var tasksAtOnce: Int?
        /// How often a partition is submitted that is not done when its task has ended.
        public var tries = 3
        /// The section of the pipeline file that says so; nil where none does.
        private var section: InputError?

        public init() {}

        /// What sbatch will not take.
        func refusal(_ words: String, stage: String) -> InputError {
            var error = section ?? InputError(key: "slurm", "", remedy: "")
            error.problem = "Slurm does not take the jobs of '\(stage)': \(words)"
            error.remedy = "mend the section; `sinfo` tells what there is"
            return error
        }

        /// What Tessera finds its tasks by, or writes beside such an option.
        private static let own = [
            "--job-name", "-J", "--array", "-a", "--output", "-o", "--error", "-e", "--open-mode", "--parsable",
            "--wrap",
            "--test-only", "--ntasks", "-n",
        ]

        private static func isOwn(_ option: String) -> Bool {
            own.contains {
                $0.hasPrefix("--")
                    ? option == $0 || option.hasPrefix($0 + "=") : option.hasPrefix($0) && !option.hasPrefix("--")
            }
        }

        fileprivate static let keys = [
            "partition", "account", "time", "memory", "cores", "gpus", "options", "setup", "command",
            "partitions_per_task", "tasks_at_once", "tries",
        ]

        /// The keys of a section over what is there.
        fileprivate func with(_ section: Document) throws -> Job {
            var job = self
            job.section = section.error("", remedy: "")
            func text(_ key: String) throws -> String? {
                guard let value = try section.optional(key) else { return nil }
                let text = try value.string()
                // It goes into a script's line.
                guard !text.isEmpty, !text.contains(where: \.isNewline) else {
                    throw value.error("is empty, or of several lines", remedy: "write one line")
                }
                return text
            }
            job.queue = try text("partition") ?? queue
            job.account = try text("account") ?? account
            job.time = try text("time") ?? time
            job.memory = try text("memory") ?? memory
            job.cores = try section.optional("cores")?.int(in: 1...100_000) ?? cores
            job.gpus = try section.optional("gpus")?.int(in: 0...1000) ?? gpus
            if let lines = try section.optional("options") {
                job.options = try lines.list().map { line in
                    let text = try line.string()
                    guard text.hasPrefix("-"), !text.contains(where: \.isNewline) else {
                        throw line.error("is no option of sbatch", remedy: "write, for example, --constraint=a100")
                    }
                    guard !Job.isOwn(text) else {
                        throw line.error("is an option that Tessera sets itself", remedy: "leave it out")
                    }
                    return text
                }
            }
            job.setup = try section.optional("setup")?.string() ?? setup
            job.command = try text("command") ?? command
            job.partitionsPerTask =
                try section.optional("partitions_per_task")?.int(in: 1...1_000_000) ?? partitionsPerTask
            job.tasksAtOnce = try section.optional("tasks_at_once")?.int(in: 1...1_000_000) ?? tasksAtOnce
            job.tries = try section.optional("tries")?.int(in: 1...1000) ?? tries
            return job
        }
    }

    /// The stage whose processes work at one partition.
    private static let sharing = "train"

    private let usual: Job
    private let stages: [String: Job]
    /// Stages that the submitting process does itself: on a cluster where only its machine reaches a network, or for what takes
    /// less time than a place in the queue.
    public let here: Set<String>

    /// What is asked for where a file has no such section.
    public init() { (usual, stages, here) = (Job(), [:], []) }

    /// - Parameter section: of the file.
    /// - Parameter names: of the stages that there are.
    public init(_ section: Document, stages names: [String]) throws {
        try section.allow(only: Job.keys + ["stages", "here"])
        let usual = try Job().with(section)
        self.usual = usual
        here = Set(
            try (section.optional("here")?.list() ?? []).map { name in
                guard names.contains(try name.string()) else {
                    throw name.error(
                        "there is no stage '\(try name.string())'",
                        remedy: "use some of: \(names.joined(separator: ", "))")
                }
                return try name.string()
            })
        guard let own = try section.optional("stages") else {
            stages = [:]
            return
        }
        try own.allow(only: names)
        stages = Dictionary(
            try own.entries().map { name, section in
                try section.allow(only: Job.keys + ["processes"])
                var job = try usual.with(section)
                guard let processes = try section.optional("processes") else { return (name, job) }
                guard name == SlurmSettings.sharing else {
                    throw processes.error(
                        "only '\(SlurmSettings.sharing)' is done by several processes together",
                        remedy: "other stages have tasks beside each other: take the key out")
                }
                job.processes = try processes.int(in: 1...100_000)
                return (name, job)
            }
        ) { $1 }
    }

    /// What the jobs of a stage ask for.
    public func job(of stage: String) -> Job { stages[stage] ?? usual }
}
