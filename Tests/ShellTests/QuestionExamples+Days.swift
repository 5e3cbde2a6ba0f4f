/// As `questionsAndQueries`: days by their numbers, people of a body, places one after another, several of the last, and what
/// somebody is said to have denied.
let questionsOfDays = #"""
  what happened in Warsaw on 5 or 6 April 2023?
  facts where (date on 2023-04-05 or date on 2023-04-06) and location in "Warsaw"

  what happened in Warsaw on 4, 5 or 6 April 2023?
  facts where (date on 2023-04-04 or date on 2023-04-05 or date on 2023-04-06) and location in "Warsaw"

  what happened on April 5 or 6, 2023?
  facts where date on 2023-04-05 or date on 2023-04-06

  who met Duda on April 4, 5 or 6, 2023?
  meetings where (date on 2023-04-04 or date on 2023-04-05 or date on 2023-04-06) and participant = "Duda"

  who met Duda on April 5 or 6?
  meetings where (date on 2024-04-05 or date on 2024-04-06) and participant = "Duda"

  who visited Warsaw on the 4th or 5th of April 2023?
  visits where (date on 2023-04-04 or date on 2023-04-05) and location in "Warsaw"

  what happened between 4 and 6 April 2023 in Warsaw?
  facts where date during 2023-04-04..2023-04-06 and location in "Warsaw"

  what happened from 4 to 6 April 2023 in Warsaw?
  facts where date during 2023-04-04..2023-04-06 and location in "Warsaw"

  what happened on 5-6 April 2023?
  facts where date during 2023-04-05..2023-04-06

  who met Duda since 5 or 6 April 2023?
  meetings where date during 2023-04-06 and participant = "Duda" [since 5 or]

  who met the G7 leaders?
  meetings where participant contains "G7" and participant contains "leader"

  who met a G7 leader?
  meetings where participant contains "G7" and participant contains "leader"

  did Biden meet NATO leaders?
  meetings status any where participant = "Biden" and participant contains "NATO" and participant contains "leader"

  who visited Warsaw on 4, 5 and 6 April 2023?
  visits where (date on 2023-04-04 or date during 2023-04-05..2023-04-06) and location in "Warsaw"

  visits on 20 and 21 February and 18 June 2023
  visits where date during 2023-02-20..2023-02-21 or date during 2023-06-18

  which NATO foreign ministers met?
  meetings where participant contains "NATO" and participant contains "foreign minister"

  which Polish presidents met Biden?
  meetings where participant is one of (people where role contains "president") and participant.country = "Poland" and participant = "Biden"

  visits in Kyiv or Warsaw
  visits where location in "Kyiv" or location in "Warsaw"

  visits to Kyiv or Warsaw
  visits where location in "Kyiv" or location in "Warsaw"

  who met NATO foreign ministers?
  meetings where participant contains "NATO" and participant contains "foreign minister"

  did the G7 leaders meet Zelenskyy?
  meetings status any where participant contains "G7" and participant contains "leader" and participant = "Zelenskyy"

  did President Duda meet Biden?
  meetings status any where participant = "Duda" and participant = "Biden"

  the last Biden visits
  visits where status is one of (happened, ongoing) and visitor = "Biden" | sort by date desc

  what were the last Biden visits?
  visits where status is one of (happened, ongoing) and visitor = "Biden" | sort by date desc

  the last three Biden visits
  visits where status is one of (happened, ongoing) and visitor = "Biden" | sort by date desc | limit 3

  the last two Zelenskyy meetings
  meetings where status is one of (happened, ongoing) and participant = "Zelenskyy" | sort by date desc | limit 2

  what was the last Biden visit?
  visits where status is one of (happened, ongoing) and text contains "Biden" | sort by date desc | limit 1

  what happened in Warsaw, in Kyiv?
  facts where location in "Warsaw" or location in "Kyiv"

  who met Biden in Warsaw, in Kyiv, in Vilnius?
  meetings where participant = "Biden" and (location in "Warsaw" or location in "Kyiv" or location in "Vilnius")

  what happened near Warsaw, near Kyiv?
  facts where location near "Warsaw" or location near "Kyiv"

  what happened in Poland, near Warsaw?
  facts where location in "Poland" and location near "Warsaw"

  what happened in Paris, in Texas?
  facts where location in "Paris" and location in "Texas"

  did officials say there was no attack?
  statements where speaker contains "official" and topic contains "attack" [no]

  who said there was no agreement?
  statements where topic contains "agreement" [no]

  did Blinken say that China is not an enemy?
  statements where speaker = "Blinken" and topic contains "China" and topic contains "enemy" [not]

  did Blinken not say that China is an enemy?
  Q055 [not]
  """#
