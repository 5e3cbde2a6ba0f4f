/// What `matches` means of sequences of tokens, exactly.
extension LanguageHelp {
  /// `FIELD matches [ATTRIBUTE="RE"] …`
  static let matchesTokens = HelpEntry(
    name: "matches tokens", form: #"FIELD matches [ATTRIBUTE="RE" & …] … (as in CQP)"#,
    summary: "tokens of one sentence, one after another: words, lemmas, tags",
    example: #"sentences where text matches [lemma="meet" & tag="V.*"] []{0,2} [tag="NNP"]+ | context 5"#,
    details: """
      The form is that of CQP, the query language of the Corpus Workbench and Sketch Engine. A
      token is `[ ]` around what it has to have; `[]` is any, "met" alone is [word="met"].

      word   as it is written            lemma  its base form, in small letters
      tag    its Penn tag (also `pos`)   upos   its universal part of speech

      A value is a regular expression of the whole word, lemma or tag: `.` is any letter, `\\.` a
      full stop, a|b one of two. `=` is equal, `!=` not; `&`, `|`, `!` and brackets join tests of
      one token. `%c` behind a value ignores capitals, which lemmas and tags do anyway.

      Behind a token or a bracket: `?` or not, `*` however often, `+` at least once, {2} {2,} {0,3}
      (at most 1000). (A | B) is one of two sequences. <s> and </s> are where the sentence begins
      and ends; a match lies within one sentence. Of several matches the leftmost counts, as long
      as it can be; `context` shows each.

      A text alone in quotation marks stays a full-text search: write [word="talks"] for a token.
      `.tokens` shows lemmas and tags of a row's sentences. Words and lemmas that a sequence needs
      are looked up; one of tags alone reads every sentence.
      """,
    more: [
      .init(
        query: #"sentences where text matches "the" [tag="JJ.*"]* "talks""#,
        meaning: "the talks, the long talks"),
      .init(
        query: #"articles where text matches [lemma="sign|ink"] [tag!="V.*"]{0,4} [lemma="deal|pact"]"#,
        meaning: "signed a new trade pact"),
      .init(
        query: #"sentences where text matches <s> [upos="PRON"] | context 3"#,
        meaning: "sentences that begin with he, it …"),
    ])

  /// What is known of a token, to be coloured within brackets.
  public static let attributes = Set(TokenAttribute.allCases.map(\.rawValue) + ["pos", "xpos"])
}
