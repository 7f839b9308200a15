/* A disk that fails on demand: preloaded into the daemon, it answers calls below a directory with an error for as long
   as the file named by INSIDERD_FAULTS holds "ERRNO DIRECTORY". ENOSPC fails what takes room, EROFS what changes
   anything, EIO both and reading. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { READS, TAKES_ROOM, CHANGES };

/* The errno that is asked for, and below what; by bare system calls, which are not ours. */
static int asked(char directory[4096]) {
  const char *path = getenv("INSIDERD_FAULTS");
  char text[4200];
  if (!path) return 0;
  int file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  long count = syscall(SYS_read, file, text, sizeof text - 1);
  syscall(SYS_close, file);
  if (count <= 0) return 0;
  text[count] = 0;
  int code = 0;
  return sscanf(text, "%d %4095s", &code, directory) == 2 ? code : 0;
}

static int below(const char *path, const char *directory) {
  size_t length = strlen(directory);
  return strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int fails(const char *path, enum kind kind) {
  char directory[4096];
  int saved = errno, code = asked(directory);
  errno = saved;
  if (!code || !below(path, directory)) return 0;
  if (kind == READS && code != EIO) return 0;
  if (kind == CHANGES && code == ENOSPC) return 0;
  errno = code;
  return 1;
}

static void path_of(int descriptor, char path[4096]) {
  char link[64];
  int saved = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  long count = syscall(SYS_readlinkat, AT_FDCWD, link, path, 4095);
  path[count > 0 ? count : 0] = 0;
  errno = saved;
}

static int file_fails(int descriptor, enum kind kind) {
  char path[4096];
  path_of(descriptor, path);
  return fails(path, kind);
}

static int name_fails(int directory, const char *name, enum kind kind) {
  char path[8192];
  if (name[0] == '/') return fails(name, kind);
  if (directory == AT_FDCWD) return 0;
  path_of(directory, path);
  strncat(path, "/", sizeof path - strlen(path) - 1);
  strncat(path, name, sizeof path - strlen(path) - 1);
  return fails(path, kind);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int file, void *bytes, size_t count) {
  return file_fails(file, READS) ? -1 : REAL(read)(file, bytes, count);
}
ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  return file_fails(file, READS) ? -1 : REAL(pread64)(file, bytes, count, offset);
}
ssize_t write(int file, const void *bytes, size_t count) {
  return file_fails(file, TAKES_ROOM) ? -1 : REAL(write)(file, bytes, count);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  return file_fails(file, TAKES_ROOM) ? -1 : REAL(pwrite64)(file, bytes, count, offset);
}
int fsync(int file) { return file_fails(file, TAKES_ROOM) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return file_fails(file, TAKES_ROOM) ? -1 : REAL(fdatasync)(file); }
int mkdir(const char *path, mode_t mode) {
  return name_fails(AT_FDCWD, path, TAKES_ROOM) ? -1 : REAL(mkdir)(path, mode);
}
int mkdirat(int directory, const char *name, mode_t mode) {
  return name_fails(directory, name, TAKES_ROOM) ? -1 : REAL(mkdirat)(directory, name, mode);
}
int unlinkat(int directory, const char *name, int flags) {
  return name_fails(directory, name, CHANGES) ? -1 : REAL(unlinkat)(directory, name, flags);
}
/* From where a name goes is a change; where it goes to takes room. */
int renameat2(int from, const char *name, int to, const char *target, unsigned flags) {
  if (name_fails(from, name, CHANGES) || name_fails(to, target, TAKES_ROOM)) return -1;
  return REAL(renameat2)(from, name, to, target, flags);
}
