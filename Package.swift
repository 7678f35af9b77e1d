// swift-tools-version: 6.2
// Tessera: from a dataset manifest to translated captions, frozen features and a cross-lingual retrieval model.
// The order of the targets is the order in which the data flows; a target depends only on targets before it.
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

/// Where Scripts/bootstrap unpacked libtorch. Its paths are given as unsafe flags because SwiftPM takes no run path from a
/// pkg-config file.
let environment = Context.environment
let caches = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
let torch = (environment["TESSERA_CACHE"] ?? caches + "/tessera") + "/libtorch-2.11.0"

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a room, in Tests/ROOMTests.
func tests(_ room: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: room + "Tests", dependencies: [.init(stringLiteral: room), "TestSupport"] + dependencies,
        swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "Tessera",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tessera", targets: ["tessera"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    ],
    targets: [
        // Faces of the system's libraries.
        .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat"),
        .systemLibrary(name: "CJPEG", pkgConfig: "libturbojpeg"),
        .systemLibrary(name: "CSSE2"),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebp"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CEpoll"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CSentencePieceLibrary", pkgConfig: "sentencepiece"),
        .target(
            name: "CSentencePiece", dependencies: ["CSentencePieceLibrary"], linkerSettings: [.linkedLibrary("stdc++")]),
        .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2"), .linkedLibrary("stdc++")]),
        .target(
            name: "CTorch",
            cxxSettings: [
                // The names of Gloo, whose headers the wheel lacks.
                .headerSearchPath("Gloo"),
                .unsafeFlags([
                    "-isystem", "\(torch)/include", "-isystem", "\(torch)/include/torch/csrc/api/include",
                ]),
            ],
            linkerSettings: [
                .unsafeFlags([
                    "-L\(torch)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(torch)/lib",
                    "-Xlinker", "--allow-shlib-undefined",
                ]),
                .linkedLibrary("torch_cpu"), .linkedLibrary("c10"), .linkedLibrary("stdc++"),
                // libtorch's own copy of OpenMP.
                .linkedLibrary(":libgomp.so.1"),
            ]),
        // Optimised in every build: unoptimised intrinsics take a hundred times as long.
        .target(name: "CAMX", cxxSettings: [.unsafeFlags(["-O2"])]),
        .target(name: "CGather", cSettings: [.unsafeFlags(["-O2"])]),

        // Rooms, in the order of the data.
        room("Documents", [crypto, "Yams"]),
        room("Corpus", ["Documents"]),
        room("Texts", ["Documents", "Corpus", "CCLD2"]),
        room("Workspace", ["Documents", log]),
        room("Cluster", ["Documents", "Workspace", .product(name: "Subprocess", package: "swift-subprocess")]),
        room("Transfer", ["Documents", "CCurl", "CEpoll"]),
        room("Tensors", ["Documents", "CTorch", "CAMX"]),
        room("Tokenizers", ["Documents", "CSentencePiece"]),
        room("Media", ["Documents", "CFFmpeg", "CJPEG", "CSSE2", "CWebP", crypto]),
        room("Storage", ["Documents", "Workspace", "Transfer"]),
        room("Shards", ["Documents", "Transfer", "Storage", "Tensors", "CGather"]),
        room("Models", ["Documents", "Tensors"]),
        room("Fetch", ["Documents", "Corpus", "Workspace", "Transfer", "Storage", "Media", "CArchive", database]),
        room(
            "Translate",
            [
                "Documents", "Corpus", "Texts", "Workspace", "Transfer", database, sqlite,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        room(
            "Features", ["Documents", "Corpus", "Workspace", "Tensors", "Tokenizers", "Media", "Shards", "Models"]),
        room(
            "Training", ["Documents", "Corpus", "Workspace", "Tensors", "Tokenizers", "Media", "Shards", "Models"]),
        room(
            "Evaluation",
            ["Documents", "Corpus", "Workspace", "Tensors", "Media", "Shards", "Models", "Features", "Training"]),
        room(
            "Validation",
            [
                "Documents", "Corpus", "Texts", "Workspace", "Tensors", "Media", "Shards", "Features", "Training",
            ]),
        room(
            "Reporting",
            [
                "Documents", "Corpus", "Workspace", "Media", "Shards", "Translate", "Training", "Evaluation",
                "Validation",
            ]),
        room(
            "Browsing",
            [
                "Documents", "Corpus", "Workspace", "Tensors", "Tokenizers", "Media", "Shards", "Models", "Features",
                "Training", "Evaluation", "Reporting", hummingbird, log,
            ]),
        room(
            "Pipeline",
            [
                "Documents", "Corpus", "Workspace", "Storage", "Cluster", "Tokenizers", "Shards", "Fetch",
                "Translate", "Features",
                "Training", "Evaluation", "Validation", "Reporting",
            ]),
        .executableTarget(
            name: "tessera",
            dependencies: [
                "Documents", "Corpus", "Texts", "Workspace", "Storage", "Cluster", "Tensors", "Tokenizers", "Media",
                "Shards",
                "Models", "Fetch",
                "Translate", "Features", "Training", "Evaluation", "Validation", "Reporting", "Browsing", "Pipeline",
                log,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Scripts/fuzz.
        .executableTarget(
            name: "fuzz", dependencies: ["Documents", "Tensors", "Tokenizers", "Media"], path: "Tests/Fuzz",
            exclude: ["make-seeds"], swiftSettings: strict),
        // Parts of benchmarks that need the rooms themselves.
        .executableTarget(
            name: "encoder-benchmark", dependencies: ["Models", "Tensors"], path: "Benchmarks/features/Encoder",
            swiftSettings: strict),
        .executableTarget(
            name: "layer-benchmark", dependencies: ["Tensors"], path: "Benchmarks/layers/Layers",
            swiftSettings: strict),
        .executableTarget(
            name: "shard-benchmark", dependencies: ["Shards", "Workspace"], path: "Benchmarks/features/Shards",
            swiftSettings: strict),
        .executableTarget(
            name: "stream-benchmark", dependencies: ["Documents", "Shards", "Tensors", "Training"],
            path: "Benchmarks/stream/Stream", swiftSettings: strict),
        .executableTarget(
            name: "decode-benchmark", dependencies: ["Media"], path: "Benchmarks/decode/Decode", swiftSettings: strict),

        // Tests; TestSupport reads expectations without any code of the rooms.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "StandIn", dependencies: ["CTorch"], path: "Tests/StandIn",
            cxxSettings: [
                .unsafeFlags([
                    "-isystem", "\(torch)/include", "-isystem", "\(torch)/include/torch/csrc/api/include",
                ])
            ]),
        .target(
            name: "TestServer", dependencies: ["TestSupport", hummingbird, log], path: "Tests/TestServer",
            swiftSettings: strict),
        tests("Documents"),
        tests("Corpus", ["Documents"]),
        tests("Texts", ["Documents", "Corpus"]),
        tests("Workspace", ["Documents"]),
        tests("Transfer", ["Documents", "TestServer", hummingbird]),
        tests("Storage", ["Documents", "Workspace", "Transfer", "TestServer"]),
        tests("Tensors", ["Documents", "CTorch", "StandIn"]),
        tests("Tokenizers", ["Documents"]),
        tests("Media", ["Documents"]),
        tests("Shards", ["Documents", "Transfer", "Tensors", "TestServer"]),
        tests("Models", ["Documents", "Tensors", "StandIn"]),
        tests("Fetch", ["Documents", "Corpus", "Workspace", "Media", "CArchive", "TestServer", hummingbird]),
        tests(
            "Translate",
            ["Documents", "Corpus", "Workspace", "Transfer", "TestServer", hummingbird, database]),
        tests(
            "Features", ["Documents", "Corpus", "Workspace", "Media", "Tensors", "Tokenizers", "Shards", "tessera"]),
        tests(
            "Training",
            [
                "Documents", "Workspace", "Transfer", "Tensors", "Tokenizers", "Shards", "Models", "StandIn",
                "TestServer",
            ]),
        tests("Evaluation", ["Documents", "Tensors", "Workspace"]),
        tests("Validation", ["Documents", "Corpus", "Texts", "Tensors", "Media", "Shards"]),
        tests("Reporting", ["Documents", "Workspace"]),
        tests("Browsing", ["Documents", "Corpus", "Workspace", "Tensors", "Shards", "TestServer", hummingbird, log]),
        .testTarget(name: "FuzzTests", dependencies: ["fuzz", "TestSupport"], swiftSettings: strict),
        tests("Pipeline", ["Tensors", "tessera", "TestServer", hummingbird]),
    ],
    cxxLanguageStandard: .cxx20
)
