#ifndef CLINEEDIT_H
#define CLINEEDIT_H
#include <histedit.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/* libedit behind plain functions: its own are variadic, which Swift cannot call, and C's stdin and stdout
   are globals, which Swift 6 refuses. One line editor a process. */

typedef unsigned char (*dl_key)(EditLine *, int);
typedef void (*dl_hook)(EditLine *);

/* Sets LC_CTYPE from the environment, C.UTF-8 where that is no UTF-8: without it libedit drops what is no
   ASCII. LC_NUMERIC stays "C". */
void dl_use_utf8(void);

/* libedit keeps the text and knows the keys; it draws nothing. */
EditLine *dl_open(const char *program, History *history, int history_size);
/* In vi's keys where text is typed, and where commands are. */
void dl_bind(EditLine *, const char *keys, const char *command);
/* With the keys of vi: Escape, where nothing follows at once, leaves what is typed, and is nothing where commands are. */
void dl_bind_escape(EditLine *);
/* Whether ~/.editrc chose the keys of vi. */
bool dl_is_vi(EditLine *);
/* Adds a command of our own and binds it. */
void dl_add_key(EditLine *, const char *name, const char *help, const char *keys, dl_key);
void dl_add_history(History *, const char *statement);
/* `before_key` runs before each wait for a key, `resized` when the window has a new size, `stopping` before the program
   is stopped by Ctrl-Z, `continued` when it goes on and the terminal is in its modes again. */
typedef struct {
  dl_hook before_key, resized, stopping, continued;
} dl_hooks;
void dl_set_hooks(EditLine *, dl_hooks);
/* Whether a key is there already. */
bool dl_has_input(void);

/* What goes on beside the line that is typed. `prepare` is asked before each wait for a key: it fills in at most
   DL_BESIDE files to wait on, too, returns how many, and sets after how many milliseconds to wake at the latest.
   `wake` runs when one of them is ready or the time is over, and no key is there. */
enum { DL_BESIDE = 2 };
typedef struct {
  int (*prepare)(struct pollfd *files, int *milliseconds);
  void (*wake)(EditLine *);
} dl_beside;
void dl_set_beside(dl_beside);
/* A file that can be read once another thread has rung it, until it is hushed; -1 on failure. */
int dl_bell(void);
void dl_ring(int bell);
void dl_hush(int bell);
/* poll(2): -1 with EINTR when SIGINT or, if it is watched, SIGTERM came, also just before. */
int dl_wait(struct pollfd *files, int count, int milliseconds);
/* Next character: 1, or 0 at the end, -1 when interrupted. */
int dl_next_character(EditLine *, int32_t *character);
/* The line read, or NULL: *end then says whether the input ended (true) or Ctrl-C came (false). */
const char *dl_gets(EditLine *, bool *end);

/* SIGINT, SIGWINCH and SIGCONT set flags and interrupt read(2), as does SIGTSTP while a line is typed; SIGHUP, SIGTERM and SIGQUIT give the terminal back as
   it was found before they end the program, unless they are ignored; SIGPIPE is ignored. */
void dl_watch_signals(void);
/* Takes the place of standard streams that are closed, so that no file that is opened is taken for one. */
void dl_hold_standard_streams(void);
/* SIGPIPE is ignored and SIGINT sets the flag, for scripts; read(2) is interrupted. */
void dl_watch_interrupt(void);
/* SIGTERM sets the flag of SIGINT and one of its own, so that work ends in good order. */
void dl_watch_termination(void);
bool dl_is_terminated(void);
bool dl_take_interrupt(void);
bool dl_is_interrupted(void);
void dl_interrupt(void);

int dl_cell_width(uint32_t scalar);
bool dl_is_terminal(int fd);
/* A pipe that no program inherits: where it is read and where it is written; false if there can be none (errno). */
bool dl_pipe(int *reading, int *writing);
/* Columns and rows of the terminal at `fd`; false if it is none. */
bool dl_window_size(int fd, int *columns, int *rows);

/* Pixels of the terminal at `fd`; false if it does not say. */
bool dl_window_pixels(int fd, int *width, int *height);

/* Writes a question to the terminal and takes its answers (primary device attributes, size of a cell, background, colours,
   kitty's graphics), between lines: how many bytes of them are in `answers`, -1 where a signal
   came first. It waits for the device attributes, which are to be asked
   last, at most so many milliseconds, and until a signal comes. What is typed meanwhile is read by the line editor later, and an
   answer that comes too late is dropped there. */
int dl_ask_terminal(const char *question, char *answers, int size, int milliseconds);

/* A child of `program` on a new pseudo-terminal of the given size: its pid, and the master's descriptor in
   *master; -1 on failure. For tests. */
int dl_spawn_on_terminal(
    const char *program, char *const arguments[], char *const environment[], int columns, int rows,
    int *master);
#endif
