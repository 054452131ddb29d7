// Landlock, as of Linux 5.13: https://docs.kernel.org/userspace-api/landlock.html
// The numbers are defined here, as the header of a distribution is often older than its kernel.

#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>

#ifdef __linux__

#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

// The same on every architecture.
enum { CREATE_RULESET = 444, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1 };

/// `struct landlock_ruleset_attr`, which has grown with the version of the interface.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

/// A ruleset that handles every right its kernel knows and has no rule that grants any.
static struct ruleset everything(long version) {
    struct ruleset all = {0};
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    all.files = (UINT64_C(1) << rights) - 1;
    if (version >= 4) all.network = 3; // bind and connect by TCP
    if (version >= 6) all.scoped = 3;  // abstract sockets and signals of others
    return all;
}

int32_t confinement_landlock(void) {
    long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    if (version < 1) return version < 0 ? errno : ENOSYS;
    struct ruleset all = everything(version);
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    long made = syscall(CREATE_RULESET, &all, size, 0);
    if (made < 0) return errno;
    int32_t error = syscall(RESTRICT_SELF, (int)made, 0) < 0 ? errno : 0;
    close((int)made);
    return error;
}

#else

int32_t confinement_landlock(void) { return ENOSYS; }

#endif
