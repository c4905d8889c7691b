// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// One set of rules for every target: Swift 6 mode, warnings are errors, unsafe code is marked.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    // Run-time checks of exclusive access cost a twentieth of a request; tests run with them.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

let package = Package(
    name: "seatgrid",
    products: [
        .executable(name: "seatgrid", targets: ["SeatGridCLI"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git",
            from: "2.13.0"
        ),
        // The load harness, which knows the server by HTTP and WebSocket only: `seatgrid load`.
        .package(path: "LoadTests"),
    ],
    targets: [
        .target(
            name: "CGridSystem",
            path: "Sources/CSystem",
            linkerSettings: [.linkedLibrary("z")]
        ),
        // The web app's files, in the binary: `scripts/embed_web.py` writes their list.
        .target(name: "CWebApp", path: "Sources/WebApp", exclude: ["app"]),
        .target(name: "WAL", dependencies: ["CGridSystem"], swiftSettings: strict),
        .target(
            name: "SeatGrid",
            dependencies: ["WAL", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(
            name: "Gateway",
            dependencies: [
                "SeatGrid", "CGridSystem", "CWebApp",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SeatGridCLI",
            dependencies: [
                "CGridSystem", "Gateway", "SeatGrid", "WAL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "LoadCommands", package: "LoadTests"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "MicroBench",
            dependencies: [
                "CAllocationCount", "Gateway", "SeatGrid", "WAL",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "LoadTests/Micro",
            swiftSettings: strict
        ),
        .target(name: "CAllocationCount", path: "LoadTests/CAllocationCount"),
        .target(
            name: "SimulationKit",
            dependencies: ["WAL"],
            path: "Tests/SimulationKit",
            swiftSettings: strict
        ),
        // The gateway's WebSocket layer behind an echo, which conformance suites talk to.
        .executableTarget(
            name: "seatgrid-ws-echo",
            dependencies: [
                "Gateway",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/Conformance/EchoServer",
            swiftSettings: strict
        ),
        .testTarget(
            name: "WALTests",
            dependencies: ["WAL", "SimulationKit"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SeatGridTests",
            dependencies: ["SeatGrid", "SimulationKit", "WAL"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "CGridSystem", "Gateway", "SeatGrid", "SimulationKit",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SeatGridCLITests",
            dependencies: ["Gateway", "SeatGridCLI", "SeatGrid"],
            swiftSettings: strict
        ),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// `scripts/fuzz.sh`: a program whose main is libFuzzer's, in place of the tests whose files it has.
if ProcessInfo.processInfo.environment["SEATGRID_FUZZ"] != nil {
    package.targets.removeAll { $0.type == .test }
    package.targets.append(
        .executableTarget(
            name: "narrow-fuzz",
            dependencies: [
                "Gateway",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/GatewayTests/HTTP/Narrow",
            sources: ["NarrowDifference.swift", "NarrowFuzz.swift"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
        )
    )
}
