#define _GNU_SOURCE
#include "CLineEdit.h"
#include "asking.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static volatile sig_atomic_t interrupted, resized, continued, stopping, terminated;
static dl_hooks hooks;
static dl_beside beside;
static struct termios found; /* the terminal's modes before a line is edited */
static volatile sig_atomic_t is_editing;

/* What libedit is given for an Escape alone; a single sign, as only those may mean one thing where text is typed and
   another where commands are. */
static const char ALONE[] = "\x1f";
enum { ESCAPE = 27, ESCAPE_WAIT = 25 /* milliseconds */ };

void dl_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

/* What stands on the screen is drawn by whoever asked for the keys. */
static char *no_prompt(EditLine *line) {
  (void)line;
  static char none[] = "";
  return none;
}

EditLine *dl_open(const char *program, History *history_, int history_size) {
  FILE *nowhere = fopen("/dev/null", "we");
  if (nowhere == NULL) return NULL;
  /* It sets the modes of a terminal only where its output is one. */
  EditLine *line = el_init_fd(program, stdin, nowhere, nowhere, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
  if (line == NULL) {
    fclose(nowhere);
    return NULL;
  }
  HistEvent event;
  history(history_, &event, H_SETSIZE, history_size);
  history(history_, &event, H_SETUNIQUE, 1);
  el_set(line, EL_PROMPT, no_prompt);
  el_set(line, EL_HIST, history, history_);
  el_set(line, EL_EDITOR, "emacs");
  el_set(line, EL_SIGNAL, 0); /* 1 would signal the whole process group and allocate in the handler */
  return line;
}

void dl_bind(EditLine *line, const char *keys, const char *command) {
  el_set(line, EL_BIND, keys, command, NULL);
  if (dl_is_vi(line)) el_set(line, EL_BIND, "-a", keys, command, NULL); /* where its commands are typed */
}

void dl_bind_escape(EditLine *line) {
  el_set(line, EL_BIND, ALONE, "vi-command-mode", NULL);
  el_set(line, EL_BIND, "-a", ALONE, "ed-ignore", NULL);
}

bool dl_is_vi(EditLine *line) {
  const char *editor = NULL;
  return el_get(line, EL_EDITOR, &editor) == 0 && editor != NULL && strcmp(editor, "vi") == 0;
}

void dl_add_key(EditLine *line, const char *name, const char *help, const char *keys, dl_key function) {
  el_set(line, EL_ADDFN, name, help, function);
  dl_bind(line, keys, name);
}

void dl_add_history(History *history_, const char *statement) {
  HistEvent event;
  history(history_, &event, H_ENTER, statement);
}

static bool has_more(int milliseconds) {
  struct pollfd file = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&file, 1, milliseconds) == 1 && (file.revents & POLLIN) != 0;
}

static bool has_input(int milliseconds) { return has_typed_ahead() || has_more(milliseconds); }

bool dl_has_input(void) { return has_input(0); }

/* EINTR: a new window size, Ctrl-Z or the return from it is handled here, Ctrl-C ends the line. */
static bool resume(EditLine *line) {
  if (dl_is_interrupted() || !(resized || continued || stopping)) return false;
  if (stopping) {
    stopping = 0;
    if (hooks.stopping) hooks.stopping(line);
    el_set(line, EL_PREP_TERM, 0);
    kill(getpid(), SIGSTOP);
    continued = 1;
  }
  if (continued) { /* libedit believes that the terminal is still raw: a round trip tells it otherwise */
    el_set(line, EL_PREP_TERM, 0);
    el_set(line, EL_PREP_TERM, 1);
    if (hooks.continued) hooks.continued(line);
  } else if (hooks.resized) {
    hooks.resized(line);
  }
  resized = continued = 0;
  el_resize(line);
  if (hooks.before_key) hooks.before_key(line);
  return true;
}

/* poll(2) that returns -1 with EINTR when a signal came, also one that came just before: signals are let in only
   while waiting. */
