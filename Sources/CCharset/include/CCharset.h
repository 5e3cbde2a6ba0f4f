// In which charset some text may be written, guessed by its bytes. libuchardet stays behind this one function.

#ifndef CCHARSET_H
#define CCHARSET_H
#include <stddef.h>

// Writes the charset's name as iconv knows it, ended by a zero byte, to `name`, which has room for `room` bytes; an empty one
// where the bytes tell of none or there is no memory. O(count).
void ccharset_guess(const char *bytes, size_t count, char *name, size_t room);

#endif
