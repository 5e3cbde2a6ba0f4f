// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// A library target of the pipeline. `imports` are the modules to its left (see Sources/README.md).
func stage(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(_ name: String, _ imports: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + imports, exclude: data, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// With the standard library in the program ten shared libraries less are found, mapped and bound at each start, which is a third of
/// it. The two libraries are what `FoundationEssentials`, which the parser of arguments imports, is made of.
///
/// `DATELINE_SHARED_LIBRARY=1 swift …` leaves them out: for toolchains without static libraries, and for tests of a release build,
/// whose testing library brings the shared one.
let isReleased = BuildSettingCondition.when(platforms: [.linux], configuration: .release)
let staticLibrary: [LinkerSetting] =
  Context.environment["DATELINE_SHARED_LIBRARY"] != nil
  ? []
  : [
    .unsafeFlags(["-static-stdlib"], isReleased), .linkedLibrary("_FoundationCShims", isReleased),
    .linkedLibrary("_FoundationCollections", isReleased),
  ]

let package = Package(
  name: "dateline",
  products: [
    .library(name: "Library", targets: ["Articles", "Facts", "Indexing", "Library"]),
    .library(name: "Querying", targets: ["Querying"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .executable(name: "dateline", targets: ["dateline"]),
    .executable(name: "dateline-train", targets: ["Training"]),
    .executable(name: "dateline-bench", targets: ["Benchmarks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Debian's, for web pages: it knows what browsers make of faulty ones, and hostile ones do not take it down.
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CPage", dependencies: ["CXML"]),
    // Debian's, for compressed files and archives.
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive")]),
    .target(name: "CProgram"),
    // zlib, for bodies that web servers have packed, and for pictures that terminals get.
    .target(name: "CInflate", linkerSettings: [.linkedLibrary("z")]),
    // Debian's, for text that does not say in which charset it is.
    .target(name: "CCharset", linkerSettings: [.linkedLibrary("uchardet")]),
    stage("Articles", ["CArchive", "CArticlesData", "CCharset", "CInflate", "CPage", "CProgram"]),
    stage("Atlas", ["Articles", "CAtlasData"]),
    stage("English", ["Articles", "CEnglishData", "CKernels"]),
    stage("Facts", ["Articles", "Atlas", "English", "CFactsData"]),
    stage("Indexing", ["Articles", "Atlas", "Facts", "CProgram"]),
    stage("Library", ["Articles", "Atlas", "Facts", "Indexing"]),
    stage("Querying", ["Articles", "Atlas", "English", "Facts", "Indexing"]),
    stage(
      "Reporting",
      ["Articles", "Atlas", "English", "Facts", "Indexing", "Library", "Querying", "CInflate"]),
    // Debian's SQLite, for files that other programs read, too.
    .target(name: "CDatabase", linkerSettings: [.linkedLibrary("sqlite3")]),
    stage("Keeping", ["Articles", "Atlas", "Facts", "Indexing", "Library", "CDatabase"]),
    // Extended attributes of files, which hold who else may write them.
    .systemLibrary(name: "CAttributes"),
    stage("Saving", ["Articles", "Facts", "Indexing", "Querying", "CAttributes"]),
    stage(
      "Shell",
      [
        "Articles", "Atlas", "English", "Facts", "Indexing", "Keeping", "Library", "Querying", "Reporting",
        "Saving",
        "CLineEdit",
      ]),
    .executableTarget(
      name: "dateline", dependencies: ["Articles", "Querying", "Reporting", "Shell", argumentParser],
      swiftSettings: settings,
      linkerSettings: staticLibrary),
    .executableTarget(
      name: "Training", dependencies: ["Articles", "Atlas", "English", "Facts", argumentParser],
      exclude: ["Python"], swiftSettings: settings),
    .target(name: "CArticlesData", exclude: ["languages.bin"]),
    .target(name: "CAtlasData", exclude: ["gazetteer.bin", "data"]),
    .target(name: "CEnglishData", exclude: ["lexicon.bin", "tagger.bin", "parser.bin", "data"]),
    .target(name: "CFactsData", exclude: ["names.bin", "quotes.bin", "data"]),
    .target(name: "CKernels"),
    .target(name: "CLineEdit", linkerSettings: [.linkedLibrary("edit")]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Articles", "Atlas", "English", "Facts", "Indexing", "Library", "Querying", "Shell", "CInflate",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Articles", "Atlas", "English", "Facts", "Indexing", "Keeping", "Library", "Querying", "TestSupport",
        "CDatabase", argumentParser,
      ],
      path: "Tests/Benchmarks", exclude: ["compare_databases.py", "ratios.json"], swiftSettings: settings),
    tests("ArticlesTests", ["Articles"]),
    tests("AtlasTests", ["Atlas"]),
    tests("EnglishTests", ["Articles", "English"]),
    tests(
      "FactsTests", ["Articles", "Atlas", "English", "Facts"],
      data: ["Examples", "Scored", "Scoring/leads.txt", "Scoring/floors.txt"]),
    tests("IndexingTests", ["Articles", "Atlas", "Facts", "Indexing"]),
    tests("LibraryTests", ["Articles", "Atlas", "Facts", "Indexing", "Library", "Querying", "Reporting"]),
    tests("KeepingTests", ["Articles", "Atlas", "Facts", "Indexing", "Keeping", "Library", "Querying"]),
    tests("QueryingTests", ["Articles", "Atlas", "English", "Facts", "Indexing", "Querying"]),
    tests(
      "ReportingTests", ["Articles", "Atlas", "Facts", "Indexing", "Library", "Querying", "Reporting"],
      data: ["Exports"]),
    tests("SavingTests", ["Saving", "Querying", "Indexing"]),
    tests(
      "ShellTests",
      [
        "Articles", "Atlas", "Facts", "Indexing", "Keeping", "Library", "Querying", "Reporting", "Saving",
        "Shell",
        "CAttributes",
        "CLineEdit",
        "dateline",
      ],
      data: ["Transcripts", "WholeTranscripts", "Articles"]),
    tests("TrainingTests", ["Articles", "English", "Facts", "Training"]),
    tests("ArchitectureTests", []),
  ],
  swiftLanguageModes: [.v6]
)
