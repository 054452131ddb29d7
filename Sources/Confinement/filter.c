// The list of system calls that a worker may make. What is not on it is refused with EPERM and never runs.
//
// Refused and not killed: the C library and Swift's runtime make calls of convenience (to ask whether a descriptor is a
// terminal, to see how the system commits memory) and carry on without an answer. A list that killed would turn a new
// version of either into a worker that dies for no fault of a script; the call is not made either way. Only a call
// under the numbers of another architecture kills, as the numbers on the list would mean other calls there.

#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static const int allowed[] = {
    // The channel to the parent, and the message of a crash. No new descriptor can be made, so there is nothing else to
    // read from or write to.
    SYS_read, SYS_write, SYS_writev, SYS_close,
    // Memory; pages that run code are refused below.
    SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise,
    // Locks, and the clock and chance of the runtime. What a script sees of them is for the Lua machine to say.
    SYS_futex, SYS_clock_gettime, SYS_clock_nanosleep, SYS_nanosleep, SYS_getrandom, SYS_sched_yield,
    // Signals that the worker sends to itself when it crashes, or takes.
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_getpid, SYS_gettid,
    SYS_restart_syscall,
    SYS_exit, SYS_exit_group,
};

enum { ALLOWED = sizeof allowed / sizeof *allowed };

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
/// The lower half of an argument; both architectures keep it first.
#define ARGUMENT(index) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[index]))
#define IF_EQUAL(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (then), (otherwise))
#define IF_ANY_BIT(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (value), (then), (otherwise))
#define DECIDE(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE (SECCOMP_RET_ERRNO | EPERM)

int32_t confinement_system_calls(void) {
    const struct sock_filter start[] = {
        FIELD(arch),
        IF_EQUAL(ARCHITECTURE, 1, 0),
        DECIDE(SECCOMP_RET_KILL_PROCESS),
        FIELD(nr),
#ifdef __x86_64__
        // The x32 calls share the architecture's name and set this bit.
        IF_ANY_BIT(0x40000000, 0, 1),
        DECIDE(SECCOMP_RET_KILL_PROCESS),
#endif
    };
    const struct sock_filter end[] = {
        // Memory that can hold data but run no code.
        IF_EQUAL(SYS_mmap, 1, 0),
        IF_EQUAL(SYS_mprotect, 0, 3),
        ARGUMENT(2),
        IF_ANY_BIT(PROT_EXEC, 5, 0),
        DECIDE(SECCOMP_RET_ALLOW),
        // abort() signals its own thread; no other process may be signalled.
        IF_EQUAL(SYS_tgkill, 0, 3),
        ARGUMENT(0),
        IF_EQUAL((unsigned)getpid(), 0, 1),
        DECIDE(SECCOMP_RET_ALLOW),
        DECIDE(REFUSE),
    };
    enum { START = sizeof start / sizeof *start, END = sizeof end / sizeof *end };
    struct sock_filter program[START + ALLOWED * 2 + END];
    size_t length = 0;
    for (size_t index = 0; index < START; index++) program[length++] = start[index];
    for (size_t index = 0; index < ALLOWED; index++) {
        program[length++] = (struct sock_filter)IF_EQUAL((unsigned)allowed[index], 0, 1);
        program[length++] = (struct sock_filter)DECIDE(SECCOMP_RET_ALLOW);
    }
    for (size_t index = 0; index < END; index++) program[length++] = end[index];
    struct sock_fprog whole = {.len = (unsigned short)length, .filter = program};
    // With every thread of the process, should there be more than one.
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole) == 0) return 0;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0) < 0 ? errno : 0;
}

#else

int32_t confinement_system_calls(void) { return ENOSYS; }

#endif
