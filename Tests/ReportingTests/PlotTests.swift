import Testing

@testable import Reporting

@Suite struct PlotTests {
    @Test func ticksAreRound() {
        #expect(Axis(covering: [0.013, 0.0271]).ticks.map(Numbers.tick) == ["0", "0.01", "0.02", "0.03"])
        #expect(Axis(from: 0, to: 1799).ticks == [0, 500, 1000, 1500])
        #expect(Axis(covering: [0.61, 0.69]).range.lowerBound > 0.5)
    }

    @Test func farApartIsLogarithmic() {
        let axis = Axis(covering: [0.0005, 4.2])
        #expect(axis.isLogarithmic)
        #expect(axis.ticks.map(Numbers.tick) == ["0.001", "0.01", "0.1", "1"])
        #expect(axis.position(0.0005) > 0 && axis.position(4.2) < 1)
    }

    @Test(arguments: [[0.0], [1.0], [-2.0, 3.0], [0.5, 0.5], []])
    func anythingHasAnAxis(_ values: [Double]) {
        let axis = Axis(covering: values)
        #expect(!axis.ticks.isEmpty)
        #expect(values.allSatisfy { (0...1).contains(axis.position($0)) })
    }

    @Test func manyPointsAreThinned() {
        let points = (0..<10_000).map { LineChart.Point(step: $0, value: 1) }
        let html = LineChart(
            title: "T", unit: "u", about: "a", runs: [.init(name: "r", stages: [.init(name: "s", points: points)])]
        ).html.text
        #expect(html.utf8.count < 40_000)
        #expect(html.contains("<td class=\"number\">1</td>") && html.contains("9,999"))
    }

    @Test func numbersReadWell() {
        #expect(Numbers.grouped(1_234_567) == "1,234,567")
        #expect(Numbers.counted(1, "item") == "1 item")
        #expect(Numbers.bytes(999) == "999 bytes" && Numbers.bytes(1_440_000) == "1.4 MB")
        #expect(Numbers.tick(0.00001) == "1e-05" && Numbers.tick(2500) == "2,500")
    }

    @Test func controlCharactersDoNotReachThePage() {
        #expect(HTML.escaped("a\u{0}b\u{9b}c\n") == "a\u{FFFD}b\u{FFFD}c\n")
    }
}
