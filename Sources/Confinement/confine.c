#define _GNU_SOURCE

#include "Confinement.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static int32_t answer(long result) { return result < 0 ? errno : 0; }

/// Lowers a limit for good. A limit that is lower already stays.
static int32_t limit(int resource, uint64_t soft, uint64_t hard) {
    struct rlimit now;
    if (getrlimit(resource, &now) < 0) return errno;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < hard) hard = now.rlim_max;
    if (soft > hard) soft = hard;
    return answer(setrlimit(resource, &(struct rlimit){soft, hard}));
}

/// RLIMIT_NPROC binds neither root nor who may override resources, so "in force" would be a false word for root.
static int32_t no_processes(void) {
    int32_t error = limit(RLIMIT_NPROC, 0, 0);
    return error ? error : getuid() == 0 ? EPERM : 0;
}

#ifdef __linux__

/// The kernel sends SIGKILL the moment that the last writing end of the leash closes. PR_SET_PDEATHSIG would not do:
/// it fires when the thread that started the worker ends, and a thread of a pool may end long before its process.
static int32_t leash(int32_t descriptor) {
    if (fcntl(descriptor, F_SETSIG, SIGKILL) < 0 || fcntl(descriptor, F_SETOWN, getpid()) < 0) return errno;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_ASYNC) < 0) return errno;
    // The parent may have gone while the worker started; no signal comes for what is past.
    struct pollfd end = {.fd = descriptor, .events = POLLIN};
    if (poll(&end, 1, 0) > 0) _exit(1);
    return 0;
}

static int32_t no_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    return answer(syscall(SYS_capset, &header, none));
}

static int32_t close_from(int32_t first) {
#ifdef SYS_close_range
    return answer(syscall(SYS_close_range, (unsigned)first, ~0u, 0));
#else
    return ENOSYS;
#endif
}

static int32_t no_dump(void) { return answer(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)); }
static int32_t no_new_privileges(void) { return answer(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)); }

#else

static int32_t leash(int32_t descriptor) { (void)descriptor; return ENOSYS; }
static int32_t no_capabilities(void) { return ENOSYS; }
static int32_t close_from(int32_t first) { (void)first; return ENOSYS; }
static int32_t no_dump(void) { return ENOSYS; }
static int32_t no_new_privileges(void) { return ENOSYS; }

#endif

/// Swift's runtime answers a crash by starting a program that looks into this one, which a confined process cannot; it
/// shall simply crash, and the signal tells the parent.
static void crash_plainly(void) {
    static const int crashes[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++)
        sigaction(crashes[index], &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
}

void confinement_confine(const confinement_limits *limits, int32_t outcome[CONFINEMENT_LAYERS]) {
    // A layer that is left out is not in force, and no call of the system has refused it.
    for (int32_t layer = 0; layer < CONFINEMENT_LAYERS; layer++) outcome[layer] = ECANCELED;
#define PUT(layer, action) \
    if (limits->layers & (1u << (layer))) outcome[layer] = (action)

    crash_plainly();
    PUT(CONFINEMENT_LEASH, leash(limits->leash));
    limit(RLIMIT_CORE, 0, 0);
    PUT(CONFINEMENT_NO_DUMP, no_dump());
    PUT(CONFINEMENT_DESCRIPTORS, close_from(limits->descriptors));
    PUT(CONFINEMENT_STACK, limit(RLIMIT_STACK, limits->stack_bytes, limits->stack_bytes));
    PUT(CONFINEMENT_MEMORY, limit(RLIMIT_AS, limits->memory_bytes, limits->memory_bytes));
    // The soft limit's signal tells that processor time ran out; the hard one is for who would ignore it.
    PUT(CONFINEMENT_PROCESSOR_TIME,
        limit(RLIMIT_CPU, limits->processor_seconds, limits->processor_seconds + 1));
    PUT(CONFINEMENT_FILE_SIZE, limit(RLIMIT_FSIZE, 0, 0));
    PUT(CONFINEMENT_PROCESSES, no_processes());
    PUT(CONFINEMENT_CAPABILITIES, no_capabilities());
    PUT(CONFINEMENT_NO_NEW_PRIVILEGES, no_new_privileges());
    // Landlock takes a descriptor while it is made, so the limit of descriptors follows it.
    PUT(CONFINEMENT_LANDLOCK, confinement_landlock());
    PUT(CONFINEMENT_OPEN_FILES, limit(RLIMIT_NOFILE, (uint64_t)limits->descriptors, (uint64_t)limits->descriptors));
    // Last, as the filter refuses all that the others need.
    PUT(CONFINEMENT_SYSTEM_CALLS, confinement_system_calls());
#undef PUT
}
