import Glibc
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// The manual page and the completions, as those who read them see them.
@Suite struct ManualTests {
  let folder = TemporaryFolder()

  /// What a command line of the system's shell prints, and how it ends.
  private func run(_ command: String) -> (text: String, code: Int32) {
    guard let stream = popen(command + " 2>&1", "re") else { return ("", -1) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return (String(decoding: bytes, as: UTF8.self), pclose(stream))
  }

  private static func has(_ program: String) -> Bool { system("command -v \(program) >/dev/null 2>&1") == 0 }

  @Test func thePageTellsOfEveryOptionAndCommand() {
    let page = ManualPage.text
    #expect(page.utf8.allSatisfy { $0 == 10 || (0x20..<0x7F).contains($0) })
    for option in [
      "query", "file", "watch", "check", "safe", "force", "restore", "set", "config", "no-rc", "man",
      "records",
      "dialect", "unpack-ratio", "engine",
    ] { #expect(page.contains("\\fB" + Roff.escaped("--" + option) + "\\fR"), "\(option)") }
    for command in ShellCommand.table {
      #expect(page.contains("\\fB" + Roff.escaped("." + command.name)), "\(command.name)")
    }
    for step in ["read", "link", "cards", "pair", "join"] {
      #expect(page.contains("\\fB\(step)\\fR"), "\(step)")
    }
  }

  /// Every variable that the sources name is on the page.
  @Test func thePageTellsOfEveryVariable() {
    let named = Set(Manual.variables.flatMap(\.names))
    for name in named { #expect(ManualPage.text.contains("\\fB") && ManualPage.text.contains(name)) }
    var found: Set<String> = []
    for file in RepositoryFile.paths(below: "Sources", ending: ".swift") {
      for call in ["getenv(\"", "variables[\"", "environment[\""] {
        for part in RepositoryFile.text(file).split(separator: call).dropFirst() {
          found.insert(String(part.prefix { $0 != "\"" }))
        }
      }
    }
    #expect(found.count > 6 && found.isSubset(of: named), "\(found.subtracting(named).sorted())")
  }

  @Test(.enabled(if: has("groff"), "groff is not installed")) func groffHasNothingToSay() {
    let file = folder.write("dateline.1", ManualPage.text)
    let (text, code) = run("groff -man -Tutf8 -ww -rLL=100n \(file) >\(folder.path)/page")
    #expect(code == 0 && text.isEmpty, "\(text)")
    let page = folder.read("page") ?? ""
    #expect(page.contains("query shell for the news") && page.contains("dateline extract FILE …"))
  }

  @Test func whatRoffGivesAMeaningIsEscaped() {
    #expect(Roff.escaped(".TH 'a' \\ -b") == "\\&.TH \\(aqa\\(aq \\e \\-b")
    #expect(Roff.escaped("…") == "\\[u2026]" && Roff.escaped("\n") == " ")
  }

  static let shells = [
    ("bash", "bash -n", Completions.Kind.bash), ("zsh", "zsh -n", .zsh), ("fish", "fish -n", .fish),
  ]

  @Test("Shells read their completions", arguments: shells.indices) func shellsRead(number: Int) {
    let (shell, command, kind) = Self.shells[number]
    let script = Completions.script(kind)
    for word in ["keep-going", "extract", "any-language", "dialect", "geojson", "completions"] {
      #expect(script.contains(word), "\(shell): \(word)")
    }
    guard Self.has(shell) else { return }
    let file = folder.write("dateline." + shell, script)
    let (text, code) = run("\(command) \(file)")
    #expect(code == 0 && text.isEmpty, "\(shell): \(text)")
  }

  @Test(.enabled(if: has("bash"), "bash is not installed")) func bashOffersOptionsAndModes() {
    let file = folder.write("dateline.bash", Completions.script(.bash))
    func offered(_ words: String) -> String {
      let count = words.split(separator: " ").count - (words.hasSuffix(" ") ? 0 : 1)
      let script = folder.write(
        "offer.bash",
        """
        . \(file)
        COMP_WORDS=(\(words)); COMP_CWORD=\(count); COMP_LINE="\(words)"; COMP_POINT=\(words.count); COMP_TYPE=9
        _dateline dateline "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """)
      return run("bash \(script)").text
    }
    #expect(offered("dateline --keep").contains("--keep-going"))
    #expect(offered("dateline --mode geo").contains("geojson"))
    #expect(offered("dateline extract --with").contains("--with-text"))
    #expect(offered("dateline ext") == "extract\n")
  }

  @Test(.enabled(if: has("fish"), "fish is not installed")) func fishOffersCommandsAndOptions() {
    let file = folder.write("dateline.fish", Completions.script(.fish))
    func offered(_ words: String) -> String { run("fish -c 'source \(file); complete -C \"\(words)\"'").text }
    #expect(offered("dateline ext").hasPrefix("extract\t"))
    #expect(offered("dateline --keep").hasPrefix("--keep-going\t"))
    #expect(offered("dateline extract --with").hasPrefix("--with-text\t"))
    #expect(offered("dateline --mode geo").hasPrefix("geojson"))
  }
}
