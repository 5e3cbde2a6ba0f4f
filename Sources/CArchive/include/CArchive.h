#ifndef CARCHIVE_H
#define CARCHIVE_H
#include <stdbool.h>
#include <stdint.h>

/* libarchive behind plain functions: archives and compressed files are read from front to back, nothing is written, and
   no program is run (libarchive would for some kinds of compression). */

struct carchive;

/* Puts the next bytes at *piece and returns how many there are, 0 at the end, -1 where they cannot be read. They are good until
   the next call. */
typedef long (*carchive_read)(void *user, const void **piece);

struct carchive_member {
  /* Bytes of its name, as it stands in the archive; good until the next member. NULL where it has none. */
  const char *name;
  /* Neither a folder, nor a link, nor a device. */
  bool is_file;
  bool is_encrypted;
  /* The one of a file that is compressed and no archive. */
  bool is_raw;
  /* To pass it by, all of it must be unpacked. */
  bool is_streamed;
};

/* Opens what `read` yields. NULL where there is no memory; what else is wrong is told by the first member. */
struct carchive *carchive_open_stream(void *user, carchive_read read);
/* Opens a file by its descriptor, which stays open and is read from its start, by seeking where that helps. */
struct carchive *carchive_open_file(int descriptor);
/* Opens bytes in memory, which must stay there. */
struct carchive *carchive_open_memory(const void *bytes, long count);

/* 1 where there is one, 0 behind the last, -1 where the archive cannot be read any further (carchive_fault). */
int carchive_next(struct carchive *, struct carchive_member *);
/* Bytes put into the buffer, at most `count`; 0 at the member's end; -1 where it cannot be read (carchive_fault), -2 where that holds for
   the whole archive. */
long carchive_data(struct carchive *, void *buffer, long count);
/* Bytes of the archive that were read so far. */
int64_t carchive_taken(struct carchive *);
/* What is wrong, in libarchive's words. */
const char *carchive_fault(struct carchive *);
void carchive_close(struct carchive *);

#endif
