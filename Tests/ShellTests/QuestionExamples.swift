/// A question, and below it the query that it becomes with what is left out in brackets; or the code of its error.
let questionsAndQueries = #"""
  who met Zelenskyy in Poland in February 2023?
  meetings where date during 2023-02 and participant = "Zelenskyy" and location in "Poland"

  who met Zelenskyy in Poland?
  meetings where participant = "Zelenskyy" and location in "Poland"

  who met Duda in Warsaw?
  meetings where participant = "Duda" and location in "Warsaw"

  where did Biden meet Xi?
  meetings where participant = "Biden" and participant = "Xi"

  where did Xi Jinping meet Blinken?
  meetings where participant = "Xi Jinping" and participant = "Blinken"

  when did Liz Truss resign?
  departures where person = "Liz Truss" and what matches /\bresign/i

  when did Henryk Kowalczyk resign?
  departures where person = "Henryk Kowalczyk" and what matches /\bresign/i

  did Biden visit Kyiv?
  visits status any where visitor = "Biden" and location in "Kyiv"

  did Jan Wierzbowski meet investors?
  meetings status any where participant = "Jan Wierzbowski" and participant contains "investor"

  did Scholz visit Beijing in 2022?
  visits status any where date during 2022 and visitor = "Scholz" and location in "Beijing"

  how often did Biden and Xi meet?
  meetings where participant = "Biden" and participant = "Xi" | count

  how often did Biden and Xi Jinping meet since 2023?
  meetings where date since 2023 and participant = "Biden" and participant = "Xi Jinping" | count

  how many people were killed on Maui?
  facts where location in "Maui" and has killed | sum killed, count

  how many people were killed in the earthquake in Turkey?
  disasters where location in "Turkey" and has killed and what matches /\bearthquake/i | sum killed, count

  what did Biden say about Taiwan?
  statements where speaker = "Biden" and topic contains "Taiwan"

  what did Truss say?
  statements where speaker = "Truss"

  who said that the summit was historic?
  statements where topic contains "summit" [historic]

  what happened in Warsaw on 5 April 2023?
  facts where date on 2023-04-05 and location in "Warsaw"

  what happened in Vilnius?
  facts where location in "Vilnius"

  who resigned in October 2022?
  departures where date during 2022-10 and what matches /\bresign/i

  who resigned last year?
  departures where date during last year and what matches /\bresign/i

  which countries signed agreements in Beijing?
  agreements where location in "Beijing"

  who signed an agreement in Beijing?
  agreements where location in "Beijing"

  did Saudi Arabia and Iran sign an agreement?
  agreements status any where participant = "Saudi Arabia" and participant = "Iran"

  who did Kishida welcome in Hiroshima?
  supports where supporter = "Kishida" and location in "Hiroshima" and what matches /\b(welcome|welcoming)/i

  who visited Kyiv in February 2023?
  visits where date during 2023-02 and location in "Kyiv"

  which cities did Biden visit?
  visits where visitor = "Biden"

  where did Biden travel in February 2023?
  visits where date during 2023-02 and visitor = "Biden"

  who called Zelenskyy?
  calls where participant = "Zelenskyy"

  who spoke with Zelenskyy by phone?
  calls where participant = "Zelenskyy"

  with whom did Blinken hold talks in Beijing?
  meetings where participant = "Blinken" and location in "Beijing"

  who was met by Zelenskyy in Warsaw?
  meetings where participant = "Zelenskyy" and location in "Warsaw"

  has Zelenskyy met Biden?
  meetings status any where participant = "Zelenskyy" and participant = "Biden"

  will Zelenskyy meet Biden in Vilnius?
  meetings status any where participant = "Zelenskyy" and participant = "Biden" and location in "Vilnius"

  who protested against cheap grain?
  protests where target contains "grain" [cheap]

  where was the earthquake?
  disasters where what matches /\bearthquake/i

  when was the meeting in Kraków?
  meetings where location in "Kraków"

  were there protests in Poland?
  protests status any where location in "Poland"

  how many meetings were there in Beijing in 2023?
  meetings where date during 2023 and location in "Beijing" | count

  which meetings did Stoltenberg attend?
  meetings where participant = "Stoltenberg"

  who bought Credit Suisse?
  deals where target = "Credit Suisse" and what matches /\b(bought|buy)/i

  what did UBS buy?
  deals where agent = "UBS" and what matches /\b(bought|buy)/i

  who thanked Biden?
  supports where supported = "Biden" and what matches /\b(thank|thanx)/i

  who criticised the visit?
  accusations where accused contains "visit" and what matches /\b(criticise|criticising)/i

  who accused Scholz?
  accusations where accused = "Scholz"

  who imposed sanctions on Russia?
  sanctions where target = "Russia" and what matches /\b(impose|imposing)/i

  when did Biden last meet Zelenskyy?
  meetings where status is one of (happened, ongoing) and participant = "Biden" and participant = "Zelenskyy" | sort by date desc | limit 1

  who met the Polish president in Warsaw?
  meetings where participant is one of (people where country = "Poland" and role contains "president") and location in "Warsaw"

  who met the president of Ukraine?
  meetings where participant is one of (people where country = "Ukraine" and role contains "president")

  who is Jens Stoltenberg?
  people where name = "Jens Stoltenberg"

  who is the chancellor of Germany?
  people where country = "Germany" and role contains "chancellor"

  what did the White House say about Yemen?
  statements where speaker = "White House" and topic contains "Yemen"

  did Putin meet Modi before 2024-07-10?
  meetings status any where date before 2024-07-10 and participant = "Putin" and participant = "Modi"

  who met between November 2022 and January 2023?
  meetings where date from 2022-11 to 2023-01

  who met Xi near Beijing?
  meetings where participant = "Xi" and location near "Beijing"

  who did President Joe Biden meet in Bali in November 2022?
  meetings where date during 2022-11 and participant = "Joe Biden" and location in "Bali"

  what did Poland send to Ukraine?
  facts where participant = "Poland" and participant = "Ukraine" and what matches /\b(send|sent)/i

  who declared a state of emergency?
  laws where what matches /\b(declare|declaring)/i

  who voted to rebuild the bridge?
  Q055 [rebuild the bridge]

  in which city did Zelenskyy meet Morawiecki?
  meetings where participant = "Zelenskyy" and participant = "Morawiecki"

  who met zelenskyy in poland
  meetings where participant = "Zelenskyy" and location in "Poland"

  WHO MET DUDA IN WARSAW
  meetings where participant = "Duda" and location in "Warsaw"

  ? meetings in Warsaw
  meetings where location in "Warsaw"

  ? grain
  facts where text contains "grain"

  who met Zelensky in Poland?
  Q056 [Zelensky]

  who met Merkel in Berlin?
  Q056 [Merkel]

  who did not sign?
  Q055 [not]

  whose wife visited Warsaw?
  Q055 [whose]

  how long did the meeting take?
  Q055 [how long]

  why did Truss resign?
  departures where person = "Truss" and what matches /\bresign/i | show date, location, person, reason, status

  who secretly met Xi in Atlantis?
  meetings where participant = "Xi" and location in "Atlantis" [secretly]

  who quickly met Xi Jinping in Beijing with great joy?
  meetings where participant = "Xi Jinping" and location in "Beijing" [quickly] [with great joy]

  did he meet Biden?
  Q055 [he]

  which ministers resigned in 2023?
  departures where date during 2023 and person is one of (people where role contains "minister") and what matches /\bresign/i

  whom did Erdogan meet in Vilnius?
  meetings where participant = "Erdogan" and location in "Vilnius"

  who did Modi visit?
  visits where visitor = "Modi"

  what did Zelenskyy say about the phone call?
  statements where speaker = "Zelenskyy" and topic contains "phone call"

  how many people died on Maui in August 2023?
  facts where date during 2023-08 and location in "Maui" and has killed | sum killed, count

  how many attacks were there in Ukraine?
  attacks where location in "Ukraine" | count

  who fired the missile at Kyiv?
  attacks where (target = "Kyiv" or location in "Kyiv") and what matches /\b(fire|firing)/i

  was Kyiv attacked?
  attacks status any where target = "Kyiv" or location in "Kyiv"

  have Biden and Duda met?
  meetings status any where participant = "Biden" and participant = "Duda"

  who flew to Washington?
  visits where location in "Washington"

  when will Zelenskyy travel to Japan?
  visits where visitor = "Zelenskyy" and location in "Japan" and status = planned

  who left Moscow?
  facts where participant = "Moscow" and what matches /\b(leave|leaving|left)/i

  who accused the county?
  accusations where accused contains "county"

  which banks agreed on a deal?
  Q055 [banks]

  who welcomed the deal?
  supports where supported contains "deal" and what matches /\b(welcome|welcoming)/i

  was there a meeting in Rzeszów in December 2022?
  meetings status any where date during 2022-12 and location in "Rzeszów"

  who met near Warsaw since April 2023?
  meetings where date since 2023-04 and location near "Warsaw"

  who met within 50 km of Vilnius?
  meetings where location near "Vilnius" within 50 km

  between 2022 and 2023, who met Xi Jinping?
  meetings where date from 2022 to 2023 and participant = "Xi Jinping"

  who met whom in Hiroshima?
  meetings where location in "Hiroshima"

  what did NATO's leaders discuss in Vilnius?
  facts where participant = "NATO" and location in "Vilnius" and what matches /\bdiscuss/i [leaders]

  who met Biden in the White House?
  meetings where participant = "Biden" and location in "White House"

  does Wierzbowski deny reports?
  rejections status any where agent = "Wierzbowski" and target contains "report" and what matches /\b(denied|denies|deny)/i

  who met in London at noon?
  meetings where location in "London" and text contains "noon"

  ? Biden in Kyiv
  facts where location in "Kyiv" and participant = "Biden"

  ? what about the earthquake
  disasters where what matches /\bearthquake/i

  who ate the cake?
  facts where participant contains "cake" and what matches /\b(ate|eat)/i

  who painted Zelenskyy in Warsaw?
  facts where participant = "Zelenskyy" and location in "Warsaw" and what matches /\bpaint/i

  how did Truss resign?
  Q055 [how did]

  which is better?
  Q055 [better]

  who met Biden or Zelenskyy?
  meetings where participant = "Biden" or participant = "Zelenskyy"

  who has visited Beijing and Moscow?
  visits where location in "Beijing" or location in "Moscow"

  who met in Warsaw or Kyiv?
  meetings where location in "Warsaw" or location in "Kyiv"

  did Biden visit Kyiv and Warsaw?
  visits status any where visitor = "Biden" and (location in "Kyiv" or location in "Warsaw")

  who met in Bali in November 2022?
  meetings where date during 2022-11 and location in "Bali"

  how much did UBS pay for Credit Suisse?
  facts where participant = "UBS" and text contains "Credit Suisse" and has amount and what matches /\b(paid|pay)/i | sum amount by currency

  how much money did the United States give to Ukraine?
  aids where giver = "United States" and recipient = "Ukraine" and has amount and what matches /\b(gave|give|giving)/i | sum amount by currency

  how many meetings did Biden have with Zelenskyy?
  meetings where participant = "Zelenskyy" and participant = "Biden" | count

  ? Zelenskyy in February 2023
  facts where date during 2023-02 and participant = "Zelenskyy"

  what did they say?
  Q055 [they]

  who met most often?
  Q055 [most often]

  did Macron visit China?
  visits status any where visitor = "Macron" and location in "China"

  who other than Biden met Zelenskyy?
  Q055 [other]

  who met Zelenskyy except in Kyiv?
  Q055 [except]

  did no one meet Duda?
  Q055 [no]

  who met Zelenskyy in Warsaw, Poland?
  meetings where participant = "Zelenskyy" and location in "Warsaw"
  """#
