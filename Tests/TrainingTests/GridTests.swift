import Documents
import Foundation
import Testing

@testable import Training

@Suite struct GridTests {
    @Test func cellsAreAllCombinations() throws {
        let grid = try Grid(["rate=0.001,0.002", "losses.consistency=0,0.5,1"])
        #expect(
            grid.cells.map(\.name) == [
                "rate=0.001,losses.consistency=0.0", "rate=0.001,losses.consistency=0.5",
                "rate=0.001,losses.consistency=1.0", "rate=0.002,losses.consistency=0.0",
                "rate=0.002,losses.consistency=0.5", "rate=0.002,losses.consistency=1.0",
            ])
    }

    @Test func aCellChangesItsNumbersAlone() throws {
        let recipe = try SmallShards.recipe()
        let cell = try #require(Grid(["rate=0.5", "losses.adversarial=0.25"]).cells.first)
        let changed = try recipe.with(cell)
        #expect(changed.stages.map(\.rate.peak) == [0.5, 0.5])
        #expect((changed.method as? DASDMethod)?.losses.adversarial == 0.25)
        #expect(
            (changed.method as? DASDMethod)?.losses.consistency == (recipe.method as? DASDMethod)?.losses.consistency)
        #expect(changed.identity != recipe.identity)
    }

    @Test(arguments: ["rate", "rate=", "rate=a", "rate=1,1", "rate=1,", "rate=inf"]) func otherFormsAreRefused(
        _ text: String
    ) {
        #expect(throws: InputError.self) { try Grid([text]) }
    }

    @Test(arguments: ["alignment.weight=1", "rate=-1", "losses.consistency=-1"]) func numbersThatDoNotFitAreRefused(
        _ text: String
    ) throws {
        let cell = try #require(Grid([text]).cells.first)
        let error = #expect(throws: InputError.self) { try SmallShards.recipe().with(cell) }
        #expect(error?.key == "--grid")
    }

    @Test func theBestCellWinsAndFailuresDoNot() throws {
        var report = GridReport()
        let cells = try Grid(["rate=1,2,3,4"]).cells
        report.add(cells[0], failure: "the loss is not finite")
        #expect(report.winner == nil)
        report.add(cells[1], failure: "so is this")
        #expect(report.winner == nil)
        report.add(cells[2], recall: 40, step: 10, failure: nil)
        report.add(cells[3], recall: 41, step: 20, failure: nil)
        report.add(cells[0], recall: 41, step: 30, failure: nil)
        #expect(report.winner?.name == "rate=4.0" && report.winner?.step == 20)
    }
}
