/// As `questionsAndQueries`: times and places that say more of one another, how many are the latest, and where a question ends.
let questionsOfJoints = #"""
  who met Duda in 2023, in April?
  meetings where date during 2023-04 and participant = "Duda"

  who met Duda in April, in 2023?
  meetings where date during 2023-04 and participant = "Duda"

  who met Duda in April, 2023?
  meetings where date during 2023-04 and participant = "Duda"

  who met Duda in 2023, on 5 April?
  meetings where date on 2023-04-05 and participant = "Duda"

  who met Duda on 5 April, in 2023?
  meetings where date on 2023-04-05 and participant = "Duda"

  who met Duda in April 2023, on 5 April 2023?
  meetings where date on 2023-04-05 and participant = "Duda"

  in 2023, who met Duda in April?
  meetings where date during 2023-04 and date during 2023 and participant = "Duda"

  who met Duda in early 2023, in April?
  meetings where date during 2023-04 and participant = "Duda"

  who met Duda in 2023, in March or April?
  meetings where (date during 2023-03 or date during 2023-04) and participant = "Duda"

  who met Duda in March or April, in 2023?
  meetings where (date during 2023-03 or date during 2023-04) and participant = "Duda"

  who met Duda in 2022 or in April 2023?
  meetings where (date during 2022 or date during 2023-04) and participant = "Duda"

  who met Xi in 2022, 2023 or 2024?
  meetings where (date during 2022 or date during 2023 or date during 2024) and participant = "Xi"

  who met Xi in 2022, in 2023?
  meetings where (date during 2022 or date during 2023) and participant = "Xi"

  who met Duda in 2023, on Monday?
  meetings where date during 2023 and date on 2024-07-08 and participant = "Duda"

  who visited Warsaw, in Poland?
  visits where location in "Warsaw"

  who visited Paris, in Texas?
  visits where location in "Paris" and location in "Texas"

  who visited Poland, in Warsaw?
  visits where location in "Warsaw"

  who visited Warsaw, Poland or Kyiv?
  visits where location in "Warsaw" or location in "Kyiv"

  who visited Kyiv or Warsaw, Poland?
  visits where location in "Kyiv" or location in "Warsaw"

  who visited Poland, Warsaw and Kyiv?
  visits where location in "Poland" or location in "Warsaw" or location in "Kyiv"

  who met Biden in Warsaw, in Poland?
  meetings where participant = "Biden" and location in "Warsaw"

  who met Biden in Warsaw, Poland, or Kyiv?
  meetings where participant = "Biden" and (location in "Warsaw" or location in "Kyiv")

  who met Biden in Warsaw, or in Kyiv?
  meetings where participant = "Biden" and (location in "Warsaw" or location in "Kyiv")

  who met Biden in Warsaw, in Kyiv?
  meetings where participant = "Biden" and (location in "Warsaw" or location in "Kyiv")

  who met Biden in Poland and in Warsaw?
  meetings where participant = "Biden" and (location in "Poland" or location in "Warsaw")

  ? the latest peace talks
  negotiations where status is one of (happened, ongoing) | sort by date desc

  ? the latest missile strikes
  attacks where status is one of (happened, ongoing) and what matches /\b(stricken|strike|striking|struck)/i | sort by date desc [missile]

  ? the latest foreign visits
  visits where status is one of (happened, ongoing) | sort by date desc [foreign]

  ? the latest foreign visit
  visits where status is one of (happened, ongoing) | sort by date desc | limit 1 [foreign]

  ? the last three meetings of Biden
  meetings where status is one of (happened, ongoing) and participant = "Biden" | sort by date desc | limit 3

  ? the three latest meetings of Biden
  meetings where status is one of (happened, ongoing) and participant = "Biden" | sort by date desc | limit 3

  ? the first two official visits to Kyiv
  visits where status is one of (happened, ongoing) and location in "Kyiv" | sort by date | limit 2 [official]

  ? the last meeting in Warsaw
  meetings where status is one of (happened, ongoing) and location in "Warsaw" | sort by date desc | limit 1

  who met Zelenskyy?!
  meetings where participant = "Zelenskyy"

  (who met Zelenskyy?)
  meetings where participant = "Zelenskyy"

  ? (who met Zelenskyy?)
  meetings where participant = "Zelenskyy"

  ? "who met Zelenskyy?"
  meetings where participant = "Zelenskyy"

  ? “who met Zelenskyy?”
  meetings where participant = "Zelenskyy"

  what did Biden say about “who is it? somebody”?
  statements where speaker = "Biden" [about] [it]

  who met Duda?! (where did Biden go?)
  Q055 [where did Biden go?)]

  who met Duda? où est-il
  Q055 [où est-il]

  how many people were killed on Maui and when?
  facts where location in "Maui" and has killed | sum killed, count [and when]

  how often did Biden and Xi meet, and where?
  meetings where participant = "Biden" and participant = "Xi" | count [and where]

  did Biden visit Kyiv and when?
  visits status any where visitor = "Biden" and location in "Kyiv" [and when]

  how many countries did Biden visit, when?
  visits where visitor = "Biden" | count distinct country(location) [when]

  who are the ministers of Poland and where?
  people where country = "Poland" and role contains "minister" [and where]

  how many visits were there and when?
  visits | count [and when]

  when did Biden meet Duda and where?
  meetings where participant = "Biden" and participant = "Duda"
  """#
