import ArgumentParser
import Articles
import Shell

/// `dateline cluster`: see `ClusterStep`.
struct Cluster: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline cluster",
    abstract: "A step of a job that reads and joins a collection on many machines, as a filter.",
    discussion: """
      Steps hand each other messages on standard input and output; `examples/spark` runs them, and says how. The tables that \
      come of it are those of a kept file.
      """,
    subcommands: [Read.self, Link.self, Cards.self, Pair.self, Join.self])

  /// What kinds and places there are: the same in all steps.
  struct Tables: ParsableArguments {
    @Option(help: "A file of kinds of facts beside the program's own; repeatable, the same in all steps.")
    var kinds: [String] = []

    @Option(help: "A file of names of places beside the gazetteer's; repeatable, the same in all steps.")
    var aliases: [String] = []

    func run(_ work: ClusterStep.Work, _ change: (inout ClusterStep) -> Void = { _ in }) throws {
      var step = ClusterStep(work)
      step.kinds = kinds
      step.aliases = aliases
      change(&step)
      throw ExitCode(step.runProcess())
    }
  }

  /// How many blocks there are.
  struct Blocks: ParsableArguments {
    @Option(help: "How many blocks there are.")
    var blocks: Int

    func validate() throws {
      if blocks < 1 || blocks > 1 << 24 { throw ValidationError("there are 1 to 16777216 blocks") }
    }
  }

  /// Which of them this one is.
  struct Block: ParsableArguments {
    @OptionGroup var all: Blocks

    @Option(help: "Which of them this one is, from 0.")
    var block: Int

    func validate() throws {
      if !(0..<all.blocks).contains(block) { throw ValidationError("--block is less than --blocks") }
    }
  }

  struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Articles on standard input, as a message each with all that it tells.")

    @Option(
      name: .customLong("as"), help: "The path of the file that they are of; of an archive, its folder.")
    var path = "-"

    @Option(help: "How many records of that file stand before the first.")
    var first = 0

    @OptionGroup var tables: Tables
    @OptionGroup(title: "Reading") var reading: Reading

    @Option(
      help: "The format of the input, whatever it looks like, as endings of files say it: ndjson, csv, html.",
      transform: { try Extract.format($0) })
    var from: (any ArticleFormat.Type)?

    func run() throws {
      try tables.run(.read(path: path, first: first)) {
        $0.reading = reading.options
        $0.reading.format = from
      }
    }
  }

  struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Joins what all articles name, and finds copies: a line each for where the article stands.")

    @Option(help: "The file that is written for the other steps.")
    var directory: String

    @Option(name: .customLong("tables"), help: "The file of SQLite that is written, with entities and kinds.")
    var path: String

    @OptionGroup var tables: Tables

    func run() throws { try tables.run(.link(directory: directory, tables: path)) }
  }

  struct Cards: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what of some articles' reports each block has to know: blocks are of what reports name."
    )

    @OptionGroup var blocks: Blocks
    @OptionGroup var tables: Tables

    @Option(help: "The directory that `link` wrote.")
    var directory: String

    func run() throws { try tables.run(.cards(directory: directory, blocks: blocks.blocks)) }
  }

  struct Pair: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Finds the reports of a block that may tell of one event: a line each with score and places.")

    @OptionGroup var block: Block
    @OptionGroup var tables: Tables

    func run() throws {
      try tables.run(.pair(block: block.block, blocks: block.all.blocks))
    }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Joins reports by such pairs, and writes the tables of the articles and facts at home in a block.")

    @OptionGroup var block: Block

    @Option(help: "The directory that `link` wrote.")
    var directory: String

    @Option(name: .customLong("tables"), help: "The file of SQLite that is written.")
    var path: String

    @OptionGroup var tables: Tables

    func run() throws {
      try tables.run(
        .join(
          directory: directory, block: block.block, blocks: block.all.blocks, tables: path))
    }
  }
}
