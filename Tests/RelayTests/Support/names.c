/* A name server that changes its mind, preloaded into the relay: each look at a name takes the first line of the file
   INSIDERD_NAMES for its address, and drops it unless it is the last. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int look(const char *, const char *, const struct addrinfo *, struct addrinfo **);

static void first_line(char address[64]) {
  char rest[4096];
  FILE *file = fopen(getenv("INSIDERD_NAMES"), "r+");
  if (!file || !fgets(address, 64, file)) abort();
  address[strcspn(address, "\n")] = 0;
  size_t count = fread(rest, 1, sizeof rest, file);
  if (count > 0) {
    fclose(file);
    file = fopen(getenv("INSIDERD_NAMES"), "w");
    fwrite(rest, 1, count, file);
  }
  fclose(file);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  look *real = (look *)dlsym(RTLD_NEXT, "getaddrinfo");
  char bytes[16], address[64];
  if (!node || inet_pton(AF_INET, node, bytes) == 1 || inet_pton(AF_INET6, node, bytes) == 1)
    return real(node, service, hints, found);
  first_line(address);
  return real(address, service, hints, found);
}
