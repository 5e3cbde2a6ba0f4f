#define _GNU_SOURCE
#include "CProgram.h"
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int hold(const void *bytes, long count) {
  int file = memfd_create("input", MFD_CLOEXEC);
  if (file < 0) return -1;
  const char *at = bytes;
  while (count > 0) {
    ssize_t done = write(file, at, (size_t)count);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) {
      close(file);
      return -1;
    }
    at += done;
    count -= done;
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

static int start(const char *path, char *const words[], int input, int output, pid_t *process) {
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  // Whoever starts it may ignore that a reader has left: a program ends by it.
  posix_spawnattr_t attributes;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  int failure = posix_spawn(process, path, &actions, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

// Bytes read, or CPROGRAM_TOO_LARGE.
static long gather(int pipe, long limit, unsigned char **output) {
  long room = 0, held = 0;
  *output = NULL;
  for (;;) {
    if (held == room) {
      room = room == 0 ? 1 << 16 : room * 2;
      unsigned char *more = realloc(*output, (size_t)room);
      if (more == NULL) return CPROGRAM_TOO_LARGE;
      *output = more;
    }
    ssize_t count = read(pipe, *output + held, (size_t)(room - held));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return held;
    held += count;
    if (held > limit) return CPROGRAM_TOO_LARGE;
  }
}

void cprogram_return_memory(int bytes) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, bytes);
  // As many heaps as threads that work at once: of more each would keep what is free in it.
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  mallopt(M_ARENA_MAX, cores < 2 ? 2 : (int)cores);
  malloc_trim(0);
#endif
}

long cprogram_run(const char *path, char *const words[], const void *input, long count, unsigned long seconds,
                  unsigned long memory, long limit, unsigned char **output) {
  *output = NULL;
  int ends[2];
  int file = hold(input, count);
  if (file < 0) return CPROGRAM_CANNOT_RUN;
  if (pipe2(ends, O_CLOEXEC) != 0) {
    close(file);
    return CPROGRAM_CANNOT_RUN;
  }
  pid_t process = 0;
  int failure = start(path, words, file, ends[1], &process);
  close(file);
  close(ends[1]);
  if (failure != 0) {
    close(ends[0]);
    return CPROGRAM_CANNOT_RUN;
  }
  struct rlimit time = {seconds, seconds}, space = {memory, memory};
  prlimit(process, RLIMIT_CPU, &time, NULL);
  prlimit(process, RLIMIT_AS, &space, NULL);
  long held = gather(ends[0], limit, output);
  close(ends[0]);
  if (held < 0) kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  if (held >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) return held;
  free(*output);
  *output = NULL;
  if (held < 0) return held;
  return WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) ? CPROGRAM_TOO_SLOW : CPROGRAM_FAILED;
}
