// swift-tools-version: 6.2
// The rooms of the house. Arrows point down only: a target may depend on targets of a lower floor.
// CONTRIBUTING.md says what lives in each room.

import PackageDescription

/// Warnings stop a build in CI; on a desk they stay warnings, so that a newer toolchain can still build.
let warnings: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let house: [SwiftSetting] =
    warnings + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]

/// Sampling is arithmetic in long loops, and a debug build of it would make every test that runs a scenario wait.
let loops: [SwiftSetting] = house + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
    name: "bcf",
    products: [
        .executable(name: "bcf", targets: ["bcf"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 0
        .systemLibrary(name: "CDigest", providers: [.apt(["libmd-dev"])]),
        .target(name: "Confinement"),
        // What each year asks of a plan; Rulebooks.c embeds the YAML files.
        .target(name: "Rulebooks", exclude: ["Rulebooks", "year.inc", "years.inc"]),
        // What the program's JSON looks like; Schemas.c embeds the files of Schemas/.
        .target(name: "Schemas", exclude: ["schema.inc", "schemas.inc"]),
        .target(name: "LuaShim", linkerSettings: [.linkedLibrary(":liblua5.4.a")]),
        // libedit edits lines at a terminal; linked whole, so that it costs other commands nothing.
        .target(
            name: "EditShim",
            linkerSettings: [
                .linkedLibrary(":libedit.a"), .linkedLibrary(":libtinfo.a"), .linkedLibrary(":libbsd.a"),
            ]),
        // Opens CBC's library when a linear program is first made, so that it too costs other commands nothing.
        .target(name: "SolverShim"),
        .target(name: "Diagnostics", swiftSettings: house),
        .target(name: "Finance", dependencies: ["Diagnostics", "Draws"], swiftSettings: house),
        .target(name: "LuaSyntax", dependencies: ["Diagnostics"], swiftSettings: house),
        // Loops in C, which the compiler builds again for wider registers.
        .target(name: "Kernels"),
        .target(name: "Draws", dependencies: ["Kernels"], swiftSettings: loops),

        // Floor 1
        .target(name: "LuaHost", dependencies: ["LuaShim", "LuaSyntax", "Diagnostics"], swiftSettings: house),
        .target(name: "Workers", dependencies: ["Confinement", "Diagnostics"], swiftSettings: house),
        .target(name: "Console", dependencies: ["EditShim"], swiftSettings: house),
        .target(name: "Outcomes", dependencies: ["Finance", "Draws", "Kernels", "Diagnostics"], swiftSettings: loops),

        // Floor 2
        .target(
            name: "PlanFiles",
            dependencies: [
                "Finance", "Outcomes", "Draws", "Rulebooks", "Diagnostics", "CDigest",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house),
        .target(
            name: "Scripting", dependencies: ["Finance", "Outcomes", "LuaHost", "LuaSyntax", "Draws", "Diagnostics"],
            swiftSettings: house),

        // Floor 3
        .target(
            name: "ScenarioRuns",
            dependencies: ["Scripting", "PlanFiles", "Workers", "Finance", "Draws", "Diagnostics"],
            swiftSettings: house),
        .target(
            name: "Questions", dependencies: ["Scripting", "SolverShim", "Finance", "Draws", "Diagnostics"],
            swiftSettings: house),

        // Floor 4
        .target(
            name: "Reports",
            dependencies: [
                "Questions", "Outcomes", "Draws", "Finance", "PlanFiles", "Scripting", "Schemas", "Diagnostics",
            ],
            swiftSettings: house),

        // Floor 5
        .target(
            name: "Pages",
            dependencies: ["Reports", "Outcomes", "Draws", "Finance", "Scripting", "Diagnostics"],
            swiftSettings: house),

        // Floor 6
        .executableTarget(
            name: "bcf",
            dependencies: [
                "Pages", "Reports", "Questions", "ScenarioRuns", "Workers", "PlanFiles", "Scripting", "LuaSyntax",
                "Finance",
                "Outcomes", "Draws", "Console",
                "Diagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),

        // Measures what the README claims; `make bench` runs it beside its peers.
        .executableTarget(
            name: "bcf-benchmarks",
            dependencies: [
                "Finance", "LuaHost", "Scripting", "PlanFiles", "ScenarioRuns", "Workers", "Outcomes", "Draws",
                "Diagnostics",
            ],
            path: "Benchmarks",
            exclude: ["peers", "run"], swiftSettings: house, linkerSettings: [.linkedLibrary("m")]),

        // What several test targets share.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),

        // A worker for the tests of Workers, which does everything that a worker must not do.
        .executableTarget(
            name: "WorkerFixture", dependencies: ["Workers", "Confinement"], path: "Tests/WorkerFixture",
            swiftSettings: house),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: house),
        .testTarget(name: "DrawsTests", dependencies: ["Draws"], swiftSettings: house),
        .testTarget(
            name: "FinanceTests", dependencies: ["Finance", "Diagnostics", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "OutcomesTests",
            dependencies: ["Outcomes", "Finance", "Draws", "Kernels", "Diagnostics", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "LuaSyntaxTests", dependencies: ["LuaSyntax", "LuaHost", "Diagnostics", "TestSupport"],
            swiftSettings: house),
        .target(name: "StockLua", path: "Tests/StockLua", linkerSettings: [.linkedLibrary(":liblua5.4.a")]),
        .testTarget(
            name: "LuaHostTests", dependencies: ["LuaHost", "Diagnostics", "StockLua", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "WorkersTests", dependencies: ["Workers", "Confinement", "WorkerFixture"], swiftSettings: house),
        .testTarget(name: "ConsoleTests", dependencies: ["Console"], swiftSettings: house),
        .testTarget(
            name: "PlanFilesTests",
            dependencies: ["PlanFiles", "Finance", "Outcomes", "Draws", "Diagnostics", "TestSupport"],
            exclude: ["Golden"],
            swiftSettings: house),
        .testTarget(
            name: "ScriptingTests",
            dependencies: ["Scripting", "Outcomes", "Draws", "Finance", "LuaHost", "Diagnostics"],
            swiftSettings: house),
        .testTarget(
            name: "ScenarioRunsTests",
            dependencies: [
                "ScenarioRuns", "Scripting", "PlanFiles", "Workers", "Draws", "Finance", "Diagnostics", "TestSupport",
            ],
            swiftSettings: house),
        .testTarget(
            name: "QuestionsTests",
            dependencies: ["Questions", "Scripting", "Finance", "Draws", "Diagnostics", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "Scripting", "PlanFiles", "Outcomes", "Draws", "Finance", "Diagnostics", "TestSupport",
            ],
            swiftSettings: house),
        .testTarget(
            name: "PagesTests", dependencies: ["Pages", "Reports", "Scripting", "Finance", "Diagnostics"],
            swiftSettings: house),
        // Hostile scripts through the built program; `make attack` measures them.
        .testTarget(
            name: "AttackTests",
            dependencies: [
                "bcf", "WorkerFixture", "ScenarioRuns", "Workers", "Confinement", "Scripting", "PlanFiles", "Finance",
                "LuaHost", "Diagnostics", "TestSupport",
            ],
            swiftSettings: house),
        // Golden files are read from the checkout, so that UPDATE_GOLDEN=1 can write them.
        .testTarget(
            name: "CommandTests", dependencies: ["bcf"], exclude: ["Golden"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