static int poll_signals(struct pollfd *files, nfds_t count, int milliseconds) {
  sigset_t watched, before;
  sigemptyset(&watched);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGTERM);
  sigaddset(&watched, SIGWINCH);
  sigaddset(&watched, SIGCONT);
  sigaddset(&watched, SIGTSTP);
  sigprocmask(SIG_BLOCK, &watched, &before);
  struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
  int ready = -1;
  errno = EINTR;
  if (!dl_is_interrupted() && !resized && !continued && !stopping)
    ready = ppoll(files, count, milliseconds < 0 ? NULL : &time, &before);
  int saved = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = saved;
  return ready;
}

int dl_wait(struct pollfd *files, int count, int milliseconds) {
  int ready = poll_signals(files, (nfds_t)count, milliseconds);
  /* These do not end the wait of a program without a line editor. */
  if (ready < 0 && errno == EINTR && !dl_is_interrupted()) resized = continued = 0;
  return ready;
}

/* One byte of input; -1 with EINTR when a signal came, and with EAGAIN when something beside the input has to be looked
   after. */
static ssize_t read_byte(char *byte) {
  while (!typed_ahead(byte)) {
    struct pollfd files[1 + DL_BESIDE] = {{.fd = STDIN_FILENO, .events = POLLIN}};
    int wait = -1;
    int more = beside.prepare ? beside.prepare(files + 1, &wait) : 0;
    int ready = poll_signals(files, (nfds_t)(1 + more), wait);
    if (ready < 0) return -1;
    if (files[0].revents == 0) {
      errno = EAGAIN;
      return -1;
    }
    ssize_t got = read(STDIN_FILENO, byte, 1);
    if (got != 1 || *byte != ESCAPE || !owes_answer()) return got;
    /* The answer of a slow terminal is no key. */
    while (got == 1 && take_late(*byte) && has_more(ESCAPE_WAIT)) got = read(STDIN_FILENO, byte, 1);
    end_late();
  }
  return 1;
}

static int read_character(EditLine *line, wchar_t *out) {
  char bytes[MB_LEN_MAX];
  size_t count = 0;
  if (hooks.before_key) hooks.before_key(line);
  for (;;) {
    ssize_t got = read_byte(bytes + count);
    if (got < 0 && errno == EAGAIN && beside.wake) {
      beside.wake(line);
      continue;
    }
    if (got < 0 && errno == EINTR && resume(line)) continue;
    if (got <= 0) {
      *out = 0;
      return got < 0 ? -1 : 0;
    }
    count++;
    mbstate_t state;
    memset(&state, 0, sizeof state);
    wchar_t wide = 0;
    size_t used = mbrtowc(&wide, bytes, count, &state);
    if (used == (size_t)-2 && count < sizeof bytes) continue;
    if (used == (size_t)-1 || used == (size_t)-2) { /* no UTF-8: drop it */
      count = 0;
      continue;
    }
    /* A key of its own, and not the first sign of one, for the rest of which libedit would wait. */
    if (wide == ESCAPE && dl_is_vi(line) && !has_input(ESCAPE_WAIT)) wide = ALONE[0];
    *out = wide;
    return 1;
  }
}

int dl_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
void dl_ring(int bell) { eventfd_write(bell, 1); }
void dl_hush(int bell) {
  eventfd_t rung;
  eventfd_read(bell, &rung);
}

void dl_set_beside(dl_beside functions) { beside = functions; }

void dl_set_hooks(EditLine *line, dl_hooks new) {
  hooks = new;
  el_set(line, EL_GETCFN, read_character);
}

int dl_next_character(EditLine *line, int32_t *character) {
  wchar_t wide = 0;
  int result = el_wgetc(line, &wide);
  *character = (int32_t)wide;
  return result;
}

const char *dl_gets(EditLine *line, bool *end) {
  int count = 0;
  is_editing = tcgetattr(STDIN_FILENO, &found) == 0;
  el_set(line, EL_PREP_TERM, 1); /* before the prompt shows: a key may follow it at once */
  const char *text = el_gets(line, &count);
  is_editing = 0;
  *end = text == NULL && !interrupted; /* inside a search of the history libedit takes EINTR for the end */
  if (text == NULL && !*end) {
    interrupted = 0;
    el_reset(line);
  }
  return text;
}

