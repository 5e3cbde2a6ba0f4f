#include "CFactsData.h"

#define EMBED(name) \
  const uint8_t *dl_##name(size_t *size) { *size = sizeof name##_bytes - 1; return name##_bytes; }

/* The closing 0 keeps an empty file a valid array; it is not counted. */
_Alignas(64) static const uint8_t names_bytes[] = {
#embed "names.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t kinds_bytes[] = {
#embed "data/kinds.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t times_bytes[] = {
#embed "data/times.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t quotes_bytes[] = {
#embed "quotes.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t numbers_bytes[] = {
#embed "data/numbers.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t words_bytes[] = {
#embed "data/words.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t place_words_bytes[] = {
#embed "data/places/words.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t place_weights_bytes[] = {
#embed "data/places/weights.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t country_weights_bytes[] = {
#embed "data/places/countries.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t date_weights_bytes[] = {
#embed "data/dates.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t fact_place_weights_bytes[] = {
#embed "data/places/facts.txt" suffix(,)
    0};

EMBED(names)
EMBED(kinds)
EMBED(times)
EMBED(quotes)
EMBED(numbers)
EMBED(words)
EMBED(place_words)
EMBED(place_weights)
EMBED(country_weights)
EMBED(date_weights)
EMBED(fact_place_weights)
