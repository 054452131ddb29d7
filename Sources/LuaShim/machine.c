/* Life of a machine: its memory, its budget, its protected calls and its errors. */
#include "machine.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool lsh_append(lsh_bytes *bytes, const char *start, size_t length) {
    if (length > bytes->capacity - bytes->length) {
        size_t capacity = bytes->capacity ? bytes->capacity : 256;
        while (capacity - bytes->length < length) capacity *= 2;
        char *grown = realloc(bytes->start, capacity);
        if (!grown) return false;
        bytes->start = grown;
        bytes->capacity = capacity;
    }
    if (length) memcpy(bytes->start + bytes->length, start, length);
    bytes->length += length;
    return true;
}

/* Lua assumes that making a block smaller cannot fail, so only growth is refused. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
    lsh_machine *m = context;
    if (!block) old_size = 0;
    if (new_size == 0) {
        free(block);
        m->bytes_in_use -= old_size;
        return NULL;
    }
    if (m->is_sealed && new_size > old_size && m->bytes_in_use - old_size + new_size > m->limits.hard_bytes) {
        return NULL;
    }
    void *moved = realloc(block, new_size);
    if (!moved) return NULL;
    m->bytes_in_use += new_size - old_size;
    if (m->bytes_in_use > m->peak_bytes) m->peak_bytes = m->bytes_in_use;
    return moved;
}

/* A collection is worth its time only after this much growth since the last one. */
#define COLLECTION_STEP (1u << 20)
/* The hook costs the same at any interval, so it is short and the budget is kept closely. */
#define HOOK_INTERVAL 100

/* No honest script nests its calls this deep; one that fills its memory so has lost its way out of a function. */
#define DEEP_RECURSION 10000

static void count_hook(lua_State *L, lua_Debug *activation) {
    (void)activation;
    lsh_machine *m = lsh_of(L);
    m->instructions += HOOK_INTERVAL;
    if (m->instructions > m->limits.instructions) {
        m->stop = LSH_OUT_OF_INSTRUCTIONS;
        luaL_error(L, "the script did not finish within its instruction budget");
    }
    if (m->bytes_in_use > m->limits.soft_bytes && m->bytes_in_use > m->bytes_after_collection + COLLECTION_STEP) {
        lua_gc(L, LUA_GCCOLLECT);
        m->bytes_after_collection = m->bytes_in_use;
        if (m->bytes_in_use > m->limits.soft_bytes) {
            lua_Debug deep;
            if (lua_getstack(L, DEEP_RECURSION, &deep)) luaL_error(L, "stack overflow");
            m->stop = LSH_OUT_OF_MEMORY;
            luaL_error(L, "the script uses more memory than it may");
        }
    }
}

/* Copies a name, cut to what a frame can hold. */
static void copy_name(char target[LSH_NAME_MAX], const char *name) {
    snprintf(target, LSH_NAME_MAX, "%s", name ? name : "");
}

/* Records the error in C memory, as the value itself may die and as Lua strings would need memory that is not there. */
static int message_handler(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    lsh_error *error = &m->error;
    m->message.length = 0;
    if (lua_type(L, 1) == LUA_TSTRING) {
        size_t length;
        const char *text = lua_tolstring(L, 1, &length);
        lsh_append(&m->message, text, length);
    } else {
        char text[96];
        snprintf(text, sizeof text, "the script raised an error that is a %s value, not text", luaL_typename(L, 1));
        lsh_append(&m->message, text, strlen(text));
    }
    error->is_from_host = m->raised.length > 0 && m->raised.length == m->message.length &&
                          memcmp(m->raised.start, m->message.start, m->raised.length) == 0;
    error->frame_count = 0;
    lua_Debug activation;
    for (int level = 1; error->frame_count < LSH_FRAMES_MAX && lua_getstack(L, level, &activation); level++) {
        lua_getinfo(L, "Sln", &activation);
        if (activation.currentline <= 0) continue;
        lsh_frame *frame = &error->frames[error->frame_count++];
        copy_name(frame->source, activation.source + (*activation.source == '@' || *activation.source == '='));
        copy_name(frame->name, activation.name);
        frame->line = activation.currentline;
    }
    return 1;
}

lsh_status lsh_protect(lsh_machine *m, lua_CFunction function, void *argument) {
    lua_State *L = m->L;
    int top = lua_gettop(L);
    m->message.length = 0;
    m->raised.length = 0;
    m->error = (lsh_error){0};
    m->is_loading = false;
    if (!lua_checkstack(L, 8)) return LSH_MEMORY;
    /* None of these three pushes allocates. */
    lua_pushcfunction(L, message_handler);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, argument);
    int status = lua_pcall(L, 1, 0, top + 1);
    if (status != LUA_OK && m->message.length == 0 && lua_type(L, -1) == LUA_TSTRING) {
        /* Lua does not call the handler when memory runs out, nor when the handler itself fails. */
        size_t length;
        const char *text = lua_tolstring(L, -1, &length);
        lsh_append(&m->message, text, length);
    }
    lua_settop(L, top);
    lsh_drain(m);
    m->error.stop = m->stop;
    m->error.message = m->message.start;
    m->error.message_length = m->message.length;
    if (status == LUA_OK) return LSH_OK;
    if (status == LUA_ERRMEM) return LSH_MEMORY;
    return m->is_loading ? LSH_SYNTAX : LSH_RUNTIME;
}

lsh_machine *lsh_machine_new(lsh_host host, lsh_limits limits) {
    lsh_machine *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->host = host;
    m->limits = limits;
    m->L = lua_newstate(allocate, m);
    if (!m->L) {
        free(m);
        return NULL;
    }
    *(lsh_machine **)lua_getextraspace(m->L) = m;
    if (lsh_protect(m, lsh_open_sandbox, NULL) != LSH_OK) {
        lsh_machine_free(m);
        return NULL;
    }
    return m;
}

void lsh_machine_seal(lsh_machine *m) {
    m->limits.soft_bytes += m->bytes_in_use;
    m->limits.hard_bytes += m->bytes_in_use;
    m->bytes_after_collection = m->bytes_in_use;
    m->is_sealed = true;
    /* Counting makes every instruction about twice as dear, so a machine without a budget does not count. */
    if (m->limits.instructions != UINT64_MAX) lua_sethook(m->L, count_hook, LUA_MASKCOUNT, HOOK_INTERVAL);
}

void lsh_machine_free(lsh_machine *m) {
    if (!m) return;
    lsh_drain(m);
    lua_close(m->L);
    free(m->items);
    free(m->texts.start);
    free(m->failure.start);
    free(m->raised.start);
    free(m->message.start);
    free(m->printed.start);
    free(m);
}

const lsh_error *lsh_last_error(const lsh_machine *m) { return &m->error; }

const char *lsh_printed(const lsh_machine *m, size_t *length) {
    *length = m->printed.length;
    return m->printed.start;
}

uint64_t lsh_instructions(const lsh_machine *m) { return m->instructions; }
uint64_t lsh_bytes_in_use(const lsh_machine *m) { return m->bytes_in_use; }
uint64_t lsh_peak_bytes(const lsh_machine *m) { return m->peak_bytes; }
