#include "CArticlesData.h"

/* The closing 0 keeps an empty file a valid array; it is not counted. */
_Alignas(64) static const uint8_t languages_bytes[] = {
#embed "languages.bin" suffix(,)
    0};

const uint8_t *dl_languages(size_t *size) {
  *size = sizeof languages_bytes - 1;
  return languages_bytes;
}
