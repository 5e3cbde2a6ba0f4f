#include "CArchive.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

struct carchive {
  struct archive *archive;
  carchive_read read;
  void *user;
  int opened;
};

// Bytes that are read of a file at a time.
enum { PIECE = 1 << 17 };

static struct carchive *made(void) {
  struct carchive *made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  struct archive *archive = archive_read_new();
  if (archive == NULL) {
    free(made);
    return NULL;
  }
  // Those for which libarchive would run a program are left out, and formats that text could be taken for.
  archive_read_support_filter_gzip(archive);
  archive_read_support_filter_bzip2(archive);
  archive_read_support_filter_xz(archive);
  archive_read_support_filter_lzma(archive);
  archive_read_support_filter_zstd(archive);
  archive_read_support_filter_lz4(archive);
  archive_read_support_format_tar(archive);
  archive_read_support_format_zip(archive);
  archive_read_support_format_7zip(archive);
  archive_read_support_format_raw(archive);
  archive_read_support_format_empty(archive);
  made->archive = archive;
  return made;
}

static la_ssize_t pull(struct archive *archive, void *data, const void **piece) {
  struct carchive *self = data;
  long count = self->read(self->user, piece);
  if (count < 0) archive_set_error(archive, EIO, "cannot be read");
  return count;
}

struct carchive *carchive_open_stream(void *user, carchive_read read) {
  struct carchive *self = made();
  if (self == NULL) return NULL;
  self->read = read;
  self->user = user;
  self->opened = archive_read_open(self->archive, self, NULL, pull, NULL);
  return self;
}

struct carchive *carchive_open_file(int descriptor) {
  struct carchive *self = made();
  if (self == NULL) return NULL;
  lseek(descriptor, 0, SEEK_SET);
  self->opened = archive_read_open_fd(self->archive, descriptor, PIECE);
  return self;
}

struct carchive *carchive_open_memory(const void *bytes, long count) {
  struct carchive *self = made();
  if (self == NULL) return NULL;
  self->opened = archive_read_open_memory(self->archive, bytes, (size_t)count);
  return self;
}

static int next(struct carchive *self, struct carchive_member *member) {
  struct archive_entry *entry = NULL;
  int result;
  do result = archive_read_next_header(self->archive, &entry);
  while (result == ARCHIVE_RETRY);
  if (result == ARCHIVE_EOF) return 0;
  if (result < ARCHIVE_WARN || entry == NULL) return -1;
  const char *name = archive_entry_pathname(entry);
  member->name = name != NULL ? name : archive_entry_pathname_utf8(entry);
  member->is_file = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == NULL;
  member->is_encrypted = archive_entry_is_encrypted(entry) != 0;
  member->is_raw = archive_format(self->archive) == ARCHIVE_FORMAT_RAW;
  // A zip or 7z in a file or in memory knows where its members lie.
  member->is_streamed = archive_filter_count(self->archive) > 1 || self->read != NULL;
  return 1;
}

int carchive_next(struct carchive *self, struct carchive_member *member) {
  if (self->opened < ARCHIVE_WARN) return -1;
  // libarchive drops names that the locale of the process, which may be "C", cannot spell.
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = utf8 == (locale_t)0 ? (locale_t)0 : uselocale(utf8);
  int result = next(self, member);
  if (utf8 != (locale_t)0) {
    uselocale(before);
    freelocale(utf8);
  }
  return result;
}

long carchive_data(struct carchive *self, void *buffer, long count) {
  la_ssize_t result;
  do result = archive_read_data(self->archive, buffer, (size_t)count);
  while (result == ARCHIVE_RETRY);
  if (result >= 0) return result;
  return result <= ARCHIVE_FATAL ? -2 : -1;
}

int64_t carchive_taken(struct carchive *self) { return archive_filter_bytes(self->archive, -1); }

const char *carchive_fault(struct carchive *self) {
  const char *words = archive_error_string(self->archive);
  return words == NULL ? "is damaged" : words;
}

void carchive_close(struct carchive *self) {
  archive_read_free(self->archive);
  free(self);
}
