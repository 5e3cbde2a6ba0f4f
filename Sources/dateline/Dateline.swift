internal import ArgumentParser

@main
struct Dateline: ParsableCommand {
  mutating func run() {}
}
