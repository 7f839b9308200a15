/* floor_daemon INBOX SOCKET
 *
 * The least that a daemon can do for a file that is renamed into a directory: a blocking read of inotify, one open and
 * read of the file, one datagram to the journal's socket. It tells NOTIFY_SOCKET when it watches, as insiderd does. */
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char events[1 << 16], contents[1 << 20], entry[4096];

static int sender;
static struct sockaddr_un journal = {.sun_family = AF_UNIX};

static void tell_ready(void) {
  const char *path = getenv("NOTIFY_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (!path) return;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  sendto(sender, "READY=1", 7, 0, (struct sockaddr *)&address, sizeof address);
}

static void announce(int inbox, const char *name) {
  struct stat status;
  int file = openat(inbox, name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  fstat(file, &status);
  size_t wanted = (size_t)status.st_size < sizeof contents ? (size_t)status.st_size : sizeof contents;
  ssize_t got = read(file, contents, wanted);
  close(file);
  int length = snprintf(entry, sizeof entry,
                        "MESSAGE=read %zd bytes\nPRIORITY=5\nSYSLOG_IDENTIFIER=floor\nINSIDERD_FILE=%s\n", got, name);
  sendto(sender, entry, (size_t)length, 0, (struct sockaddr *)&journal, sizeof journal);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: floor_daemon INBOX SOCKET\n");
    return 64;
  }
  int inbox = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int doorbell = inotify_init1(IN_CLOEXEC);
  sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  snprintf(journal.sun_path, sizeof journal.sun_path, "%s", arguments[2]);
  if (inbox < 0 || inotify_add_watch(doorbell, arguments[1], IN_MOVED_TO | IN_CLOSE_WRITE) < 0) {
    perror(arguments[1]);
    return 66;
  }
  tell_ready();
  for (;;) {
    ssize_t length = read(doorbell, events, sizeof events);
    for (char *at = events; at < events + length;) {
      struct inotify_event *event = (struct inotify_event *)at;
      at += sizeof *event + event->len;
      if (event->len) announce(inbox, event->name);
    }
  }
}
