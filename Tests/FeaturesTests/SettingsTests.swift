import Documents
import Media
import Testing

@testable import Features

@Suite struct SettingsTests {
    private func settings(_ yaml: String) throws -> FeatureSettings {
        try FeatureSettings(Document(parsing: yaml, file: "/p.yaml"))
    }

    @Test func everySettingIsRead() throws {
        let settings = try settings(
            """
            model: clip
            sample: midpoints:3
            pooling: mean-normalised
            precision: bf16
            device: cpu
            batch: 7
            salvage: true
            time_limit: 30
            memory_limit: 64
            shard: {bytes: 2 MiB}
            tokenizers: {es: bert}
            """)
        #expect(settings.model == "/clip" && settings.tokenizers.values.map { $0 } == ["/bert"])
        #expect(settings.sampling == .midpoints(3) && settings.pooling == .meanNormalised)
        #expect(settings.precision == .bf16 && settings.device == .cpu)
        #expect(settings.decoding == DecodingOptions(salvage: true, timeLimit: .seconds(30), memoryLimit: 64 << 20))
        #expect(settings.batch == 7 && settings.shard == .bytes(2 << 20))
        #expect(try self.settings("model: m\nshard: {items: 12}").shard == .items(12))
    }

    @Test(arguments: [
        ("model: m\npooling: median", 2), ("model: m\nprecision: fp8", 2), ("model: m\nbatch: 0", 2),
        ("model: m\nsalvage: maybe", 2), ("model: m\nshard: {items: 0}", 2), ("model: m\nshard: {bytes: 1XB}", 2),
        ("model: m\nshard: {items: 1, bytes: 1GB}", 2), ("model: m\nshard: {}", 2), ("model: m\nsample: some:1", 2),
        ("model: m\nsample: all\npooling: frames", 3), ("model: m\ntokenizers: {xx: a}", 2),
    ])
    func whatIsWrongIsNamedWithItsLine(_ yaml: String, line: Int) throws {
        let error = #expect(throws: InputError.self) { try settings(yaml) }
        #expect(error?.file == "/p.yaml" && error?.line == line, "\(error?.description ?? "")")
    }

    @Test func everySettingThatBytesDependOnIsInTheFingerprint() throws {
        let base = try settings("model: m").inputs
        for other in [
            "sample: uniform:3", "pooling: mean-normalised", "precision: bf16", "batch: 3", "salvage: true",
        ] {
            #expect(try settings("model: m\n" + other).inputs != base, "\(other)")
        }
    }

    @Test(arguments: [("4096", ShardSize.items(4096)), ("256MB", .bytes(256_000_000)), ("1GiB", .bytes(1 << 30))])
    func sizesOnTheCommandLine(_ text: String, size: ShardSize) throws {
        #expect(try ShardSize(text) == size)
    }

    @Test(arguments: ["", "0", "-3", "MB", "1.5GB", "99999999999999999999", "9999999999TB"])
    func whatIsNoSizeIsRefused(_ text: String) {
        #expect(throws: InputError.self) { try ShardSize(text) }
    }

    @Test func samplingsWithALargestNumberOfFrames() throws {
        #expect(try FrameSampling("uniform:12").most == 12)
        #expect(try FrameSampling("midpoints:7").most == 7)
        #expect(FrameSampling.all.most == nil)
        #expect(try FrameSampling("fps:1,max:12").most == 12)
        #expect(try FrameSampling("fps:1").most == nil)
        #expect(try FrameSampling("keyframes:8").most == 8)
        #expect(try FrameSampling("keyframes").most == nil)
    }

    @Test func poolingByHand() {
        func pool(_ pooling: Pooling) -> [Float] {
            var pool = Pooling.Pool(pooling)
            pool.add([3, 4, 0, 2], count: 2)
            pool.add([5, 0], count: 1)
            #expect(pool.frames == 3)
            return pool.features
        }
        #expect(pool(.mean) == [Float(8.0 / 3), 2])
        #expect(pool(.meanNormalised) == [Float(1.6 / 3), Float(1.8 / 3)])
        #expect(pool(.frames) == [3, 4, 0, 2, 5, 0])
    }
}
