#define _GNU_SOURCE
#include "asking.h"
#include "CLineEdit.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ESCAPE = 27, BELL = 7, LONGEST = 256 };

static char *ahead;
static size_t ahead_start, ahead_end, ahead_room;

/* What begins as an answer does, and the answers that came. */
static char begun[LONGEST];
static size_t begun_count;
static char *answers;
static size_t answers_count, answers_room;
static bool owes;
/* When no answer is waited for any more, on the monotonic clock; in milliseconds. */
static long owed_until;
enum { PATIENCE = 5000 };

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void keep_typed(const char *bytes, size_t count) {
  if (ahead_end + count > ahead_room) {
    size_t room = (ahead_end + count) * 2;
    char *larger = realloc(ahead, room);
    if (larger == NULL) return;
    ahead = larger;
    ahead_room = room;
  }
  memcpy(ahead + ahead_end, bytes, count);
  ahead_end += count;
}

bool has_typed_ahead(void) { return ahead_start < ahead_end; }

bool typed_ahead(char *byte) {
  if (!has_typed_ahead()) return false;
  *byte = ahead[ahead_start++];
  if (ahead_start == ahead_end) ahead_start = ahead_end = 0;
  return true;
}

bool owes_answer(void) {
  if (owes && now() > owed_until) owes = false;
  return owes;
}

static bool starts(const char *with) {
  size_t count = strlen(with);
  return strncmp(begun, with, begun_count < count ? begun_count : count) == 0;
}

static bool is_number(char byte) { return (byte >= '0' && byte <= '9') || byte == ';'; }

/* What `begun` is: 1 an answer, -1 none, 0 not known before more has come. */
static int judge(void) {
  char last = begun[begun_count - 1];
  if (starts("\033[?") || starts("\033[6;")) {
    size_t head = begun_count > 2 && begun[2] == '?' ? 3 : 4;
    if (begun_count <= head) return 0;
    if (is_number(last)) return 0;
    return head == 4 ? (last == 't' ? 1 : -1) : last == 'c' || last == 'S' ? 1 : -1;
  }
  if (starts("\033]11;") || starts("\033_Gi=31;")) {
    if (begun_count < 6) return 0;
    if (last == BELL) return 1;
    if (begun_count > 6 && begun[begun_count - 2] == ESCAPE) return last == '\\' ? 1 : -1;
    return last == ESCAPE || (last >= ' ' && last < 127) ? 0 : -1;
  }
  return -1;
}

/* True while more must come to know what it is. */
static bool take(char byte) {
  if (begun_count == 0 && byte != ESCAPE) {
    keep_typed(&byte, 1);
    return false;
  }
  begun[begun_count++] = byte;
  int verdict = judge();
  if (verdict == 0 && begun_count < LONGEST) return true;
  if (verdict > 0) {
    for (size_t i = 0; i < begun_count && answers_count < answers_room; i++) answers[answers_count++] = begun[i];
    if (begun[1] == '[' && byte == 'c') owes = false; /* what was asked last */
    begun_count = 0;
    return false;
  }
  /* An Escape that breaks off what was begun may begin an answer itself. */
  bool again = byte == ESCAPE && begun_count > 1;
  keep_typed(begun, begun_count - (again ? 1 : 0));
  begun_count = 0;
  return again && take(byte);
}

bool take_late(char byte) { return take(byte); }

void end_late(void) {
  keep_typed(begun, begun_count);
  begun_count = 0;
}

int dl_ask_terminal(const char *question, char *room, int size, int milliseconds) {
  if (!change_modes()) return -1;
  answers = room;
  answers_count = 0;
  answers_room = (size_t)size;
  owes = true;
  bool is_cut = false;
  size_t sent = 0, length = strlen(question);
  while (sent < length) {
    ssize_t count = write(STDOUT_FILENO, question + sent, length - sent);
    if (count < 0 && (errno != EINTR || dl_is_interrupted() || is_to_stop())) {
      is_cut = true;
      break;
    }
    if (count > 0) sent += (size_t)count;
  }
  long end = now() + milliseconds;
  owed_until = now() + PATIENCE;
  while (owes && !is_cut) {
    long left = end - now();
    struct pollfd file = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = left > 0 ? poll(&file, 1, (int)left) : 0;
    /* A new window size is the line editor's to see. */
    if (ready < 0 && errno == EINTR && !dl_is_interrupted() && !is_to_stop()) continue;
    if (ready == 0) break;
    char bytes[512];
    ssize_t count = ready < 0 ? -1 : read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0) {
      is_cut = true;
      break;
    }
    for (ssize_t i = 0; i < count; i++) take(bytes[i]);
  }
  end_late();
  give_modes_back();
  answers = NULL;
  answers_room = 0;
  return is_cut ? -1 : (int)answers_count;
}
