#include "CAtlasData.h"

#define EMBED(name) \
  const uint8_t *dl_##name(size_t *size) { *size = sizeof name##_bytes - 1; return name##_bytes; }

/* The closing 0 keeps an empty file a valid array; it is not counted. */
_Alignas(64) static const uint8_t gazetteer_bytes[] = {
#embed "gazetteer.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t place_kinds_bytes[] = {
#embed "data/kinds.txt" suffix(,)
    0};

EMBED(gazetteer)
EMBED(place_kinds)
