#include "CInflate.h"
#include <limits.h>
#include <string.h>
#include <zlib.h>

enum { PIECE = 1 << 15 };

// Gives the stream what comes next, once it has used up what it was given.
static void feed(z_stream *stream, const unsigned char **rest, long *left) {
  if (stream->avail_in > 0 || *left <= 0) return;
  uInt part = *left > INT_MAX ? INT_MAX : (uInt)*left;
  stream->next_in = (unsigned char *)*rest;
  stream->avail_in = part;
  *rest += part;
  *left -= part;
}

// One run over the bytes. `form`: what zlib calls window bits, 47 for gzip or zlib by their first bytes, -15 for bare deflate.
static enum cinflate_end run(
  const unsigned char *bytes, long count, int form, int (*take)(void *, const unsigned char *, int), void *user,
  long *unread) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, form) != Z_OK) return CINFLATE_FAILED;
  unsigned char piece[PIECE];
  const unsigned char *rest = bytes;
  long left = count;
  int began = 0;
  enum cinflate_end end = CINFLATE_DAMAGED;
  while (1) {
    feed(&stream, &rest, &left);
    stream.next_out = piece;
    stream.avail_out = PIECE;
    int result = inflate(&stream, Z_NO_FLUSH);
    int made = PIECE - (int)stream.avail_out;
    if (made > 0) {
      began = 1;
      if (take(user, piece, made) != 0) {
        end = CINFLATE_STOPPED;
        break;
      }
    }
    if (result == Z_STREAM_END) {
      // Another member of gzip may follow; what else does is no part of it.
      const unsigned char *next = stream.next_in;
      if (form > 0 && stream.avail_in > 2 && next[0] == 0x1F && next[1] == 0x8B && inflateReset(&stream) == Z_OK) continue;
      end = CINFLATE_WHOLE;
      break;
    }
    if (result == Z_MEM_ERROR) {
      end = CINFLATE_FAILED;
      break;
    }
    if (result == Z_BUF_ERROR && stream.avail_in == 0 && left > 0) continue;
    if (result != Z_OK) {
      end = began ? CINFLATE_DAMAGED : result == Z_BUF_ERROR ? CINFLATE_DAMAGED : CINFLATE_OTHER;
      break;
    }
    // Everything is read, nothing came out: it ends too early.
    if (made == 0 && stream.avail_in == 0 && left == 0) break;
  }
  *unread = left + (long)stream.avail_in;
  inflateEnd(&stream);
  return end;
}

enum cinflate_end cinflate_read(
  const unsigned char *bytes, long count, int (*take)(void *user, const unsigned char *piece, int count), void *user,
  long *unread) {
  *unread = count;
  if (count <= 0) return CINFLATE_OTHER;
  enum cinflate_end end = run(bytes, count, 47, take, user, unread);
  // Some servers mean bare deflate by "deflate".
  return end == CINFLATE_OTHER ? run(bytes, count, -15, take, user, unread) : end;
}

int cinflate_pack(
  const unsigned char *bytes, long count, void (*take)(void *user, const unsigned char *piece, int count), void *user) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (count < 0 || deflateInit(&stream, Z_DEFAULT_COMPRESSION) != Z_OK) return 0;
  unsigned char piece[PIECE];
  int result = Z_OK;
  do {
    feed(&stream, &bytes, &count);
    stream.next_out = piece;
    stream.avail_out = PIECE;
    result = deflate(&stream, count > 0 ? Z_NO_FLUSH : Z_FINISH);
    int made = PIECE - (int)stream.avail_out;
    if (made > 0) take(user, piece, made);
  } while (result == Z_OK);
  deflateEnd(&stream);
  return result == Z_STREAM_END;
}
