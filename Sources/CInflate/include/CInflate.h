// What web servers have packed, unpacked a piece at a time, and pictures packed for a terminal. zlib stays behind these two
// functions: its headers are none of Swift's.

#ifndef CINFLATE_H
#define CINFLATE_H

enum cinflate_end {
  // All of it came out.
  CINFLATE_WHOLE,
  // It is damaged or ends too early; what came out until then is sound.
  CINFLATE_DAMAGED,
  // `take` has stopped it.
  CINFLATE_STOPPED,
  // It is none of these forms; nothing came out.
  CINFLATE_OTHER,
  // No memory.
  CINFLATE_FAILED,
};

// Unpacks `count` bytes of gzip (RFC 1952, also several one after another), zlib (RFC 1950) or bare deflate (RFC 1951).
// `take` gets each piece of what comes out; not 0 stops the work. `unread`: how many of the bytes were not used.
enum cinflate_end cinflate_read(
  const unsigned char *bytes, long count, int (*take)(void *user, const unsigned char *piece, int count), void *user,
  long *unread);

// Packs `count` bytes as zlib does (RFC 1950). `take` gets each piece of what comes out. 0 where there is no memory for it; what
// came out until then is of no use.
int cinflate_pack(
  const unsigned char *bytes, long count, void (*take)(void *user, const unsigned char *piece, int count), void *user);

#endif
