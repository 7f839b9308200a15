/* floor DIRECTORY ROUNDS
 *
 * What it costs at least to read every file of a directory: openat, fstat, read, close. Prints one line of JSON with
 * the processor time of each round, user and system together. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char contents[1 << 20];

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static size_t list(int directory, char ***names) {
  DIR *stream = fdopendir(dup(directory));
  size_t count = 0, room = 0;
  if (!stream) {
    perror("floor: fdopendir");
    exit(1);
  }
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (entry->d_name[0] == '.') continue;
    if (count == room) {
      room = room ? room * 2 : 1024;
      *names = realloc(*names, room * sizeof **names);
    }
    (*names)[count++] = strdup(entry->d_name);
  }
  closedir(stream);
  return count;
}

static size_t read_file(int directory, const char *name) {
  struct stat status;
  int file = openat(directory, name, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &status) < 0) {
    perror(name);
    exit(1);
  }
  size_t wanted = (size_t)status.st_size < sizeof contents ? (size_t)status.st_size : sizeof contents;
  ssize_t got = read(file, contents, wanted);
  close(file);
  return got > 0 ? (size_t)got : 0;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: floor DIRECTORY ROUNDS\n");
    return 64;
  }
  int directory = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) {
    perror(arguments[1]);
    return 66;
  }
  char **names = NULL;
  size_t files = list(directory, &names), bytes = 0;
  int rounds = atoi(arguments[2]);

  printf("{\"filings\":%zu,\"cpu_seconds\":[", files);
  for (int round = 0; round < rounds; round++) {
    double began = cpu_seconds();
    for (size_t index = 0; index < files; index++) bytes += read_file(directory, names[index]);
    printf("%s%.6f", round ? "," : "", cpu_seconds() - began);
  }
  printf("],\"bytes\":%zu}\n", bytes);
  return 0;
}
