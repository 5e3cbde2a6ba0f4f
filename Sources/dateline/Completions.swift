import ArgumentParser
import Glibc
import Shell

/// `dateline completions`: what a shell offers behind the program's name, made of the options that it takes.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline completions",
    abstract: "Print a script that completes the program's options in bash, zsh or fish.",
    discussion: """
      bash: dateline completions bash > ~/.local/share/bash-completion/completions/dateline. zsh: > _dateline in a folder of \
      $fpath. fish: > ~/.config/fish/completions/dateline.fish.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Kind

  /// The script.
  static func script(_ shell: Kind) -> String {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    var text = WholeProgram.completionScript(for: kind)
    for (old, new) in mended(shell) { text.replaceFirst(old, with: new) }
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// ArgumentParser looks for a command behind all paths, of which there may be any number; here it stands in the place of the
  /// first. What is offered there are commands and files.
  private static func mended(_ shell: Kind) -> [(old: String, new: String)] {
    switch shell {
    case .bash:
      [
        ("__dateline_offer_flags_options -1", "__dateline_offer_flags_options 0"),
        (
          """
              # Offer positional completions
              case "${positional_number}" in
              *)
                  __dateline_add_completions -f
                  return
                  ;;
              esac


          """, ""
        ),
        ("extract|sql|cluster|completions|help)", "extract|sql|cluster|completions)"),
        ("'extract sql cluster completions help'", "'extract sql cluster completions'"),
        ("complete -o filenames -F", "complete -o filenames -o default -F"),
      ]
    case .zsh:
      [
        ("        '*:paths:_files'\n", ""),
        ("            'help:Show subcommand help information.'\n", ""),
        (
          "        _describe -V subcommand subcommands && ret=0\n",
          "        _describe -V subcommand subcommands && ret=0\n        _files && ret=0\n"
        ),
        (
          """
                  extract|sql|cluster|completions|help)
                      "_dateline_${words[1]}" && ret=0
                      ;;

          """,
          """
                  extract|sql|cluster|completions)
                      "_dateline_${words[1]}" && ret=0
                      ;;
                  *)
                      _files && ret=0
                      ;;

          """
        ),
      ]
    case .fish:
      [("__dateline_parse_subcommand -r 1 'kinds", "__dateline_parse_subcommand 0 'kinds")]
        + ["extract", "sql", "cluster", "completions"].map {
          ("\"dateline\" -eq 2' -fa '\($0)'", "\"dateline\" -eq 1' -fa '\($0)'")
        }
    }
  }

  func run() throws { try print(Self.script(shell)) }
}

/// Writes text that was asked for to standard output; fails where it cannot be written.
func print(_ text: String) throws {
  let output = DescriptorSink(STDOUT_FILENO)
  output.write(text)
  guard let fault = output.fault else { return }
  DescriptorSink(STDERR_FILENO).write("dateline: the output could not be written: \(fault)\n")
  throw ExitCode(Invocation.Exit.failed)
}

/// The program with its commands, as it looks to a shell. It is never run: `Dateline.main` tells paths from commands.
private struct WholeProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline", abstract: Dateline.configuration.abstract, version: Invocation.version,
    subcommands: [ExtractWords.self, SQLWords.self, ClusterWords.self, CompletionsWords.self])

  @OptionGroup var options: Dateline

  struct ExtractWords: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "extract", abstract: Extract.configuration.abstract)
    @OptionGroup var options: Extract
  }

  struct SQLWords: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sql", abstract: SQLStatement.configuration.abstract)
    @OptionGroup var options: SQLStatement
  }

  struct ClusterWords: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cluster", abstract: Cluster.configuration.abstract,
      subcommands: Cluster.configuration.subcommands)
  }

  struct CompletionsWords: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "completions", abstract: Completions.configuration.abstract)
    @OptionGroup var options: Completions
  }
}

extension String {
  /// Puts another text in the place of the first that is `old`; nothing where there is none.
  fileprivate mutating func replaceFirst(_ old: String, with new: String) {
    guard let range = firstRange(of: old) else { return }
    replaceSubrange(range, with: new)
  }
}
