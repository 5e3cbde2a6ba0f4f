#include "thin.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct thinning {
  struct thin_page *page;
  const char *bytes;
  int count;
  // Up to where the page has been copied or dropped.
  int done;
  int failed;
};

enum { BLANK = 1, NAME = 2, STARTS = 4 };

static int is_letter(char sign) { return (sign | 0x20) >= 'a' && (sign | 0x20) <= 'z'; }

static unsigned char kind(char sign) {
  if (is_letter(sign)) return NAME | STARTS;
  switch (sign) {
  // Zero is made a space.
  case 0: case ' ': case '\t': case '\n': case '\r': return BLANK;
  case '_': case ':': case '.': return NAME | STARTS;
  case '-': return NAME;
  default: return sign >= '0' && sign <= '9' ? NAME : 0;
  }
}

static void copy(struct thinning *thinning, int end) {
  int length = end - thinning->done;
  if (length <= 0) return;
  memcpy(thinning->page->bytes + thinning->page->count, thinning->bytes + thinning->done, length);
  thinning->page->count += length;
  thinning->done = end;
}

// `text` takes no more room than what was dropped for it.
static void put(struct thinning *thinning, const char *text, int length) {
  memcpy(thinning->page->bytes + thinning->page->count, text, length);
  thinning->page->count += length;
}

// Writes down that bytes were dropped, if any were since the last time.
static void note(struct thinning *thinning) {
  struct thin_page *page = thinning->page;
  int dropped = thinning->done - page->count;
  if (dropped == (page->cut_count == 0 ? 0 : page->cuts[page->cut_count - 1].dropped)) return;
  if (page->cut_count == page->cut_room) {
    int room = page->cut_room == 0 ? 256 : page->cut_room * 2;
    struct cut *cuts = realloc(page->cuts, room * sizeof *cuts);
    if (cuts == NULL) {
      thinning->failed = 1;
      return;
    }
    page->cuts = cuts;
    page->cut_room = room;
  }
  page->cuts[page->cut_count++] = (struct cut){page->count, dropped};
}

static int is(const char *name, int length, const char *word) {
  return (int)strlen(word) == length && strncasecmp(name, word, length) == 0;
}

// Whether something is read of an attribute (PageParser, PageAttributes and PageMetadata say what).
static int is_read(const char *name, int length, const char *tag, int tag_length) {
  switch (name[0] | 0x20) {
  case 'c': return is(name, length, "class") || is(name, length, "content");
  case 'd':
    return is(name, length, "datetime") || is(name, length, "data-component") || is(name, length, "data-type");
  case 'h':
    if (is(name, length, "hidden")) return 1;
    if (is(name, length, "href")) return is(tag, tag_length, "link");
    return is(name, length, "http-equiv") && is(tag, tag_length, "meta");
  case 'i': return is(name, length, "id") || is(name, length, "itemprop");
  case 'l': return is(name, length, "lang");
  case 'n': return is(name, length, "name") && is(tag, tag_length, "meta");
  case 'p':
    if (is(name, length, "property")) return is(tag, tag_length, "meta");
    return is(name, length, "pubdate");
  case 'r': return is(name, length, "rel") || is(name, length, "role");
  case 's': return is(name, length, "style");
  case 't': return is(name, length, "type") && is(tag, tag_length, "script");
  case 'x': return is(name, length, "xml:lang");
  default: return 0;
  }
}

// libxml2 reads no longer names.
enum { LONGEST_NAME = 100 };

static int name_end(const struct thinning *thinning, int at) {
  int end = at;
  while (end < thinning->count && end - at < LONGEST_NAME && (kind(thinning->bytes[end]) & NAME)) end++;
  return end;
}

static int blanks_end(const struct thinning *thinning, int at) {
  while (at < thinning->count && (kind(thinning->bytes[at]) & BLANK)) at++;
  return at;
}

