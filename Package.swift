// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "insiderd",
  products: [
    .executable(name: "insiderd", targets: ["insiderd"]),
    .executable(name: "insiderd-relay", targets: ["insiderd-relay"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // What async-http-client is made of: its configuration speaks their types.
    .package(url: "https://github.com/apple/swift-nio", from: "2.86.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.34.0"),
  ],
  targets: [
    // Pure: no disk, no clock, no network (Tests/TidyTests lists the imports each may have).
    .target(name: "Filings", dependencies: ["CZlib", "CVector"]),
    .target(name: "Rules", dependencies: ["Filings"]),
    .target(name: "Wire"),

    // The judge: all of its input and output.
    .target(
      name: "Daemon",
      dependencies: ["Filings", "Rules", "Wire", "CSQLite", "CSystemd", "CGcrypt", "CLinux"]
    ),
    .executableTarget(
      name: "insiderd",
      dependencies: [
        "Daemon", "Rules", "Filings", "Wire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // The relay: the network, and neither filing nor ledger.
    .executableTarget(
      name: "insiderd-relay",
      dependencies: [
        "Wire", "CGcrypt", "CLinux",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),

    // What `make bench` holds the relay against.
    .executableTarget(
      name: "relay-floor",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Benchmarks/relay-floor"
    ),

    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(
      name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CVector"),

    .testTarget(
      name: "FilingsTests", dependencies: ["Filings"],
      exclude: ["Pages", "ScannedPages/Printed", "ScannedPages/print-pages.py", "Scripts"]),
    .testTarget(
      name: "CommandTests", dependencies: ["insiderd", "Daemon", "Filings", "Wire"], exclude: ["Golden"]),
    .testTarget(name: "RulesTests", dependencies: ["Rules", "Filings"]),
    .testTarget(
      name: "DaemonTests", dependencies: ["Daemon", "Filings", "Rules", "Wire"],
      exclude: ["Formats/Golden", "Formats/Schemas", "Formats/check-payloads.py"]),
    .testTarget(
      name: "RelayTests",
      dependencies: [
        "insiderd-relay", "CLinux", "Daemon", "Wire",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      exclude: ["Support"]
    ),
    .testTarget(
      name: "EndToEndTests", dependencies: ["insiderd", "insiderd-relay"], exclude: ["Scripts"]),
    .testTarget(name: "TidyTests"),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
  ]
}
