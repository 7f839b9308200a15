/* What the floor and the parsers that it is compared with have in common: every file of a directory is read by openat,
 * fstat, read and close, and given to `consume`. Prints one line of JSON with the processor time of each round, user and
 * system together. */
#pragma once
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
    perror("fdopendir");
    exit(1);
  }
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (entry->d_name[0] == '.') continue;
    if (count == room) {
      room = room ? room * 2 : 1024;
      *names = (char **)realloc(*names, room * sizeof **names);
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

/* `consume` gives what it made of a file, so that nothing is optimised away; a negative number ends the program. */
static int measure(int count, char **arguments, long (*consume)(char *bytes, size_t count)) {
  if (count != 3) {
    fprintf(stderr, "usage: %s DIRECTORY ROUNDS\n", arguments[0]);
    return 64;
  }
  int directory = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) {
    perror(arguments[1]);
    return 66;
  }
  char **names = NULL;
  size_t files = list(directory, &names), bytes = 0;
  long made = 0;
  int rounds = atoi(arguments[2]);

  printf("{\"filings\":%zu,\"cpu_seconds\":[", files);
  for (int round = 0; round < rounds; round++) {
    double began = cpu_seconds();
    bytes = 0;
    for (size_t index = 0; index < files; index++) {
      size_t length = read_file(directory, names[index]);
      long part = consume(contents, length);
      if (part < 0) {
        fprintf(stderr, "%s: not read\n", names[index]);
        return 65;
      }
      bytes += length;
      made += part;
    }
    printf("%s%.6f", round ? "," : "", cpu_seconds() - began);
  }
  printf("],\"bytes\":%zu,\"made\":%ld}\n", bytes, made);
  return 0;
}
