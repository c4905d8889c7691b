// swift-tools-version: 6.2
import PackageDescription

/// The same rules as the server's package: Swift 6 mode, warnings are errors, unsafe code is
/// marked.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
]

/// The load harness is a package of its own: it knows the server by HTTP and WebSocket only, and
/// builds without a line of the server's code.
let package = Package(
    name: "seatgrid-load-tests",
    products: [
        .executable(name: "seatgrid-load", targets: ["seatgrid-load"]),
        .executable(name: "hello", targets: ["hello"]),
        .library(name: "LoadCommands", targets: ["LoadCommands"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(
            url: "https://github.com/HdrHistogram/hdrhistogram-swift.git",
            .upToNextMinor(from: "0.2.0")
        ),
    ],
    targets: [
        .target(name: "CWire", cSettings: [.unsafeFlags(["-O2", "-Wall", "-Werror"])]),
        .target(name: "Checker", swiftSettings: strict),
        .systemLibrary(name: "CZlib"),
        .target(name: "Report", dependencies: ["CZlib"], swiftSettings: strict),
        .target(
            name: "LoadKit",
            dependencies: [
                "CWire", "CZlib", "Checker", "Report",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: strict
        ),
        // The commands, for `seatgrid-load` and for `seatgrid load` of the server's binary.
        .target(
            name: "LoadCommands",
            dependencies: [
                "LoadKit", "Checker", "Report",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "seatgrid-load",
            dependencies: [
                "LoadCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "hello",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "FakeServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            path: "Tests/FakeServer",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "seatgrid-fake",
            dependencies: [
                "FakeServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/seatgrid-fake",
            swiftSettings: strict
        ),
        .testTarget(
            name: "CheckerTests",
            dependencies: ["Checker"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ReportTests",
            dependencies: ["Report", "Checker"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LoadKitTests",
            dependencies: ["LoadKit", "Checker", "FakeServer"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LoadCommandsTests",
            dependencies: [
                "LoadCommands", "LoadKit", "Report", "FakeServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