// Behind the next `sign`; the page's end where there is none.
static int behind_sign(const struct thinning *thinning, int at, char sign) {
  if (at >= thinning->count) return thinning->count;
  const char *found = memchr(thinning->bytes + at, sign, thinning->count - at);
  return found == NULL ? thinning->count : (int)(found - thinning->bytes) + 1;
}

// The end of an attribute's value, which begins at `at`.
static int value_end(const struct thinning *thinning, int at) {
  if (at >= thinning->count) return at;
  char quote = thinning->bytes[at];
  if (quote == '"' || quote == '\'') return behind_sign(thinning, at + 1, quote);
  while (at < thinning->count && thinning->bytes[at] != '>' && !(kind(thinning->bytes[at]) & BLANK)) at++;
  return at;
}

static int closes(const struct thinning *thinning, int at) {
  return thinning->bytes[at] == '>'
    || (thinning->bytes[at] == '/' && at + 1 < thinning->count && thinning->bytes[at + 1] == '>');
}

static int begins(const struct thinning *thinning, int at, const char *word) {
  int length = (int)strlen(word);
  return thinning->count - at >= length && strncasecmp(thinning->bytes + at, word, length) == 0;
}

// A space for all that was dropped up to `at`, so that what stands apart in the page does so here.
static void part(struct thinning *thinning, int at) {
  if (at == thinning->done) return;
  put(thinning, " ", 1);
  thinning->done = at;
}

// Whether some bytes hold `ld+json`, whatever the case.
static int holds_data(const char *bytes, int count) {
  static const char wanted[] = "ld+json";
  for (int at = 0; at + (int)sizeof wanted - 1 <= count; at++)
    if (strncasecmp(bytes + at, wanted, sizeof wanted - 1) == 0) return 1;
  return 0;
}

// Where the end tag of a script or style begins; the page's end where there is none.
static int raw_end(const struct thinning *thinning, int at, const char *name, int length) {
  while (1) {
    int found = behind_sign(thinning, at, '<') - 1;
    if (found + 2 + length > thinning->count || thinning->bytes[found] != '<') return thinning->count;
    at = found + 1;
    if (thinning->bytes[at] != '/' || strncasecmp(thinning->bytes + at + 1, name, length) != 0) continue;
    int end = at + 1 + length;
    if (end >= thinning->count || !(kind(thinning->bytes[end]) & NAME)) return found;
  }
}

// A start tag, and what a script or style holds. Where it ends.
static int tag(struct thinning *thinning, int start) {
  const char *bytes = thinning->bytes;
  int at = name_end(thinning, start + 1);
  const char *name = bytes + start + 1;
  int length = at - start - 1;
  copy(thinning, at);
  int is_script = is(name, length, "script");
  int has_data = 0;
  at = blanks_end(thinning, at);
  while (at < thinning->count && !closes(thinning, at)) {
    int begin = at;
    if (kind(bytes[at]) & STARTS) {
      at = name_end(thinning, at);
      int own = at - begin;
      int end = at;
      at = blanks_end(thinning, at);
      if (at < thinning->count && bytes[at] == '=') {
        at = blanks_end(thinning, at + 1);
        end = at = value_end(thinning, at);
      }
      if (is_read(bytes + begin, own, name, length)) {
        part(thinning, begin);
        copy(thinning, end);
        if (is_script && is(bytes + begin, own, "type")) has_data |= holds_data(bytes + begin, end - begin);
      }
    } else {
      // libxml2 passes by what is no attribute up to the next blank.
      while (at < thinning->count && !(kind(bytes[at]) & BLANK) && !closes(thinning, at)) at++;
    }
    at = blanks_end(thinning, at);
  }
  part(thinning, at);
  if (at >= thinning->count) return at;
  int is_closed = bytes[at] == '/';
  at += is_closed ? 2 : 1;
  copy(thinning, at);
  note(thinning);
  if (is_closed || !(is_script || is(name, length, "style"))) return at;
  // An end tag that stands first in it may be that of an element around, which ends it.
  if (begins(thinning, at, "</") && !begins(thinning, at + 2, is_script ? "script" : "style")) return at;
  int end = raw_end(thinning, at, name, length);
  if (has_data) copy(thinning, end);
  thinning->done = end;
  return end;
}

