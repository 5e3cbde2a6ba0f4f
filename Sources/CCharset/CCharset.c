#include "CCharset.h"
#include <string.h>
#include <uchardet/uchardet.h>

void ccharset_guess(const char *bytes, size_t count, char *name, size_t room) {
  if (room == 0) return;
  name[0] = 0;
  uchardet_t detector = uchardet_new();
  if (detector == NULL) return;
  if (uchardet_handle_data(detector, bytes, count) == 0) {
    uchardet_data_end(detector);
    strncpy(name, uchardet_get_charset(detector), room - 1);
    name[room - 1] = 0;
  }
  uchardet_delete(detector);
}
