// Memory and instruction limits.

#include "machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// Enlarges a buffer of our own. The process cannot go on without, as in Swift.
void *grow_block(void *block, size_t *capacity, size_t needed, size_t item) {
    size_t wanted = *capacity ? *capacity : 16;
    while (wanted < needed) wanted *= 2;
    void *grown = realloc(block, wanted * item);
    if (!grown) {
        fputs("bcf: out of memory\n", stderr);
        abort();
    }
    *capacity = wanted;
    return grown;
}

/// Strings from this size on are charged to the instruction budget: making one is one instruction for Lua, however
/// long it is.
static const size_t long_string = 1024;
/// The bytes that are copied in about the time of an instruction.
static const size_t bytes_an_instruction = 32;
/// The bytes that a full collection visits in about the time of an instruction: a script that lives at its limit must
/// not spend hours collecting.
static const size_t bytes_collected_an_instruction = 64;

// A script makes and drops many small blocks. They come from a pool of the machine's own, by size, which takes a fraction
// of the time of malloc: Lua tells the size of what it gives back, so a block needs no header. The pool is small and
// does not grow, so that blocks that wait in it for one of their size cannot become a way around the limit of memory.
static const size_t pool_bytes = 512 << 10;

static inline size_t size_class(size_t size) { return (size - 1) / POOL_GRAIN; }

static inline bool is_pooled(const lsh_machine *m, const void *block) {
    return (uintptr_t)block - (uintptr_t)m->pool < pool_bytes && m->pool;
}

/// A block of the pool, or NULL when it has none of the size.
static void *take_pooled(lsh_machine *m, size_t size) {
    if (size > POOL_LARGEST) return NULL;
    void **first = &m->pool_free[size_class(size)];
    void *block = *first;
    if (block) {
        *first = *(void **)block;
        return block;
    }
    size_t rounded = (size_class(size) + 1) * POOL_GRAIN;
    if (rounded > m->pool_left) return NULL;
    m->pool_left -= rounded;
    return m->pool + m->pool_left;
}

static void give_back(lsh_machine *m, void *block, size_t size) {
    if (!is_pooled(m, block)) {
        free(block);
        return;
    }
    void **first = &m->pool_free[size_class(size)];
    *(void **)block = *first;
    *first = block;
}

/// Without it, all blocks come from malloc. The sanitizers must see every block, so they get no pool.
void open_pool(lsh_machine *m) {
#if !__has_feature(address_sanitizer)
    m->pool = malloc(pool_bytes);
    m->pool_left = m->pool ? pool_bytes : 0;
#else
    (void)m;
#endif
}

/// Like realloc, which knows nothing of the pool.
static void *resized(lsh_machine *m, void *block, size_t held, size_t size) {
    bool pooled = is_pooled(m, block);
    if (pooled && size_class(held) == size_class(size)) return block;
    // A block of malloc's stays one: what has grown so large will not be small again for long.
    if (block && !pooled) return realloc(block, size);
    void *moved = take_pooled(m, size);
    if (!moved) moved = malloc(size);
    if (moved && block) {
        memcpy(moved, block, held < size ? held : size);
        give_back(m, block, held);
    }
    return moved;
}

/// Lua's allocator.
void *allocate(void *machine, void *block, size_t old_size, size_t new_size) {
    lsh_machine *m = machine;
    size_t held = block ? old_size : 0;  // without a block, `old_size` tells what kind of thing is made
    if (new_size == 0) {
        give_back(m, block, held);
        m->used -= held;
        return NULL;
    }
    // Lua relies on shrinking never to fail.
    bool grows = new_size > held;
    if (grows && m->limited && m->used - held + new_size > m->hard_bytes) {
        // Lua does not call the message handler when memory is short, so note now where the script stands. Lua
        // collects garbage and tries again; if that succeeds, nobody reads the note.
        record_frames(m, NULL, 0);
        charge(m, m->used / bytes_collected_an_instruction);
        return NULL;
    }
    void *moved = resized(m, block, held, new_size);
    if (!moved) return grows ? NULL : block;
    m->used = m->used - held + new_size;
    if (m->used > m->peak) m->peak = m->used;
    if (!block && old_size == LUA_TSTRING && new_size >= long_string) charge(m, new_size / bytes_an_instruction);
    return moved;
}

/// The soft limit looks again only after this much growth: a full collection at each step would never get on.
static const size_t growth_between_collections = 1 << 20;

uint64_t processor_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void stop_if_spent(lua_State *L, lsh_machine *m) {
    if (m->spent > m->instructions) {
        m->stopped = m->is_final = true;
        m->why = LSH_ERROR_INSTRUCTIONS;
        luaL_error(L, "too many instructions");
    }
    if (m->limited && m->nanoseconds) {
        // Asking for the time is a call of the kernel, so it is first done here: a short entry never comes so far.
        uint64_t now = processor_time();
        if (m->began == 0) m->began = now;
        if (now - m->began > m->nanoseconds) {
            m->stopped = m->is_final = true;
            m->why = LSH_ERROR_TIME;
            luaL_error(L, "too much time");
        }
    }
    // Set by a signal handler, perhaps on another thread.
    if (m->interrupt && __atomic_load_n(m->interrupt, __ATOMIC_RELAXED)) {
        m->stopped = m->is_final = true;
        m->why = LSH_ERROR_INTERRUPTED;
        luaL_error(L, "interrupted");
    }
}

/// The tick that the system's clock last made, every few milliseconds. Reading it is no call of the kernel and costs as
/// much as an instruction or two, so that every hook can: a hundred instructions that each copy or compare many megabytes
/// take far longer than a tick.
static int64_t tick(void) {
#ifdef CLOCK_MONOTONIC_COARSE
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC_COARSE, &time) == 0) return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
#endif
    return -1;
}

/// The count hook.
void count_instructions(lua_State *L, lua_Debug *ar) {
    (void)ar;
    lsh_machine *m = machine_of(L);
    m->spent += 100;
    int64_t now = tick();
    // Most entries end within a tick and never ask the kernel for the time.
    if (m->looked == 0) m->looked = now;
    // Without such a clock, every hook looks at the dear one.
    if (m->spent > m->instructions || now != m->looked || now < 0) {
        m->looked = now;
        stop_if_spent(L, m);
    }
    if (m->used > m->soft_bytes && m->used >= m->collected_at + growth_between_collections) {
        charge(m, m->used / bytes_collected_an_instruction);
        lua_gc(L, LUA_GCCOLLECT);
        m->collected_at = m->used;
        if (m->used > m->soft_bytes) {
            m->stopped = m->is_final = true;
            m->why = LSH_ERROR_MEMORY;
            luaL_error(L, "too much memory");
        }
    }
}
