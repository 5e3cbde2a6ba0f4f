import CAttributes
import Glibc
import TestSupport
import Testing

@testable import Shell

/// Settings of one's own, and commands that reach the system around a session.
@Suite struct ConfigTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
  }

  private var home: String { folder.path + "/home" }

  private func run(
    _ lines: [String], isInteractive: Bool = true, _ change: (inout Invocation) -> Void = { _ in },
    shell: (@Sendable (String) -> ShellResult)? = nil
  ) -> Int32 {
    var invocation = Invocation()
    change(&invocation)
    var surroundings = Surroundings(variables: ["HOME": home])
    if let shell { surroundings.shell = shell }
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: isInteractive)
    return invocation.run(
      Streams(input: input, output: output, errors: errors), surroundings, workspace: TestPipeline.workspace)
  }

  // MARK: The file of settings

  @Test func settingsOfOnesOwnHoldAtAPrompt() {
    folder.write(
      "home/.config/dateline/config",
      """
      # mine
      .set near 50 km
      .mode csv
      .alias "Lechia" = "Poland"

      .set $who "Ann Lee"
      """)
    let lines = [
      ".load \(folder.path)/news", ".show near", "meetings in \"Lechia\" with $who | show participant",
    ]
    #expect(run(lines) == 0)
    #expect(output.take().contains("50 km\n"))
    #expect(errors.text.isEmpty, "\(errors.text)")
    // Scripts are the same on every machine.
    #expect(run([".show near", ".show mode"], isInteractive: false) == 0)
    #expect(output.take() == "100 km\ntable\n")
    #expect(run([".show near"]) { $0.ignoresConfig = true } == 0)
    #expect(output.take().contains("100 km\n"))
    // The command line has the last word.
    #expect(run([".show near", ".show mode"]) { $0.settings = ["near=7 km"] } == 0)
    let text = output.take()
    #expect(text.contains("7 km\n") && text.contains("csv\n"))
  }

  @Test func aSavedSessionHasTheSettings() {
    folder.write("home/.config/dateline/config", ".set near 50 km\n")
    #expect(run([".load \(folder.path)/news", "meetings", ".save \(folder.path)/s.dateline"]) == 0)
    #expect(folder.read("s.dateline")?.contains("\n.set near 50 km\n") == true)
  }

  @Test func whatIsWrongIsToldWithItsPlaceAndTheRestHolds() {
    folder.write(
      "home/.config/dateline/config",
      """
      .set near 50 km
      .load news
      .set nera 5
      .set rows many
      meetings
      .output /tmp/x
      .shell rm -rf /
      .wizard on
      .alias "Lechia" = "Nowhere"
      .alias aliases.txt
      .set
      .set rows 7
      """)
    #expect(run([".show near", ".show rows"]) == 0)
    let text = errors.text.split(separator: folder.path + "/home/.config/dateline/").joined()
    #expect(
      text.hasPrefix(
        """
        config:2:1: error: .load may not stand here: it does not set anything
          2 | .load news
            | ^^^^^
          help: here may stand .set, .mode, .timing, .alias, .define, .bail
        config:3:6: error: no setting called `nera`
          3 | .set nera 5
            |      ^^^^^^
          help: did you mean near?
        config:4:11: error: `many` is no value of rows
          4 | .set rows many
            |           ^^^^
          help: values: a number, 0 = all
        config:5:1: error: only commands that set something may stand here
          5 | meetings
            | ^^^^^^^^
        """), "\(text)")
    for line in [
      "config:6:1: error: .output may not stand here", "config:7:1: error: .shell may not stand here",
      "config:8:1: error: no command called .wizard", "config:9:8: error: no place called \"Nowhere\"",
      "config:10:1: error: .alias says nothing here", "config:11:1: error: .set sets nothing",
    ] { #expect(text.contains(line), "\(line)\n\(text)") }
    #expect(output.text.contains("50 km\n") && output.text.contains("7\n"))
  }

  @Test func aFileThatIsNamedHoldsInScriptsAndMustBeSound() {
    folder.write("set.conf", ".set near 9 km\n")
    folder.write("bad.conf", ".read x\n")
    let path = folder.path
    #expect(run([".show near"], isInteractive: false) { $0.configs = [path + "/set.conf"] } == 0)
    #expect(output.take() == "9 km\n")
    #expect(run([".show near"], isInteractive: false) { $0.configs = [path + "/bad.conf"] } == 2)
    #expect(run([".show near"], isInteractive: false) { $0.configs = [path + "/none.conf"] } == 2)
    #expect(errors.text.contains("none.conf: No such file or directory"))
  }

  @Test func whatOthersMayWriteIsNotRead() {
    folder.write("home/.config/dateline/config", ".set near 50 km\n")
    chmod(home + "/.config/dateline/config", 0o666)
    #expect(run([".show near"]) == 0)
    #expect(
      output.text.contains("100 km") && errors.text.contains("may be written by everybody and is not read"))
  }

  /// Where the group is the user's alone, its members write no more than they do.
  @Test func whatOthersOfTheGroupMayWriteIsNotRead() {
    guard geteuid() == 0 else { return }
    let config = home + "/.config/dateline/config"
    folder.write("home/.config/dateline/config", ".set near 50 km\n")
    folder.write("s.dateline", ".shell touch x\n")
    for path in [config, folder.path + "/s.dateline"] {
      chown(path, 0, 1234)
      chmod(path, 0o664)
    }
    #expect(run([".show near", ".read \(folder.path)/s.dateline"], shell: { _ in .ended(0) }) == 0)
    #expect(output.text.contains("100 km"))
    #expect(errors.text.contains("config may be written by others of its group and is not read"))
    #expect(output.text.contains("runs `touch x`: --safe forbids that"))
    #expect(output.text.contains("this runs `touch x`, which --safe forbids"))
    chmod(config, 0o640)
    #expect(run([".show near"]) == 0)
    #expect(output.take().contains("50 km"))
  }

  @Test func hostileLinesSteerNoTerminal() {
    folder.write("home/.config/dateline/config", ".set \u{1B}[31mnear 5\n\u{1B}]0;x\u{7}\n")
    #expect(run([]) == 0)
    #expect(!errors.text.contains("\u{1B}") && errors.text.contains("config:1:"))
  }

  // MARK: Scripts of others

  @Test func aScriptThatOthersMayWriteDoesNothingUnasked() {
    folder.write("s.dateline", "meetings | to \"\(folder.path)/f.csv\"\n")
    let (load, script) = (".load \(folder.path)/news", folder.path + "/s.dateline")
    chmod(script, 0o666)
    #expect(run([load, ".read \(script)"], isInteractive: false) == 1)
    #expect(errors.take().contains("may be written by everybody: it is read with --safe"))
    #expect(folder.read("f.csv") == nil)
    #expect(run([load, ".read \(script) --trust"], isInteractive: false) == 0, "\(errors.text)")
    #expect(folder.read("f.csv") != nil)
    unlink(folder.path + "/f.csv")
    chmod(script, 0o644)
    #expect(run([load, ".read \(script)"], isInteractive: false) == 0, "\(errors.text)")
    guard geteuid() == 0 else { return }
    unlink(folder.path + "/f.csv")
    chown(script, 1234, 1234)
    #expect(run([load, ".read \(script)"], isInteractive: false) == 1)
    #expect(errors.take().contains("belongs to another user"))
    // Not even --trust of the script gets past the session's own --safe.
    #expect(run([load, ".read \(script) --trust"], isInteractive: false) { $0.isSafe = true } == 1)
    #expect(folder.read("f.csv") == nil)
  }

  /// An access control list names others, and the group's bits of the mode say what they may.
  @Test func aScriptThatAnAccessListOpensDoesNothingUnasked() {
    folder.write("s.dateline", ".shell touch x\n")
    let script = folder.path + "/s.dateline"
    // Its user, user 1234, its group, the mask and all others, each a tag, what it may, and who (acl(5)).
    let entries: [(tag: UInt16, rights: UInt16, id: UInt32)] = [
      (0x01, 6, .max), (0x02, 6, 1234), (0x04, 4, .max), (0x10, 6, .max), (0x20, 4, .max),
    ]
    func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
    let list = entries.reduce(bytes(UInt32(2))) { $0 + bytes($1.tag) + bytes($1.rights) + bytes($1.id) }
    // Not every file system has such lists.
    guard setxattr(script, "system.posix_acl_access", list, list.count, 0) == 0 else { return }
    #expect(run([".read \(script)"], isInteractive: false, shell: { _ in .ended(0) }) == 1)
    #expect(errors.take().contains("may be written by others on its access list: it is read with --safe"))
    // The mask of the list is what these bits say.
    chmod(script, 0o644)
    #expect(run([".read \(script)"], isInteractive: false, shell: { _ in .ended(0) }) == 0, "\(errors.text)")
  }

  // MARK: The system

  @Test func aScriptFromAPipeRunsItsProgramsWhereItIsRead() {
    let said: @Sendable (String) -> ShellResult = { .ended($0 == "ls -l" ? 0 : 9) }
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let script = ".shell ls -l\n"
    #expect(write(ends[1], script, script.utf8.count) == script.utf8.count)
    close(ends[1])
    #expect(run([".read /dev/fd/\(ends[0])"], isInteractive: false, shell: said) == 0, "\(errors.text)")
    close(ends[0])
    // A file under such a name is in no folder of its own either.
    folder.write("t.script", script)
    let file = open(folder.path + "/t.script", O_RDONLY | O_CLOEXEC)
    #expect(run([".read /dev/fd/\(file)"], isInteractive: false, shell: said) == 0, "\(errors.text)")
    close(file)
    let path = folder.path
    let below: @Sendable (String) -> ShellResult = {
      .ended($0 == "cd '\(path)/news' || exit 127\nls -l" ? 0 : 9)
    }
    let again = open(folder.path + "/t.script", O_RDONLY | O_CLOEXEC)
    #expect(
      run([".cd \(path)/news", ".read /dev/fd/\(again)"], isInteractive: false, shell: below) == 0,
      "\(errors.text)")
    close(again)
  }

  @Test func shellRunsInTheChosenFolder() {
    let (load, path) = (".load \(folder.path)/news", folder.path)
    let said: @Sendable (String) -> ShellResult = { command in
      .ended(command == "cd '\(path)/news' || exit 127\nls -l" ? 0 : 9)
    }
    #expect(
      run([load, ".cd \(path)/news", ".shell ls -l"], isInteractive: false, shell: said) == 0,
      "\(errors.text)")
    #expect(run([load, ".cd \(path)/news", ".shell ls -l"], shell: said) == 0, "\(errors.text)")
    #expect(run([".shell ls -l"], isInteractive: false, shell: said) == 1)
    #expect(errors.take().contains("`ls -l` left with 9"))
    // A script's programs run where its paths are meant.
    folder.write("news/t.script", ".shell ls -l\n")
    #expect(run([".read \(path)/news/t.script"], isInteractive: false, shell: said) == 0, "\(errors.text)")
    #expect(run([".cd \(path)", ".read news/t.script"], shell: said) == 0, "\(errors.text)")
    _ = errors.take()
    #expect(run([".shell ls"], isInteractive: false) { $0.isSafe = true } == 1)
    #expect(errors.take().contains("this runs `ls`, which --safe forbids"))
    #expect(run([".shell"], isInteractive: false, shell: said) == 1)
    folder.write("s.dateline", ".shell touch x\n")
    #expect(run([".read \(path)/s.dateline"], isInteractive: false, shell: { _ in .ended(0) }) == 0)
    #expect(errors.take().contains("s.dateline runs `touch x`"))
    // A check runs nothing.
    #expect(run([".check \(path)/s.dateline"], isInteractive: false, shell: { _ in .ended(1) }) == 0)
  }

  @Test func pathsAreMeantInTheChosenFolder() {
    let path = folder.path
    #expect(
      run(
        [
          ".cd \(path)", ".load news", ".cd news", ".cd", "meetings | to \"f.csv\"",
          "meetings | to |\"cat > g.csv\" as csv",
          ".cd ..", ".save s.dateline",
        ], isInteractive: false) == 0, "\(errors.text)")
    #expect(output.text == path + "/news\n")
    #expect(folder.read("news/f.csv") != nil && folder.read("news/g.csv") == folder.read("news/f.csv"))
    let saved = folder.read("s.dateline") ?? ""
    #expect(saved.contains("\n.load news\n") && saved.contains("to \"news/f.csv\""), "\(saved)")
    for (line, message) in [
      (".cd \(path)/none", "none: No such file or directory"),
      (".cd \(path)/s.dateline", "s.dateline is no folder"),
      (".cd a b", "usage: .cd [FOLDER]"),
    ] {
      #expect(run([line], isInteractive: false) == 1)
      #expect(errors.take().contains(message), "\(line)")
    }
    folder.write("home/x.txt", "")
    #expect(run([".cd ~", ".cd"], isInteractive: false) == 0)
    #expect(output.text.hasSuffix(home + "\n"))
  }

  @Test func linesArePrintedWhereAnswersGo() {
    let path = folder.path
    #expect(
      run(
        [
          ".load \(path)/news", ".print Meetings:", ".print \"two\\nlines \u{1B}[1m\"",
          ".output \(path)/o.txt", ".print above",
          "meetings | count", ".output", ".print below",
        ], isInteractive: false) == 0, "\(errors.text)")
    #expect(output.text == "Meetings:\ntwo\nlines ␛[1m\nbelow\n")
    #expect(folder.read("o.txt") == "above\n#  n\n─  ─\n1  1\n")
  }

  @Test func scriptsShowTheirStatementsWhereThatIsAsked() {
    #expect(run([".echo on", ".show near", ".echo off", ".show rows"], isInteractive: false) == 0)
    #expect(output.text == ".show near\n100 km\n.echo off\n40\n")
    #expect(run([".echo loud"], isInteractive: false) == 1)
    #expect(errors.text.contains("`loud` is neither on nor off"))
  }

  @Test func theRestIsRunWhereThatIsAsked() {
    #expect(
      run([".bail off", ".show x", ".show near", ".bail on", ".show y", ".show rows"], isInteractive: false)
        == 1)
    #expect(output.text == "100 km\n")
    #expect(errors.text.contains("`x`") && errors.text.contains("`y`"))
  }
}
