import Documents
import Testing

@testable import Training

/// What launchers set, as their documentations have it.
@Suite struct LaunchTests {
    @Test func aProcessAloneHasNoLauncher() throws {
        #expect(try Launch([:]) == nil)
        #expect(try Launch(["RANK": "0", "WORLD_SIZE": "1"]) == nil)
        // One of the two alone says nothing.
        #expect(try Launch(["RANK": "3"]) == nil)
        // A batch script of Slurm's, and a step of one task.
        #expect(try Launch(["SLURM_JOB_ID": "7", "SLURM_PROCID": "0", "SLURM_NTASKS": "4"]) == nil)
        let one = ["SLURM_JOB_ID": "7", "SLURM_PROCID": "0", "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "1"]
        #expect(try Launch(one) == nil)
    }

    @Test func aStepOfSlurmsIsRead() throws {
        let step = [
            "SLURM_JOB_ID": "7", "SLURM_PROCID": "3", "SLURM_STEP_ID": "2", "SLURM_STEP_NUM_TASKS": "4",
            "SLURM_NTASKS": "9", "SLURM_STEP_NUM_NODES": "2", "SLURM_RESTART_COUNT": "1",
        ]
        #expect(try Launch(step) == Launch(rank: 3, of: 4, job: "7.2.1"))
        let near = step.merging(["SLURM_STEP_NUM_NODES": "1", "MASTER_ADDR": "n1", "MASTER_PORT": "29500"]) { $1 }
        #expect(
            try Launch(near)
                == Launch(
                    rank: 3, of: 4, job: "7.2.1", master: .init(host: "n1", port: 29500), isOnOneMachine: true))
    }

    /// `mpirun` starts its own processes by `srun`, whose variables theirs inherit.
    @Test func theInnerLauncherIsMeant() throws {
        let slurm = [
            "SLURM_JOB_ID": "7", "SLURM_PROCID": "0", "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "2",
        ]
        let open = [
            "OMPI_COMM_WORLD_RANK": "5", "OMPI_COMM_WORLD_SIZE": "8", "OMPI_COMM_WORLD_LOCAL_SIZE": "4",
            "PMIX_NAMESPACE": "1596391425",
        ]
        #expect(try Launch(slurm.merging(open) { $1 }) == Launch(rank: 5, of: 8, job: "1596391425"))
        let hydra = ["PMI_RANK": "1", "PMI_SIZE": "2", "MPI_LOCALNRANKS": "2", "PMI_FD": "6"]
        #expect(try Launch(slurm.merging(hydra) { $1 }) == Launch(rank: 1, of: 2, job: "6", isOnOneMachine: true))
        // Whoever wants to be alone says so.
        #expect(try Launch(slurm.merging(["RANK": "0", "WORLD_SIZE": "1"]) { $1 }) == nil)
    }

    @Test(arguments: [
        ["RANK": "2", "WORLD_SIZE": "2", "MASTER_ADDR": "a", "MASTER_PORT": "1"],
        ["RANK": "x", "WORLD_SIZE": "2", "MASTER_ADDR": "a", "MASTER_PORT": "1"],
        ["RANK": "0", "WORLD_SIZE": "2", "MASTER_ADDR": "a", "MASTER_PORT": "0"],
        ["RANK": "0", "WORLD_SIZE": "2"],
    ])
    func whatContradictsItselfIsRefused(_ environment: [String: String]) {
        #expect(throws: InputError.self) { _ = try Launch(environment) }
    }

    @Test func patienceIsRead() throws {
        #expect(try Patience(["TESSERA_PROCESS_LIFE": "2.5"]).life == .seconds(2.5))
        #expect(throws: InputError.self) { _ = try Patience(["TESSERA_PROCESS_START": "soon"]) }
    }

    /// Processes share cores out; those whose launcher gave each its own have them whole.
    @Test func addressesAndThreadsFollowFromWhereProcessesAre() {
        func guest(_ machine: String, _ own: String, first: String = "", cores: String = "ff", threads: Int = 8)
            -> Meeting.Guest
        {
            .init(machine: machine, own: own, first: first, cores: cores, threads: threads)
        }
        let near = Meeting.Seating([guest("a", "127.0.0.1"), guest("a", "127.0.0.1"), guest("a", "127.0.0.1")])
        #expect(near.addresses == ["127.0.0.1", "127.0.0.1", "127.0.0.1"])
        #expect(near.threads == [2, 2, 2] && near.neighbours == [3, 3, 3])
        let far = Meeting.Seating([
            guest("a", "127.0.0.1", cores: "0f", threads: 4), guest("a", "127.0.0.1", cores: "f0", threads: 4),
            guest("b", "10.0.0.2", first: "10.0.0.1"), guest("b", "10.0.0.2", first: "10.0.0.1"),
        ])
        #expect(far.addresses == ["10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2"])
        #expect(far.threads == [4, 4, 4, 4] && far.neighbours == [2, 2, 2, 2])
    }
}
