import Tensors
import Testing

@testable import Shards

/// Cosines against libtorch's own product of the same rows.
@Suite struct RowSearchTests {
    @Test(arguments: [1, 7, 32, 50, 512])
    func cosinesAreThoseOfTorch(_ width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(Float16(Float(generator.normal()))) } }
        let rows = numbers(20 * width)
        let query = numbers(width)
        var search = RowSearch(width: width)
        search.append(Array(rows[..<(5 * width)]))
        search.append(Array(rows[(5 * width)...]))
        #expect(search.count == 20 && search.row(6) == Array(rows[6 * width..<7 * width]))
        let torch: [Double] = try withoutGradients {
            let a = try Tensor(rows, shape: [20, width]).converted(to: .float64).normalized()
            let b = try Tensor(query, shape: [1, width]).converted(to: .float64).normalized()
            return try a.matmul(b.transposed()).values()
        }
        let all = search.cosines(query, 0..<20)
        #expect(zip(all, torch).allSatisfy { abs(Double($0) - $1) < 1e-5 })
        #expect(search.cosines(query, 3..<9) == Array(all[3..<9]))
    }

    @Test func zerosAreLikeNothing() {
        var search = RowSearch(width: 3)
        search.append([0, 0, 0, 1, 2, 2])
        #expect(search.cosines([0, 0, 1], 0..<2) == [0, 2.0 / 3])
        #expect(search.cosines([0, 0, 0], 0..<2) == [0, 0])
    }
}
