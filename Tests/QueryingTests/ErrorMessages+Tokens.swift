/// What is wrong with sequences of tokens.
let messagesAboutTokens = #"""
  error[Q051]: tokens have no attribute `lema`
    1 | sentences where text matches [lema="meet"]
      |                               ^^^^ did you mean `lemma`?
    help: [word="met"], [lemma="meet"], [tag="VBD"] (Penn), [upos="VERB"] (universal)

  error[Q021]: `=` is missing
    1 | sentences where text matches [lemma]
      |                                    ^ expected `=`

  error[Q021]: `]` is missing
    1 | sentences where text matches [lemma="meet"
      |                                           ^ expected `]`

  error[Q010]: names and text are quoted
    1 | sentences where text matches [lemma=meet]
      |                                     ^^^^ write "meet"

  error[Q026]: `/meet/` belongs to another language
    1 | sentences where text matches [lemma=/meet/]
      |                                     ^^^^^^ write `"meet"`

  error[Q026]: `and` belongs to another language
    1 | sentences where text matches [lemma="meet" and tag="VB"]
      |                                            ^^^ write `&`
    help: within [ ] tests are joined by & and |, and turned by !

  error[Q026]: `||` belongs to another language
    1 | sentences where text matches [lemma="meet" || tag="VB"]
      |                                            ^^ write `|`
    help: within [ ] tests are joined by & and |, and turned by !

  error[Q026]: `not` belongs to another language
    1 | sentences where text matches [not lemma="meet"]
      |                               ^^^ write `!`
    help: within [ ] tests are joined by & and |, and turned by !

  error[Q041]: `me(et` is no pattern: a ( lacks its )
    1 | sentences where text matches [lemma="me(et"]
      |                                     ^^^^^^^

  error[Q026]: `%d` belongs to another language
    1 | sentences where text matches [lemma="meet"%d]
      |                                           ^^ write `%c`
    help: `%c` behind a value ignores capitals; there is no other flag

  error[Q027]: the query has more than 1000 repetitions of a token
    1 | sentences where text matches []{1,100000}
      |                                   ^^^^^^

  error[Q041]: `{3,1}` is no pattern: it ends before it begins
    1 | sentences where text matches []{3,1}
      |                                ^^^^^

  error[Q021]: `}` is missing
    1 | sentences where text matches []{2
      |                                  ^ expected `}`

  error[Q025]: the query should have ended or gone on before `?`
    1 | sentences where text matches []+?
      |                                 ^
    help: a token has one repetition, which takes as many as it can; brackets hold another: ([]+)?

  error[Q021]: a `)` is missing
    1 | sentences where text matches ([] "a"
      |                                     ^ expected `)`

  error[Q025]: the query should have ended or gone on before `within`
    1 | sentences where text matches [] within 3 s
      |                                 ^^^^^^
    help: a match lies within one sentence: `within s` is what is always meant

  error[Q025]: the query should have ended or gone on before `<`
    1 | sentences where text matches <p> []
      |                              ^
    help: a sentence begins at <s> and ends at </s>: there are no others

  error[Q026]: `&` belongs to another language
    1 | sentences where text matches [] "a" & "b"
      |                                     ^ write `and`

  error[Q027]: the query has more than 4096 tokens in a sequence, its repetitions written out
    1 | sentences where text matches []{1000} []{1000} []{1000} []{1000} []{1000}
      |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

  error[Q002]: unexpected `[`
    1 | sentences where text [lemma="meet"]
      |                      ^
    help: a sequence of tokens stands behind `matches`: text matches [lemma="meet"] [tag="NNP"]

  error[Q026]: `,` belongs to another language
    1 | sentences where text matches ("a", "b")
      |                                  ^ write `|`
    help: one of several tokens: ("a" | "b")

  error[Q021]: what the token is to have is missing
    1 | sentences where text matches [] | [
      |                                    ^ expected `word`, `lemma`, `tag`, `upos` or `]`
    help: [word="met"], [lemma="meet"], [tag="VBD"] (Penn), [upos="VERB"] (universal)

  error[Q020]: `matches` does not fit `facts`, which is a number
    1 | articles where facts matches [lemma="meet"]
      |                      ^^^^^^^ expected =, !=, <, <=, > or >=
  """#
