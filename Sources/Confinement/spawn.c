#define _GNU_SOURCE

#include "Confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

int32_t confinement_pipe(int32_t ends[2]) {
#ifdef __linux__
    return pipe2(ends, O_CLOEXEC) < 0 ? errno : 0;
#else
    if (pipe(ends) < 0) return errno;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
#endif
}

/// A program that was started with SIGCHLD ignored, as some schedulers do, could never learn how a child ended, and
/// would one day signal a stranger under the child's old number.
static void keep_ended_children(void) {
    struct sigaction now;
    if (sigaction(SIGCHLD, NULL, &now) < 0) return;
    if (now.sa_handler != SIG_IGN && !(now.sa_flags & SA_NOCLDWAIT)) return;
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &usual, NULL);
}

static int32_t prepare_descriptors(posix_spawn_file_actions_t *actions, const int32_t *descriptors, int32_t count) {
    for (int32_t number = 0; number < count; number++) {
        int error = posix_spawn_file_actions_adddup2(actions, descriptors[number], number);
        if (error) return error;
    }
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // Also what others in this process opened without care. Older systems leave it to the worker's own confinement.
    return posix_spawn_file_actions_addclosefrom_np(actions, count);
#else
    return 0;
#endif
}

static int32_t prepare_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error) error = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    return error;
}

int32_t confinement_spawn(
    const char *program, char *const *arguments, const int32_t *descriptors, int32_t count, int32_t *process
) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    keep_ended_children();
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        char *const environment[] = {NULL};
        pid_t child = 0;
        error = prepare_descriptors(&actions, descriptors, count);
        if (!error) error = prepare_attributes(&attributes);
        if (!error) error = posix_spawn(&child, program, &actions, &attributes, arguments, environment);
        *process = child;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