static void on_signal(int number) {
  if (number == SIGTERM) terminated = interrupted = 1;
  else if (number == SIGINT) interrupted = 1;
  else if (number == SIGCONT) continued = 1;
  else resized = 1;
}

static void watch(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal; /* without SA_RESTART, so that read(2) returns */
  sigaction(number, &action, NULL);
}

/* Ctrl-Z: while a line is typed the screen is put in order first. */
static void on_stop(int number) {
  (void)number;
  if (is_editing) stopping = 1;
  else kill(getpid(), SIGSTOP);
}

void dl_hold_standard_streams(void) {
  for (int fd = 0; fd <= 2; fd++) /* the wrong way round: to use it fails as before, and says so */
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

void dl_watch_interrupt(void) {
  signal(SIGPIPE, SIG_IGN);
  watch(SIGINT);
}

void dl_watch_termination(void) { watch(SIGTERM); }
bool dl_is_terminated(void) { return terminated; }

/* Ends the program as the signal does, after the terminal was given back; calls only what a handler may. */
static void on_end(int number) {
  if (is_editing) {
    const char plain[] = "\033[?2004l\033[0m\r\n";
    (void)!write(STDOUT_FILENO, plain, sizeof plain - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &found);
  }
  raise(number); /* its own action is back; it comes once the handler is left */
}

void dl_watch_signals(void) {
  dl_watch_interrupt();
  watch(SIGWINCH);
  watch(SIGCONT);
  struct sigaction stop;
  if (sigaction(SIGTSTP, NULL, &stop) == 0 && stop.sa_handler != SIG_IGN) {
    memset(&stop, 0, sizeof stop);
    stop.sa_handler = on_stop;
    stop.sa_flags = SA_RESTART; /* what is read while nobody types goes on */
    sigaction(SIGTSTP, &stop, NULL);
  }
  const int ends[] = {SIGHUP, SIGTERM, SIGQUIT};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    struct sigaction action;
    if (sigaction(ends[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue; /* nohup */
    memset(&action, 0, sizeof action);
    action.sa_handler = on_end;
    action.sa_flags = SA_RESETHAND;
    sigaction(ends[i], &action, NULL);
  }
}

bool dl_take_interrupt(void) {
  bool was = interrupted;
  interrupted = 0;
  return was;
}

/* Whoever forgets a Ctrl-C does not forget that the program is to end. */
bool dl_is_interrupted(void) { return interrupted || terminated; }
void dl_interrupt(void) { interrupted = 1; }

int dl_cell_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
bool dl_is_terminal(int fd) { return isatty(fd) == 1; }

bool dl_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  *reading = ends[0];
  *writing = ends[1];
  return true;
}

bool is_to_stop(void) { return stopping; }

bool change_modes(void) {
  if (is_editing || tcgetattr(STDIN_FILENO, &found) != 0) return false;
  struct termios modes = found;
  modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  is_editing = 1;
  if (tcsetattr(STDIN_FILENO, TCSANOW, &modes) == 0) return true;
  is_editing = 0;
  return false;
}

void give_modes_back(void) {
  tcsetattr(STDIN_FILENO, TCSANOW, &found);
  is_editing = 0;
}

bool dl_window_pixels(int fd, int *width, int *height) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_xpixel == 0 || size.ws_ypixel == 0) return false;
  *width = size.ws_xpixel;
  *height = size.ws_ypixel;
  return true;
}

bool dl_window_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row > 0 ? size.ws_row : 24;
  return true;
}

int dl_spawn_on_terminal(
    const char *program, char *const arguments[], char *const environment[], int columns, int rows,
    int *master) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pid_t pid = forkpty(master, NULL, NULL, &size);
  if (pid != 0) return pid;
  sigset_t none; /* a worker thread of the tests blocks every signal */
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(program, arguments, environment);
  _exit(127);
}
