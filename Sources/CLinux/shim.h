/* What Swift's Glibc module does not import: some headers of Linux alone, variadic calls and macros. _GNU_SOURCE
   stays out: it gives structures another shape than the one that the Glibc module knows, so what stands behind it
   is declared here by hand. */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
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
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

extern int renameat2(int, const char *, int, const char *, unsigned int);
extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int memfd_create(const char *, unsigned int);
extern long syscall(long, ...);
extern char *strptime(const char *, const char *, struct tm *);

static inline int linux_openat(int directory, const char *name, int flags, mode_t mode) {
  return openat(directory, name, flags, mode);
}

static inline int linux_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

static inline int linux_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

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

/* Who is at the other end of a Unix socket. `struct ucred` stands behind _GNU_SOURCE; it is three integers. */
static inline int linux_peer(int socket, uint32_t *user, int32_t *process) {
  struct { int32_t process; uint32_t user, group; } peer;
  socklen_t size = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || size != sizeof peer) return -1;
  *user = peer.user;
  *process = peer.process;
  return 0;
}

/* A loopback address in text, IPv4 or IPv6, with a port: fills `address` and returns its length, or 0 for any other. */
static inline socklen_t linux_loopback_address(struct sockaddr_storage *address, const char *host, uint16_t port) {
  memset(address, 0, sizeof *address);
  struct sockaddr_in *four = (struct sockaddr_in *)address;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
  if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
    if ((ntohl(four->sin_addr.s_addr) >> 24) != 127) return 0;
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    return sizeof *four;
  }
  if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
    if (!IN6_IS_ADDR_LOOPBACK(&six->sin6_addr)) return 0;
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    return sizeof *six;
  }
  return 0;
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

/* prctl and syscall are variadic. */
static inline int linux_process_control(int option, unsigned long value) {
  return prctl(option, value, 0, 0, 0);
}

/* A descriptor that becomes readable when the process ends, however many of its threads come and go (Linux 5.3). */
static inline int linux_process_descriptor(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

/* Glibc types the constant as an enumeration, which Swift does not take for the integer that addrinfo wants. */
static const int linux_stream_socket = SOCK_STREAM;

/* Copies the bytes of an IPv4 or IPv6 address, and returns how many there are, or 0 for another family. */
static inline size_t linux_address_bytes(const struct sockaddr *address, unsigned char bytes[16]) {
  if (address && address->sa_family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)address)->sin_addr, 4);
    return 4;
  }
  if (address && address->sa_family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
    return 16;
  }
  return 0;
}

/* One datagram to a Unix socket; a path that begins with @ is in the abstract namespace. Returns 0, or the number of
   errno: it never waits. */
static inline int linux_send_datagram(const char *path, const void *bytes, size_t count) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen(path);
  if (length == 0 || length >= sizeof address.sun_path) return EINVAL;
  memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = 0;
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return errno;
  socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  ssize_t sent = sendto(descriptor, bytes, count, MSG_NOSIGNAL, (const struct sockaddr *)&address, size);
  int code = sent == (ssize_t)count ? 0 : sent < 0 ? errno : EMSGSIZE;
  close(descriptor);
  return code;
}

/* The three forms of a date in HTTP (RFC 9110, section 5.6.7) as seconds since the epoch; -1 for any other text. */
static inline int64_t linux_http_date(const char *text) {
  static const char *const forms[] = {
      "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    struct tm moment = {0};
    const char *end = strptime(text, forms[i], &moment);
    if (end && *end == 0) return (int64_t)timegm(&moment);
  }
  return -1;
}
