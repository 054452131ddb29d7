// A text under construction.

#include "machine.h"

#include <string.h>

void buffer_open(text_buffer *b, lua_State *L) {
    b->L = L;
    b->bytes = b->first;
    b->length = 0;
    b->capacity = sizeof b->first;
    lua_pushnil(L);
    b->slot = lua_gettop(L);
}

/// More room lives in a userdata on the stack: an error that passes leaves nothing behind, and it counts as memory of
/// the script.
static void enlarge(text_buffer *b, size_t more) {
    if (more > SIZE_MAX / 2 - b->capacity) luaL_error(b->L, "the text is too long");
    size_t capacity = b->capacity + more > 2 * b->capacity ? b->capacity + more : 2 * b->capacity;
    charge(machine_of(b->L), capacity / 32);
    char *bytes = lua_newuserdatauv(b->L, capacity, 0);
    memcpy(bytes, b->bytes, b->length);
    lua_replace(b->L, b->slot);
    b->bytes = bytes;
    b->capacity = capacity;
}

char *buffer_room(text_buffer *b, size_t room) {
    if (room > b->capacity - b->length) enlarge(b, room);
    return b->bytes + b->length;
}

void buffer_add(text_buffer *b, const char *bytes, size_t length) {
    if (length == 0) return;
    memcpy(buffer_room(b, length), bytes, length);
    b->length += length;
}

void buffer_add_value(text_buffer *b) {
    size_t length;
    const char *bytes = lua_tolstring(b->L, -1, &length);
    buffer_add(b, bytes, length);
    lua_remove(b->L, -1);
}

void buffer_push(text_buffer *b) {
    lua_pushlstring(b->L, b->bytes, b->length);
    // Give a large buffer back now rather than at the next collection.
    lua_pushnil(b->L);
    lua_replace(b->L, b->slot);
}