// Behind a comment that begins at `start`; 0 where it does not end.
static int comment_end(const struct thinning *thinning, int start) {
  const char *bytes = thinning->bytes;
  int at = start + 4;
  while (at + 2 < thinning->count) {
    const char *found = memchr(bytes + at, '-', thinning->count - at - 2);
    if (found == NULL) return 0;
    at = (int)(found - bytes);
    if (bytes[at + 1] == '-') {
      if (bytes[at + 2] == '>') return at + 3;
      if (bytes[at + 2] == '!' && at + 3 < thinning->count && bytes[at + 3] == '>') return at + 4;
    }
    at++;
  }
  return 0;
}

static int comment(struct thinning *thinning, int start) {
  static const char empty[] = "<!---->";
  int end = comment_end(thinning, start);
  if (end == 0) {
    copy(thinning, start + 4);
    return thinning->done = thinning->count;
  }
  if (end - start >= (int)sizeof empty) {
    copy(thinning, start);
    put(thinning, empty, sizeof empty - 1);
    thinning->done = end;
  }
  return end;
}

// Behind an identifier and blanks that may stand at `at`.
static int identifier_end(const struct thinning *thinning, int at) {
  at = blanks_end(thinning, at);
  if (at >= thinning->count || (thinning->bytes[at] != '"' && thinning->bytes[at] != '\'')) return at;
  return blanks_end(thinning, behind_sign(thinning, at + 1, thinning->bytes[at]));
}

// Behind a declaration of the document's type, whose identifiers may hold what ends it elsewhere.
static int declaration_end(const struct thinning *thinning, int at) {
  at = blanks_end(thinning, name_end(thinning, blanks_end(thinning, at)));
  if (begins(thinning, at, "public")) at = identifier_end(thinning, identifier_end(thinning, at + 6));
  else if (begins(thinning, at, "system")) at = identifier_end(thinning, at + 6);
  return behind_sign(thinning, at, '>');
}

static int starts_instruction(char sign) { return is_letter(sign) || sign == '_' || sign == ':'; }

static void thin(struct thinning *thinning) {
  const char *bytes = thinning->bytes;
  int at = 0;
  while (at < thinning->count) {
    const char *open = memchr(bytes + at, '<', thinning->count - at);
    if (open == NULL) break;
    at = (int)(open - bytes);
    int left = thinning->count - at;
    if (left < 2) break;
    if (left >= 4 && memcmp(open, "<!--", 4) == 0) {
      at = comment(thinning, at);
    } else if (open[1] == '!') {
      at = begins(thinning, at, "<!doctype") ? declaration_end(thinning, at + 9) : at + 1;
    } else if (open[1] == '?') {
      at = left > 2 && starts_instruction(open[2]) ? behind_sign(thinning, at, '>') : at + 2;
    } else if (open[1] == '/') {
      at = left > 2 && (kind(open[2]) & STARTS) ? behind_sign(thinning, at, '>') : at + 2;
    } else if (is_letter(open[1])) {
      at = tag(thinning, at);
    } else {
      at++;
    }
    note(thinning);
  }
  copy(thinning, thinning->count);
}

int thin_make(struct thin_page *page, const char *bytes, int count) {
  *page = (struct thin_page){NULL, 0, NULL, 0, 0};
  page->bytes = malloc(count > 0 ? count : 1);
  if (page->bytes == NULL) return 0;
  struct thinning thinning = {page, bytes, count, 0, 0};
  thin(&thinning);
  // libxml2 ends at a zero.
  for (char *at = page->bytes; (at = memchr(at, 0, page->bytes + page->count - at)) != NULL;) *at = ' ';
  if (thinning.failed) thin_free(page);
  return !thinning.failed;
}

void thin_free(struct thin_page *page) {
  free(page->bytes);
  free(page->cuts);
  page->bytes = NULL;
  page->cuts = NULL;
}
