// Entering Lua from Swift, and the record of the error that ends an entry.

#include "machine.h"

#include <stdio.h>
#include <string.h>

/// Messages are cut here: a script may raise a text of any length.
static const size_t longest_message = 8192;

static void copy_text(char *to, size_t room, const char *from, size_t length) {
    if (length >= room) length = room - 1;
    memcpy(to, from, length);
    to[length] = 0;
}

/// The length of "name:line: " at the start of a message, or 0.
static size_t position_length(const char *message, size_t length, const char *name, int line) {
    char position[640];
    int wrote = snprintf(position, sizeof position, "%s:%d: ", name, line);
    if (wrote <= 0 || (size_t)wrote >= sizeof position || (size_t)wrote > length) return 0;
    return memcmp(message, position, (size_t)wrote) == 0 ? (size_t)wrote : 0;
}

/// Notes which script functions are running, and takes from the message the position that Lua put before it. Makes
/// nothing in Lua, so that it works when memory is short, and for an error of any kind.
void record_frames(lsh_machine *m, const char *message, size_t length) {
    lua_State *L = m->L;
    lsh_error *error = &m->error;
    error->frame_count = 0;
    error->more_frames = error->deep = false;
    error->place = 0;
    size_t position = 0;
    lua_Debug ar;
    error->deep = lua_getstack(L, LSH_DEEP, &ar);
    // The bound keeps a script that recurses through C functions from making this slow.
    for (int level = 0; level < 4 * LSH_FRAMES && lua_getstack(L, level, &ar); level++) {
        if (!lua_getinfo(L, "Snl", &ar) || *ar.what == 'C') continue;
        if (error->frame_count == LSH_FRAMES) {
            error->more_frames = true;
            break;
        }
        lsh_frame *frame = &m->frames[error->frame_count];
        // `short_src` is cut at 60 characters; a person needs the whole name.
        const char *source = *ar.source == '@' ? ar.source + 1 : ar.source;
        copy_text(frame->source, sizeof frame->source, source, strlen(source));
        copy_text(frame->name, sizeof frame->name, ar.name ? ar.name : "", ar.name ? strlen(ar.name) : 0);
        frame->line = ar.currentline;
        if (message && position == 0) {
            position = position_length(message, length, source, ar.currentline);
            if (position == 0) position = position_length(message, length, ar.short_src, ar.currentline);
            if (position > 0) error->place = error->frame_count;
        }
        error->frame_count++;
    }
    if (!message) return;
    length -= position;
    if (length > longest_message) length = longest_message;
    m->message = grow(m->message, &m->message_capacity, length + 1, 1);
    memcpy(m->message, message + position, length);
    m->message[length] = 0;
    error->length = length;
}

/// The message handler. It never raises, and leaves the error value as it is.
int record_error(lua_State *L) {
    lsh_machine *m = machine_of(L);
    if (m->is_noted) return 1;  // below a pcall that passes it on
    m->handled = true;
    lsh_value value = read_value(L, 1);
    m->error.value_kind = value.kind;
    m->error.kind = LSH_ERROR_RUNTIME;
    char text[64] = "";
    switch (value.kind) {
        case LSH_STRING:
            if (m->failure_length && value.length == m->raised_length &&
                memcmp(value.bytes, m->raised, value.length) == 0) {
                m->error.kind = LSH_ERROR_CALLBACK;
            }
            record_frames(m, value.bytes, value.length);
            return 1;
        case LSH_INTEGER: snprintf(text, sizeof text, "%lld", (long long)value.integer); break;
        case LSH_NUMBER: snprintf(text, sizeof text, "%.14g", value.number); break;
        case LSH_BOOLEAN: strcpy(text, value.integer ? "true" : "false"); break;
        case LSH_MONEY: text[lsh_format_money(value.integer, text)] = 0; break;
        default: break;
    }
    record_frames(m, text, strlen(text));
    return 1;
}

/// Runs a C function of the shim under lua_pcall; its results stay on the stack from index 2.
bool protected(lsh_machine *m, lua_CFunction function, void *argument) {
    lua_State *L = m->L;
    m->handled = false;
    m->stopped = m->is_final = m->is_noted = false;
    m->load_status = LUA_OK;
    m->error = (lsh_error){.value_kind = LSH_STRING};
    m->failure_length = 0;
    m->spent_before += m->spent;
    m->spent = 0;
    m->looked = 0;
    m->read_bytes = 0;
    m->read_entries = 0;
    m->worked = 0;
    m->began = 0;
    m->collected_at = 0;
    if (!lua_checkstack(L, 8)) {
        lsh_drop_results(m);
        m->error.kind = LSH_ERROR_MEMORY;
        return false;
    }
    // A fresh count for each entry: what an entry may use does not hang on what ran before it.
    // Counting makes every instruction about twice as dear, so a machine without a budget does not count.
    if (m->limited && m->instructions != UINT64_MAX) lua_sethook(L, count_instructions, LUA_MASKCOUNT, 100);
    // Pushing a light C function or a light userdata allocates nothing.
    lua_settop(L, 0);
    lua_pushcfunction(L, record_error);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, argument);
    int status = lua_pcall(L, 1, LUA_MULTRET, 1);
    lsh_drop_results(m);
    if (status == LUA_OK) return true;

    if (m->stopped) {
        m->error.kind = m->why;
    } else if (status == LUA_ERRMEM || m->load_status == LUA_ERRMEM) {
        m->error.kind = LSH_ERROR_MEMORY;  // the allocator has noted where
    } else if (m->load_status != LUA_OK) {
        m->error.kind = LSH_ERROR_SYNTAX;  // or the compiler's own stack overflow
    } else if (status == LUA_ERRERR || !m->handled) {
        m->error.kind = LSH_ERROR_HANDLER;
    }
    return false;
}

