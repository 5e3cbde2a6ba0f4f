internal import Querying
internal import Reporting

extension ShellCommand {
  static let correctionCommands: [ShellCommand] = [
    ShellCommand(
      name: "wrong", arguments: "N|ID…", help: "the articles tell no such fact: leave it out of all answers",
      details: """
        Rows of the last answer, or ids. As all corrections it is kept by .save, done again by a session that is replayed, \
        holds for articles that are loaded later, listed by .corrections and taken back by .undo.
        """,
      run: { (session, arguments) throws(Failure) in
        try session.judge(arguments, as: .wrong)
        return nil
      }),
    ShellCommand(
      name: "right", arguments: "N|ID…",
      help: "the articles tell this fact: it is sure, whatever its confidence",
      run: { (session, arguments) throws(Failure) in
        try session.judge(arguments, as: .right)
        return nil
      }),
    ShellCommand(
      name: "set-field", arguments: "N|ID FIELD VALUE",
      help: "put a fact's date, place, status or role right",
      details: """
        FIELD is date, location, status, source, kind, a number (killed, injured, arrested, missing, magnitude, share, amount) \
        or a role of its kind. A date is any period that queries know: 2023-01-17, 2023-03, 2023-01-17..2023-01-20. \
        A role takes names with commas between: `.set-field 3 participant "Ann Lee", "Bob Ray"`; `+ "Ann Lee"` adds one \
        to those who fill it, `- "Ann Lee"` takes one away. `none` empties a field. The fact counts as sure then, and .why shows what \
        was read.
        """,
      completes: .fields,
      run: { (session, arguments) throws(Failure) in
        try session.setField(arguments)
        return nil
      }),
    ShellCommand(
      name: "note", arguments: "N|ID \"TEXT\"", help: "put a remark on a fact",
      details: "Shown by .why, and asked for by `where note contains \"…\"` or `has note`.",
      run: { (session, arguments) throws(Failure) in
        try session.noteFact(arguments)
        return nil
      }),
    ShellCommand(
      name: "same", arguments: "\"NAME\" \"NAME\"…",
      help: "these names mean one person or organisation, called by the first",
      details: """
        One name alone joins all who are called so. Of places say `.alias "Kiev" = "Kyiv"`.
        """,
      run: { (session, arguments) throws(Failure) in
        try session.joinNames(arguments)
        return nil
      }),
    ShellCommand(
      name: "different", arguments: "\"NAME\" \"NAME\"",
      help: "the second name means somebody or something else than the first",
      details:
        "What an article says of itself cannot be parted: where it gives both names to one person, they stay one.",
      run: { (session, arguments) throws(Failure) in
        try session.partNames(arguments)
        return nil
      }),
    ShellCommand(
      name: "corrections", arguments: "", help: "what was corrected, with numbers for .undo", keeps: .result,
      run: { (session, _) throws(Failure) in .report(Report(session.correctionTable)) }),
    ShellCommand(
      name: "undo", arguments: "[N|all]", help: "take back the last correction, or number N of .corrections",
      run: { (session, arguments) throws(Failure) in
        try session.undo(arguments)
        return nil
      }),
  ]
}
