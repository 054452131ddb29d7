/* What the C files of the shim share. Only they see lua.h. */
#ifndef LUA_SHIM_MACHINE_H
#define LUA_SHIM_MACHINE_H

#include "LuaShim.h"
#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>

/* One value on its way from the host to Lua. */
typedef struct lsh_item {
    lsh_kind kind;
    /* For LSH_TABLE: how many of the next items are its elements. For LSH_OTHER: an argument's index. */
    int32_t count;
    int32_t class_number;
    union {
        bool flag;
        int64_t integer;
        double number;
        void *object;
        struct {
            size_t offset, length;
        } text;
    } value;
} lsh_item;

/* Bytes that grow. */
typedef struct lsh_bytes {
    char *start;
    size_t length, capacity;
} lsh_bytes;

struct lsh_machine {
    lua_State *L;
    lsh_host host;
    lsh_limits limits;
    bool is_sealed;
    lsh_stop stop;

    uint64_t bytes_in_use, peak_bytes;
    uint64_t instructions;
    uint64_t bytes_after_collection;

    /* The ledger: every object in it that was not handed over is the machine's to release. */
    lsh_item *items;
    int32_t item_count, item_capacity, item_cursor;
    lsh_bytes texts;
    bool has_lost_item;

    lsh_bytes failure;
    lsh_bytes raised;
    lsh_bytes message;
    lsh_bytes printed;
    lsh_error error;
    bool is_loading;
};

/* Growing bytes; false when there is no memory, and then nothing has changed. */
bool lsh_append(lsh_bytes *bytes, const char *start, size_t length);

/* The machine that a state belongs to. */
static inline lsh_machine *lsh_of(lua_State *L) { return *(lsh_machine **)lua_getextraspace(L); }

/* results.c: pushes all buffered values (may raise), and drops what was not handed over (never raises). */
int lsh_push_items(lua_State *L, lsh_machine *m);
void lsh_drain(lsh_machine *m);

/* calls.c: the trampoline with the function's number as its first upvalue; and the call itself, for C code that has
 * put the arguments at 1 … count. */
int lsh_trampoline(lua_State *L);
int lsh_call_host(lua_State *L, lsh_machine *m, int32_t function, int32_t count);

/* classes.c */
#define LSH_OBJECT_MAGIC 0x6263664F626A6374ULL
typedef struct lsh_object {
    uint64_t magic;
    int32_t class_number;
    void *object;
} lsh_object;
/* The registry key of a class's metatable. */
void *lsh_class_key(int32_t class_number);
void lsh_new_object(lua_State *L, lsh_machine *m, lsh_item *item);

/* money.c */
void lsh_add_money_arithmetic(lua_State *L);
static inline int64_t lsh_pence(lua_State *L, int index) { return (int64_t)(intptr_t)lua_touserdata(L, index); }
static inline void lsh_push_pence(lua_State *L, int64_t pence) { lua_pushlightuserdata(L, (void *)(intptr_t)pence); }

/* sandbox.c: opens Lua's libraries out of reach of scripts, and gives scripts an empty, locked world. */
int lsh_open_sandbox(lua_State *L);

/* Runs a C function under lua_pcall with a pointer as its argument. */
lsh_status lsh_protect(lsh_machine *m, lua_CFunction function, void *argument);

#endif