// ------------------------------------------------------------------------------------------------ chunks

typedef struct {
    const char *name, *text;
    size_t length;
    int32_t number;  // what it is known by once compiled
} chunk;

static const char *read_chunk(lua_State *L, void *argument, size_t *length) {
    (void)L;
    chunk *source = argument;
    *length = source->length;
    source->length = 0;
    return *length ? source->text : NULL;
}

static int compile_chunk(lua_State *L) {
    lsh_machine *m = machine_of(L);
    chunk *source = lua_touserdata(L, 1);
    lua_settop(L, 0);
    m->load_status = lua_load(L, read_chunk, source, source->name, "t");
    if (m->load_status != LUA_OK) return lua_error(L);
    source->number = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

static int run_chunk(lua_State *L) {
    int number = *(int32_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    forget_run(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, number);
    lua_call(L, 0, 1);
    return 1;
}

/// Takes "name:line: " from a message of the compiler, which has no frames to compare it with.
void take_syntax_position(lsh_machine *m, const char *name) {
    char *message = m->message;
    size_t length = m->error.length, known = strlen(name), start = 0;
    if (length > known && memcmp(message, name, known) == 0) {
        start = known;
    } else if (length > 3 && memcmp(message, "...", 3) == 0) {
        // A long name was cut to its end.
        for (size_t kept = known; kept > 0 && start == 0; kept--) {
            if (length > 3 + kept && memcmp(message + 3, name + known - kept, kept) == 0) start = 3 + kept;
        }
    }
    int line = 0, digits = 0;
    if (start == 0 || sscanf(message + start, ":%d: %n", &line, &digits) != 1 || digits == 0) return;
    start += (size_t)digits;
    memmove(message, message + start, length - start + 1);
    m->error.length = length - start;
    m->error.line = line;
}

bool lsh_compile(lsh_machine *m, const char *name, const char *text, size_t length, int32_t *number) {
    chunk source = {name, text, length, LUA_NOREF};
    m->limited = true;
    bool fine = protected(m, compile_chunk, &source);
    m->limited = false;
    if (!fine && m->error.kind == LSH_ERROR_SYNTAX) take_syntax_position(m, name + 1);
    *number = source.number;
    return fine;
}

bool lsh_run(lsh_machine *m, int32_t number) {
    m->limited = true;
    bool fine = protected(m, run_chunk, &number);
    m->limited = false;
    return fine;
}

// ------------------------------------------------------------------------------------------------ kept functions

typedef struct {
    const void *owner;
    const char *field;
    size_t length;
    bool found;
} field_call;

static int call_field(lua_State *L) {
    lsh_machine *m = machine_of(L);
    field_call *call = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_kept(L, call->owner);
    if (!lua_istable(L, 1)) return 0;
    lua_pushlstring(L, call->field, call->length);
    lua_rawget(L, 1);
    if (!lua_isfunction(L, 2)) return 0;
    call->found = true;
    lua_remove(L, 1);
    push_results(L, m);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

bool lsh_call_field(lsh_machine *m, const void *owner, const char *field, size_t length, bool *found) {
    field_call call = {owner, field, length, false};
    m->limited = true;
    bool fine = protected(m, call_field, &call);
    m->limited = false;
    *found = call.found;
    return fine;
}

static int call_chunk(lua_State *L) {
    int number = *(int32_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, number);
    push_results(L, machine_of(L));
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

bool lsh_call_chunk(lsh_machine *m, int32_t number) {
    m->limited = true;
    bool fine = protected(m, call_chunk, &number);
    m->limited = false;
    return fine;
}

int32_t lsh_value_count(const lsh_machine *m) {
    int top = lua_gettop(m->L);
    return top > 0 ? top - 1 : 0;
}

lsh_value lsh_value_at(lsh_machine *m, int32_t index) { return read_value(m->L, index + 1); }

void lsh_clear(lsh_machine *m) { lua_settop(m->L, 0); }
