/* latency STAGE INBOX SOCKET GAP
 *
 * Renames every file of STAGE into INBOX and measures the time from before each rename(2) to the datagram that names
 * the file and arrives at SOCKET, which stands in for the journal's. STAGE holds filing-000000.xml and so on.
 *
 * GAP is in microseconds: each rename waits for its datagram and then for the gap. `burst` in its place renames as fast
 * as it can from a second process. The harness says "bound" when the socket is there and begins after a line on its
 * standard input; it prints one line of JSON. When nothing is
 * heard for ten seconds it ends, and what is missing counts as lost. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { patience_ms = 10000, receive_buffer = 64 << 20 };

static const char prefix[] = "filing-";
static char datagram[1 << 16];

static int stage, inbox, receiver, filings;
/* Microseconds; shared with the process that renames. A file that was not renamed yet has 0. */
static double *renamed, *latency;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec * 1e-3;
}

static void *shared(size_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    perror("latency: mmap");
    exit(71);
  }
  return memory;
}

static int bind_receiver(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), bytes = receive_buffer;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  unlink(path);
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0) {
    perror(path);
    exit(71);
  }
  setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
  return descriptor;
}

static int open_directory(const char *path) {
  int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) {
    perror(path);
    exit(66);
  }
  return descriptor;
}

static int count_files(int directory) {
  DIR *stream = fdopendir(dup(directory));
  int count = 0;
  for (struct dirent *entry; (entry = readdir(stream));) count += !strncmp(entry->d_name, prefix, strlen(prefix));
  closedir(stream);
  return count;
}

static void rename_filing(int number) {
  char name[32];
  snprintf(name, sizeof name, "%s%06d.xml", prefix, number);
  renamed[number] = now();
  if (renameat(stage, name, inbox, name) < 0) {
    perror(name);
    exit(74);
  }
}

/* The number of the filing that the next datagram names; -1 for another datagram, -2 when none comes. */
static int receive(void) {
  struct pollfd waiting = {.fd = receiver, .events = POLLIN};
  if (poll(&waiting, 1, patience_ms) <= 0) return -2;
  ssize_t length = recv(receiver, datagram, sizeof datagram, MSG_DONTWAIT);
  double arrived = now();
  char *found = length > 0 ? memmem(datagram, (size_t)length, prefix, strlen(prefix)) : NULL;
  int number = found ? atoi(found + strlen(prefix)) : -1;
  if (number < 0 || number >= filings || renamed[number] == 0 || latency[number] != 0) return -1;
  latency[number] = arrived - renamed[number];
  return number;
}

static void measure_in_sequence(int gap) {
  for (int number = 0; number < filings; number++) {
    rename_filing(number);
    int heard = -1;
    while (heard != number && heard != -2) heard = receive();
    if (heard == -2) return;
    usleep((useconds_t)gap);
  }
}

static void measure_burst(void) {
  pid_t child = fork();
  if (child == 0) {
    for (int number = 0; number < filings; number++) rename_filing(number);
    _exit(0);
  }
  for (int heard = 0, number; heard < filings && (number = receive()) != -2;) heard += number >= 0;
  waitpid(child, NULL, 0);
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void report(double seconds) {
  double *heard = malloc((size_t)filings * sizeof *heard);
  int count = 0;
  for (int number = 0; number < filings; number++) {
    if (latency[number] != 0) heard[count++] = latency[number];
  }
  qsort(heard, (size_t)count, sizeof *heard, ascending);
  printf("{\"sent\":%d,\"received\":%d,\"seconds\":%.3f", filings, count, seconds);
  if (count) {
    printf(",\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f", heard[count / 2], heard[count * 9 / 10],
           heard[count * 99 / 100], heard[count - 1]);
  }
  printf("}\n");
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: latency STAGE INBOX SOCKET GAP|burst\n");
    return 64;
  }
  stage = open_directory(arguments[1]);
  inbox = open_directory(arguments[2]);
  receiver = bind_receiver(arguments[3]);
  filings = count_files(stage);
  renamed = shared((size_t)filings * sizeof *renamed);
  latency = shared((size_t)filings * sizeof *latency);
  printf("bound\n");
  fflush(stdout);
  if (getchar() == EOF) return 64;

  double began = now();
  if (!strcmp(arguments[4], "burst")) {
    measure_burst();
  } else {
    measure_in_sequence(atoi(arguments[4]));
  }
  report((now() - began) * 1e-6);
  return 0;
}
