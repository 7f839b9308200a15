/* What Swift's Glibc module does not import: declarations behind _GNU_SOURCE, variadic calls, macros. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

static inline int linux_openat(int directory, const char *name, int flags, mode_t mode) {
  return openat(directory, name, flags, mode);
}

static inline int linux_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
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

/* One datagram to a Unix socket; a path that begins with @ is in the abstract namespace. Returns 0, or -1. */
static inline int linux_send_datagram(const char *path, const void *bytes, size_t count) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen(path);
  if (length == 0 || length >= sizeof address.sun_path) return -1;
  memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = 0;
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return -1;
  socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  ssize_t sent = sendto(descriptor, bytes, count, MSG_NOSIGNAL, (const struct sockaddr *)&address, size);
  close(descriptor);
  return sent == (ssize_t)count ? 0 : -1;
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
