// The life of a machine.

#include "machine.h"

#include <stdlib.h>
#include <string.h>

/// Fills a new state. Runs without limits.
static int open_state(lua_State *L) {
    // Lua makes this string when an error handler fails, in a place where running out of memory ends the process
    // (mended upstream since). Held in the registry, it is always there.
    lua_pushliteral(L, "error in error handling");
    lua_setfield(L, LUA_REGISTRYINDEX, "bcf.anchor");
    open_money(L);
    open_libraries(L);
    return 0;
}

lsh_machine *lsh_open(void *host, lsh_dispatch dispatch, lsh_release release) {
    lsh_machine *m = calloc(1, sizeof(lsh_machine));
    if (!m) return NULL;
    m->host = host;
    m->dispatch = dispatch;
    m->release = release;
    m->instructions = UINT64_MAX;
    m->soft_bytes = m->hard_bytes = SIZE_MAX;
    open_pool(m);
    m->L = lua_newstate(allocate, m);
    if (!m->L) {
        free(m->pool);
        free(m);
        return NULL;
    }
    *(lsh_machine **)lua_getextraspace(m->L) = m;
    if (!protected(m, open_state, NULL)) {
        lsh_close(m);
        return NULL;
    }
    lsh_clear(m);
    return m;
}

void lsh_close(lsh_machine *m) {
    m->limited = false;
    lsh_drop_results(m);
    lua_close(m->L);
    for (int32_t slot = 0; slot < m->slot_capacity; slot++) {
        if (m->slots[slot]) m->release(m->slots[slot]);
    }
    free(m->printed);
    free(m->results);
    free(m->text);
    free(m->slots);
    free(m->free_slots);
    free(m->metatables);
    free(m->flat);
    free(m->failure);
    free(m->raised);
    free(m->message);
    free(m->pool);
    free(m);
}

void lsh_limit(lsh_machine *m, uint64_t instructions, uint64_t nanoseconds, size_t soft_bytes, size_t hard_bytes,
               size_t printed_bytes) {
    m->instructions = instructions;
    m->nanoseconds = nanoseconds;
    m->soft_bytes = soft_bytes;
    m->hard_bytes = hard_bytes;
    m->printed_bytes = printed_bytes;
}

size_t lsh_bytes_in_use(const lsh_machine *m) { return m->used; }
size_t lsh_peak_bytes(const lsh_machine *m) { return m->peak; }
uint64_t lsh_instructions(const lsh_machine *m) { return m->spent_before + m->spent; }

void lsh_forget_printed(lsh_machine *m) { m->printed_length = 0; }

const char *lsh_printed(const lsh_machine *m, size_t *length) {
    *length = m->printed_length;
    return m->printed ? m->printed : "";
}

lsh_error lsh_last_error(const lsh_machine *m) {
    lsh_error error = m->error;
    error.message = m->message ? m->message : "";
    error.frames = m->frames;
    return error;
}
