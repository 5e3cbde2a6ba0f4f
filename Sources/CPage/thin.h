// A page without what nothing is read of, for libxml2, which reads sign by sign: what scripts and styles and comments hold, and
// most attributes.

#ifndef THIN_H
#define THIN_H

// From byte `at` of the thin page on, `dropped` more bytes stand before in the page itself.
struct cut {
  int at;
  int dropped;
};

struct thin_page {
  char *bytes;
  int count;
  struct cut *cuts;
  int cut_count;
  int cut_room;
};

// Makes it of `count` bytes; 0 without memory. What libxml2 makes of both is the same, but for what was left out: tags, attributes,
// comments and scripts begin and end where it takes them to. O(count).
int thin_make(struct thin_page *page, const char *bytes, int count);

void thin_free(struct thin_page *page);

#endif
