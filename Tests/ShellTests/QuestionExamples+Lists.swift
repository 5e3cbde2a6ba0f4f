/// As `questionsAndQueries`: lists, other times, plans, numbers, and what cannot be asked.
let questionsOfLists = #"""
  who was the president of Poland in 1995?
  people where country = "Poland" and role contains "president" [in 1995]

  who is President Duda of Poland?
  people where name = "Andrzej Duda" [Poland]

  who resigned after Truss?
  Q055 [after Truss]

  who met Biden before Zelenskyy?
  meetings where participant = "Biden" [before Zelenskyy]

  who met Biden after the summit?
  meetings where participant = "Biden" [after the summit]

  who met Zelenskyy after visiting Kyiv?
  meetings where participant = "Zelenskyy" [after visiting Kyiv]

  who met Zelenskyy the day after Biden?
  meetings where participant = "Zelenskyy" [day after Biden]

  who met Biden, Duda or Zelenskyy?
  meetings where participant = "Biden" or participant = "Duda" or participant = "Zelenskyy"

  who met Biden and Duda or Zelenskyy?
  meetings where (participant = "Biden" and participant = "Duda") or participant = "Zelenskyy"

  who met either Biden or Zelenskyy?
  meetings where participant = "Biden" or participant = "Zelenskyy"

  did Biden, Xi or Putin visit Kyiv?
  visits status any where (visitor = "Biden" or visitor = "Xi" or visitor = "Putin") and location in "Kyiv"

  who met in Warsaw, Kyiv or Vilnius?
  meetings where location in "Warsaw" or location in "Kyiv" or location in "Vilnius"

  who visited Warsaw, Kyiv or Vilnius?
  visits where location in "Warsaw" or location in "Kyiv" or location in "Vilnius"

  who met Xi in 2022 or 2023?
  meetings where (date during 2022 or date during 2023) and participant = "Xi"

  who met Xi in 2022 and in 2023?
  meetings where (date during 2022 or date during 2023) and participant = "Xi"

  who visited Beijing in March, April or May 2023?
  visits where (date during 2023-03 or date during 2023-04 or date during 2023-05) and location in "Beijing"

  who met Xi since March and before June 2023?
  meetings where date since 2023-03 and date before 2023-06 and participant = "Xi"

  ? who met Duda? where did Biden go?
  Q055 [where did Biden go]

  who met Duda and where did Biden go?
  Q055 [where did Biden go]

  who met Duda in Warsaw and when?
  meetings where participant = "Duda" and location in "Warsaw"

  when and where did Biden meet Zelenskyy?
  meetings where participant = "Biden" and participant = "Zelenskyy"

  when did Biden first visit Kyiv?
  visits where status is one of (happened, ongoing) and visitor = "Biden" and location in "Kyiv" | sort by date | limit 1

  when will Biden next meet Zelenskyy?
  meetings where status = planned and participant = "Biden" and participant = "Zelenskyy" | sort by date | limit 1

  how many countries were there?
  places where kind = country | count

  how many articles are there?
  articles | count

  how many unicorns were there?
  Q055 [unicorns]

  how many countries signed agreements?
  agreements

  how many people met Zelenskyy?
  meetings where participant = "Zelenskyy"

  how many missiles hit Kyiv?
  attacks where (target = "Kyiv" or location in "Kyiv") and what matches /\bhit/i | count [missiles]

  who said what about Taiwan?
  statements where topic contains "Taiwan"

  who met the leaders of China and Russia?
  meetings where participant.country = "China" and participant.country = "Russia" [leaders]

  what did Biden say after meeting Xi?
  statements where speaker = "Biden" [after meeting Xi]

  who will travel to Beijing?
  visits where location in "Beijing" and status = planned

  is Biden going to meet Xi?
  meetings status any where participant = "Biden" and participant = "Xi"

  who criticised Modi's visit to Moscow?
  accusations where accused contains "visit" and what matches /\b(criticise|criticising)/i [Modi's] [Moscow]

  who met Biden's adviser?
  meetings where participant contains "adviser" [Biden's]

  who told Biden that Taiwan was a red line?
  statements where addressee = "Biden" and topic contains "Taiwan" and topic contains "line" [red]

  what did Xi tell Biden about Taiwan?
  statements where speaker = "Xi" and addressee = "Biden" and topic contains "Taiwan"

  how many countries did Biden visit?
  visits where visitor = "Biden" | count distinct country(location)

  how many towns did Biden visit in 2023?
  visits where date during 2023 and visitor = "Biden"

  which bank did UBS buy, and for how much?
  Q055 [for how much]

  who met Putin or Erdogan in 2023 or 2024?
  meetings where (date during 2023 or date during 2024) and (participant = "Putin" or participant = "Erdogan")

  did Blinken or Scholz meet Li Keqiang?
  meetings status any where (participant = "Blinken" or participant = "Scholz") and participant = "Li Keqiang"

  who did Liz Truss meet before she spoke?
  meetings where participant = "Liz Truss" [before she spoke]

  what happened in Warsaw or Kyiv in February 2023?
  facts where date during 2023-02 and (location in "Warsaw" or location in "Kyiv")

  how many meetings were there in May, June and July 2023?
  meetings where date during 2023-05 or date during 2023-06 or date during 2023-07 | count

  where did Modi go after Moscow?
  visits where visitor = "Modi" [after Moscow]

  when was the last meeting of Biden and Xi?
  meetings where status is one of (happened, ongoing) and participant = "Biden" and participant = "Xi" | sort by date desc | limit 1

  when did the earthquake hit Turkey?
  disasters where location in "Turkey" and what matches /\bearthquake/i

  who leads the 1922 Committee?
  Q055 [1922 Committee]

  who is Li Keqiang, the premier of China?
  people where name = "Li Keqiang" [premier of China]

  which agreements were signed in 2023?
  agreements where date during 2023 [signed]

  did anything happen in Hiroshima in May 2023?
  facts status any where date during 2023-05 and location in "Hiroshima"

  who visited Kyiv, Warsaw and Beijing?
  visits where location in "Kyiv" or location in "Warsaw" or location in "Beijing"

  did Zelenskyy or his wife visit Warsaw?
  visits status any where (visitor = "Zelenskyy" or visitor contains "wife") and location in "Warsaw"

  who visited Poland first?
  visits where status is one of (happened, ongoing) and location in "Poland" | sort by date | limit 1

  ? latest meetings in Warsaw
  meetings where status is one of (happened, ongoing) and location in "Warsaw" | sort by date desc

  ? the last 5 visits to Beijing
  visits where status is one of (happened, ongoing) and location in "Beijing" | sort by date desc | limit 5

  what happened before the visit to Kyiv?
  Q055 [before the visit]

  who met between Monday and Wednesday?
  meetings where date from 2024-07-01 to 2024-07-03

  how many statements did Biden make?
  statements where participant = "Biden" | count

  which statements were made by Putin in 2023?
  statements where date during 2023 and participant = "Putin"

  how many presidents visited Kyiv?
  visits where visitor is one of (people where role contains "president") and location in "Kyiv"

  how many cities were attacked in 2023?
  attacks where date during 2023

  which prime ministers met Xi?
  meetings where participant is one of (people where role contains "prime minister") and participant = "Xi"

  who are the ministers of Poland?
  people where country = "Poland" and role contains "minister"

  who met the mayor of Kyiv?
  meetings where participant = "Kyiv" [mayor]

  did the White House or the Kremlin say anything about Ukraine?
  statements status any where (speaker = "White House" or speaker = "Kremlin") and topic contains "Ukraine"

  which cities in Poland did Zelenskyy visit?
  visits where visitor = "Zelenskyy" and location in "Poland"

  who signed what in Beijing?
  agreements where location in "Beijing"

  who was the first G7 leader to visit China?
  visits where status is one of (happened, ongoing) and visitor contains "G7" and visitor contains "leader" and location in "China" | sort by date | limit 1
  """#
