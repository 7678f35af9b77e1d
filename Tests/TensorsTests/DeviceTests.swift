import CTorch
import Documents
import Testing

@testable import Tensors

@Suite struct DeviceTests {
    /// Whether this machine has what CUDA needs.
    static let hasCUDA = (try? Device.cuda.check()) != nil

    @Test func theProcessorIsAlwaysReady() throws {
        try Device.cpu.check()
        let tensor = try Tensor([1, 2, 3] as [Float])
        #expect(tensor.device == .cpu)
        #expect(try tensor.moved(to: .cpu) === tensor)
    }

    /// What is missing is said in one line with a remedy, again and again, and work on the processor goes on.
    @Test(.enabled(if: !hasCUDA)) func askedForWhereItIsNot() throws {
        for _ in 0..<2 {
            let error = #expect(throws: InputError.self) { try Device.cuda.check() }
            #expect(error?.problem.hasPrefix("device cuda: ") == true)
            #expect(error?.remedy.hasSuffix(", or leave the device at cpu") == true)
        }
        let tensor = try Tensor([1, 2] as [Float])
        #expect(throws: InputError.self) { try tensor.moved(to: .cuda) }
        #expect(try (tensor + tensor).values(as: Float.self) == [2, 4])
    }

    @Test(.enabled(if: hasCUDA)) func thereAndBack() throws {
        let tensor = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2])
        let moved = try tensor.moved(to: .cuda)
        #expect(moved.device == .cuda)
        #expect(try moved.matmul(moved).moved(to: .cpu).values(as: Float.self) == [7, 10, 15, 22])
    }

    @Test(arguments: [
        (tt_cuda_missing, "/lib/libtorch_cuda.so", "Scripts/bootstrap --cuda"),
        (tt_cuda_not_loaded, "libcudnn.so.9: cannot open", "Scripts/bootstrap --cuda"),
        (tt_cuda_no_driver, "libcuda.so.1", "driver"),
        (tt_cuda_old_driver, "driver version is insufficient", "driver"),
        (tt_cuda_no_device, "no CUDA-capable device", "nvidia-smi"),
    ]) func everyLackHasItsRemedy(_ state: tt_cuda_state, _ detail: String, _ remedy: String) throws {
        let error = #expect(throws: InputError.self) { try Device.check(state, detail) }
        #expect(error?.remedy.contains(remedy) == true)
        #expect(error?.problem.contains(detail) == true)
    }

    @Test func whatMayPassIsAFault() {
        #expect(throws: Fault.self) { try Device.check(tt_cuda_failed, "out of memory") }
        #expect(throws: Never.self) { try Device.check(tt_cuda_ready, "") }
    }
}
