// What the kernel offers to start a worker process with nothing of its parent's, and to hold it: the worker calls
// confinement_confine on itself before it reads a byte of a script.
//
// Each layer stands alone: where a kernel has no Landlock, the filter of system calls still holds. A layer that is not
// to be had is no error; it is reported, so that a person can see what holds on their machine. No layer can be taken
// off again.
//
// This header needs no header of the system, so that Swift sees nothing but what is declared here.

#ifndef CONFINEMENT_H
#define CONFINEMENT_H

#include <stddef.h>
#include <stdint.h>

/// One thing that the kernel holds.
typedef enum : int32_t {
    CONFINEMENT_LEASH,             ///< the worker is killed when its parent ends, however it ends
    CONFINEMENT_NO_DUMP,           ///< no core file; no other process of the user may look into the worker
    CONFINEMENT_DESCRIPTORS,       ///< every descriptor but the first few is closed
    CONFINEMENT_MEMORY,            ///< RLIMIT_AS
    CONFINEMENT_STACK,             ///< RLIMIT_STACK, which also makes room for the deepest script
    CONFINEMENT_PROCESSOR_TIME,    ///< RLIMIT_CPU, in whole seconds
    CONFINEMENT_FILE_SIZE,         ///< RLIMIT_FSIZE of nothing: no file grows
    CONFINEMENT_OPEN_FILES,        ///< RLIMIT_NOFILE: no further descriptor, whatever it would be of
    CONFINEMENT_PROCESSES,         ///< RLIMIT_NPROC of nothing: no child, no thread; the kernel exempts root
    CONFINEMENT_CAPABILITIES,      ///< what root may do and others may not is given up
    CONFINEMENT_NO_NEW_PRIVILEGES, ///< no program that is run later can gain rights
    CONFINEMENT_LANDLOCK,          ///< no file, no TCP port, no signal to others, by the Landlock security module
    CONFINEMENT_SYSTEM_CALLS,      ///< seccomp: what is not on the list of system calls is refused
    CONFINEMENT_LAYERS             ///< how many there are
} confinement_layer;

/// What a worker is held to.
typedef struct {
    uint64_t memory_bytes;      ///< of address space
    uint64_t stack_bytes;
    uint64_t processor_seconds;
    /// Descriptors below this number stay open; no other can be had.
    int32_t descriptors;
    /// The read end of a pipe whose other end only the parent holds and never writes to.
    int32_t leash;
    /// One bit a layer, 1 << layer; CONFINEMENT_ALL but in tests, which try each layer by itself.
    uint32_t layers;
} confinement_limits;

/// Every layer.
#define CONFINEMENT_ALL 0xFFFFFFFFu

/// Puts every layer on this process that is to be had, and says of each what came of it: 0 when it is in force,
/// otherwise the system's error number.
///
/// The process must have one thread only, and must not need afterwards what the layers refuse.
void confinement_confine(const confinement_limits *limits, int32_t outcome[CONFINEMENT_LAYERS]);

// ---------------------------------------------------------------------------------------------------- the parent

/// Makes a pipe whose ends no other program inherits: the reading and the writing end. Answers 0 or an error number.
int32_t confinement_pipe(int32_t ends[2]);

/// Starts a program with an empty environment, in a session of its own (an interrupt key at the terminal is for the
/// parent to deal with), with every signal as a new process has it, and with no descriptor but these: `descriptors[n]`
/// becomes n. Each must be `count` or higher. Answers 0 or an error number.
int32_t confinement_spawn(
    const char *program, char *const *arguments, const int32_t *descriptors, int32_t count, int32_t *process);

#endif
