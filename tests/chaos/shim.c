/* Faults of a disk and of a clock for one process: LD_PRELOAD=shim.so. See shim.py for the settings.

   A step is a write, a sync or a cut of a file below CHAOS_UNDER; the first one is number 1. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static long number_of(const char *name) {
  const char *text = getenv(name);
  return text ? strtol(text, NULL, 10) : 0;
}

/* The path of an open file below CHAOS_UNDER, else NULL. */
static const char *path_of(int file) {
  static __thread char path[4096];
  char link[64];
  const char *under = getenv("CHAOS_UNDER");
  if (!under) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return strncmp(path, under, strlen(under)) ? NULL : path;
}

static void mark(void) {
  int file = open(getenv("CHAOS_MARK"), O_CREAT | O_WRONLY, 0600);
  if (file >= 0) close(file);
}

/* Whether the step fails; errno is set. The process ends here where it is to be killed. */
static int step(int file) {
  static long steps;
  int before = errno;
  const char *path = path_of(file);
  errno = before;
  if (!path) return 0;
  long now = __atomic_add_fetch(&steps, 1, __ATOMIC_SEQ_CST), at = number_of("CHAOS_AT");
  if (!at || now < at) return 0;
  if (getenv("CHAOS_KILL")) {
    mark();
    raise(SIGKILL);
  }
  long most = number_of("CHAOS_TIMES");
  if (most && now >= at + most) return 0;
  mark();
  errno = (int)number_of("CHAOS_ERRNO");
  return 1;
}

/* What is on disk now of a file is kept below CHAOS_SYNCED, with '%' for each '/'. */
static void keep(int file) {
  const char *folder = getenv("CHAOS_SYNCED"), *path = path_of(file);
  if (!folder || !path) return;
  char name[4096], kept[8300], part[8400], block[65536];
  strncpy(name, path, sizeof name - 1);
  name[sizeof name - 1] = 0;
  for (char *at = name; *at; at++)
    if (*at == '/') *at = '%';
  snprintf(kept, sizeof kept, "%s/%s", folder, name);
  snprintf(part, sizeof part, "%s.part", kept);
  int source = open(path, O_RDONLY), target = open(part, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  ssize_t length;
  static ssize_t (*copy)(int, const void *, size_t);
  if (!copy) copy = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  while ((length = read(source, block, sizeof block)) > 0)
    if (copy(target, block, (size_t)length) != length) abort();
  close(source);
  close(target);
  if (rename(part, kept)) abort();
}

/* A disk that fills up takes the beginning of the first write that does not fit. */
ssize_t write(int file, const void *data, size_t size) {
  static int is_full;
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!step(file)) return real(file, data, size);
  if (errno != ENOSPC || is_full || size < 2) return -1;
  is_full = 1;
  return real(file, data, size / 2);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return step(file) ? -1 : real(file, parts, count);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  return step(file) ? -1 : real(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return step(file) ? -1 : real(file, data, size, at);
}

int ftruncate(int file, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  return step(file) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size) {
  REAL(int, "ftruncate64", int, off64_t);
  return step(file) ? -1 : real(file, size);
}

int fsync(int file) {
  REAL(int, "fsync", int);
  if (step(file)) return -1;
  int done = real(file);
  if (!done) keep(file);
  return done;
}

int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  if (step(file)) return -1;
  int done = real(file);
  if (!done) keep(file);
  return done;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  REAL(int, "clock_gettime", clockid_t, struct timespec *);
  int done = real(clock, now);
  if (!done && clock == CLOCK_REALTIME) now->tv_sec += number_of("CHAOS_CLOCK");
  return done;
}

int gettimeofday(struct timeval *now, void *zone) {
  struct timespec exact;
  (void)zone;
  int done = clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return done;
}

time_t time(time_t *where) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (where) *where = now.tv_sec;
  return now.tv_sec;
}
