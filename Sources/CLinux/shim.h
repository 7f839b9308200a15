/* What Swift's Glibc module does not import: some headers of Linux alone, variadic calls and macros. _GNU_SOURCE
   stays out: it gives structures another shape than the one that the Glibc module knows, so what stands behind it
   is declared here by hand. */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

extern int renameat2(int, const char *, int, const char *, unsigned int);
extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int memfd_create(const char *, unsigned int);

static inline int linux_openat(int directory, const char *name, int flags, mode_t mode) {
  return openat(directory, name, flags, mode);
}

static inline int linux_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

static inline const char *linux_dirent_name(const struct dirent *entry) { return entry->d_name; }

/* Fails with EEXIST in place of replacing what is there (RENAME_NOREPLACE is 1). */
static inline int linux_rename_noreplace(int from, const char *name, int to, const char *target) {
  return renameat2(from, name, to, target, 1);
}

static inline void linux_unix_address(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  strncpy(address->sun_path, path, sizeof address->sun_path - 1);
}

static inline int linux_accept(int socket) {
  return accept4(socket, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

/* MFD_CLOEXEC and MFD_ALLOW_SEALING. */
static inline unsigned int linux_memfd_flags(void) { return 1u | 2u; }

/* Seals a file in memory (F_ADD_SEALS: seal, shrink, grow, write) and sends its descriptor alone, as journald's native
   protocol wants large entries. CMSG macros and sendmsg's control buffer cannot be written in Swift. */
static inline ssize_t linux_seal_and_send(int file, int socket) {
  union { struct cmsghdr header; char space[CMSG_SPACE(sizeof(int))]; } control;
  struct msghdr message;
  memset(&control, 0, sizeof control);
  memset(&message, 0, sizeof message);
  if (fcntl(file, 1033, 1 | 2 | 4 | 8) < 0) return -1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control.space;
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &file, sizeof file);
  return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}
