// What the C files of the shim share. Nothing here is seen by Swift.

#ifndef LSH_MACHINE_H
#define LSH_MACHINE_H

#include "LuaShim.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>

enum { POOL_LARGEST = 256, POOL_GRAIN = 16 };

/// One Lua state with its limits, its buffers and its record of the last error.
struct lsh_machine {
    lua_State *L;
    void *host;
    lsh_dispatch dispatch;
    lsh_release release;

    // Memory. The limits hold only while `limited`: Lua itself cannot open under a tight limit.
    bool limited;
    size_t used, peak, soft_bytes, hard_bytes;
    size_t collected_at;  // bytes in use after the soft limit last collected
    // The pool of small blocks: what was never given out, and the blocks that came back, by size.
    char *pool;
    size_t pool_left;
    void *pool_free[POOL_LARGEST / POOL_GRAIN];

    // Instructions: spent in this entry, and in all entries before it.
    uint64_t spent, spent_before, instructions;
    // Processor time in nanoseconds: what this entry may use, and when it was first looked at; 0 before.
    uint64_t nanoseconds, began;
    int64_t looked;      // the tick of the coarse clock at which the time was last looked at

    // What the running host call has read of its arguments: bytes of text, entries of tables.
    size_t read_bytes, read_entries;
    uint64_t worked;  // and what it says that it did besides

    bool stopped;        // whether the hook has stopped this entry
    lsh_error_kind why;  // and for what
    bool is_final;       // whether the error under way is one that no pcall may hold
    bool is_noted;       // whether its place has been recorded
    const int32_t *interrupt;  // stops the entry when it is not 0; NULL: nothing does

    // Printed text.
    char *printed;
    size_t printed_length, printed_capacity, printed_bytes;

    // Results on their way from Swift to Lua. The buffer owns the objects in it until they live in a userdata.
    // Strings are copied into `text`, so that nobody needs to free them one by one.
    lsh_value *results;
    size_t result_count, result_capacity;
    char *text;
    size_t text_length, text_capacity;

    // The objects that live in a userdata. A userdata holds the number of its slot. Lua may lose a finaliser when it
    // runs out of memory; then the slot still knows the object, and lsh_close releases it.
    void **slots;
    int32_t *free_slots;
    int32_t slot_capacity, free_slot_count;

    // The metatables of the classes by number, as references in the registry.
    int *metatables;
    size_t metatable_capacity;

    // The table last laid out by lsh_flatten.
    lsh_value *flat;
    size_t flat_count, flat_capacity, flat_most;

    // The error that Swift raised last: the message alone, and the text that Lua was given (with its position).
    char *failure;
    size_t failure_length, failure_capacity;
    char *raised;
    size_t raised_length, raised_capacity;

    // The record of the error that ended the last entry.
    bool handled;  // whether the message handler has run
    int load_status;
    lsh_error error;
    char *message;
    size_t message_capacity;
    lsh_frame frames[LSH_FRAMES];

    char caller[512];
};

/// The machine of a state: Lua keeps room for one pointer before each.
static inline lsh_machine *machine_of(lua_State *L) { return *(lsh_machine **)lua_getextraspace(L); }

/// A full userdata: a Swift object in Lua. Every full userdata that a script can see is one.
typedef struct {
    uint32_t magic;
    int32_t class_id;
    void *object;  // NULL once released
    int32_t slot;
} lsh_box;

#define LSH_BOX_MAGIC 0x62636621u

/// The box at an index, or NULL. A light userdata is money and has no box.
static inline lsh_box *box_at(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA) return NULL;
    lsh_box *box = lua_touserdata(L, index);
    return box && box->magic == LSH_BOX_MAGIC ? box : NULL;
}

/// Money is a light userdata whose pointer is the number of pence; no money is NULL.
static inline bool is_money(lua_State *L, int index) { return lua_type(L, index) == LUA_TLIGHTUSERDATA; }
static inline int64_t money_at(lua_State *L, int index) { return (int64_t)(intptr_t)lua_touserdata(L, index); }
static inline void push_money(lua_State *L, int64_t pence) { lua_pushlightuserdata(L, (void *)(intptr_t)pence); }

// memory.c
void *grow_block(void *block, size_t *capacity, size_t needed, size_t item);
/// Makes room for `needed` items in a buffer of our own.
static inline void *grow(void *block, size_t *capacity, size_t needed, size_t item) {
    return needed <= *capacity ? block : grow_block(block, capacity, needed, item);
}
void open_pool(lsh_machine *m);
void *allocate(void *machine, void *block, size_t old_size, size_t new_size);
void count_instructions(lua_State *L, lua_Debug *ar);
/// Charges work that is done in one instruction, such as moving the elements of a table.
static inline void charge(lsh_machine *m, uint64_t work) { m->spent += work; }
// memory.c: the processor time of this thread in nanoseconds.
uint64_t processor_time(void);
// memory.c: raises when the entry has used up its instructions or its time. For C loops that Lua's hook does not see.
void stop_if_spent(lua_State *L, lsh_machine *m);

// call.c
int ask(lua_State *L, lsh_machine *m, lsh_request request, int32_t id);
int call_function(lua_State *L);
int call_method(lua_State *L);
void push_results(lua_State *L, lsh_machine *m);

// entry.c
bool protected(lsh_machine *m, lua_CFunction function, void *argument);
void record_frames(lsh_machine *m, const char *message, size_t length);
int record_error(lua_State *L);

// module.c
void forget_run(lua_State *L);
void keep_for(lua_State *L, const void *object, int index);
void push_kept(lua_State *L, const void *object);
void take_syntax_position(lsh_machine *m, const char *name);

// object.c
void push_object(lua_State *L, lsh_machine *m, lsh_value *value);
int refuse_assignment(lua_State *L);

// money.c
void open_money(lua_State *L);

// library.c
int open_libraries(lua_State *L);
void push_known_globals(lua_State *L);

// text.c
/// Pushes the text of a value: never an address, as it would differ from run to run.
void push_text(lua_State *L, int index);

// buffer.c
/// A text under construction. It holds one slot of the stack; what is on the stack above it may come and go.
typedef struct {
    lua_State *L;
    char *bytes;
    size_t length, capacity;
    int slot;
    char first[512];
} text_buffer;
void buffer_open(text_buffer *b, lua_State *L);
/// Makes room at the end. What is written there counts once `length` is enlarged.
char *buffer_room(text_buffer *b, size_t room);
void buffer_add(text_buffer *b, const char *bytes, size_t length);
/// Adds the text on top of the stack, which it takes away.
void buffer_add_value(text_buffer *b);
/// Pushes the whole text.
void buffer_push(text_buffer *b);

// table.c
/// The length of the table at index 1, which must be one of the script's own.
lua_Integer own_table(lua_State *L);

// order.c
/// Whether element `left` comes before element `right`. It may raise.
typedef bool (*comes_before)(void *context, uint32_t left, uint32_t right);
/// Sorts the numbers of elements; those of which neither comes first stay in their order. `scratch` is as long. Looks at
/// the clock, and charges nothing: how many comparisons it takes hangs on the order before.
void merge_sort(lua_State *L, uint32_t *order, uint32_t *scratch, size_t count, comes_before before, void *context);
/// A key or an element that can be ordered without asking Lua.
typedef struct {
    enum { ORDER_NUMBER, ORDER_MONEY, ORDER_TEXT, ORDER_BOOLEAN, ORDER_OTHER } kind;
    bool whole;  // of a number
    union {
        int64_t integer;
        double number;
        struct { const char *bytes; size_t length; };
    };
} order_value;
order_value order_of(lua_State *L, int index);
bool order_less(const order_value *left, const order_value *right);

// The functions of the allow-list.
int own_print(lua_State *L), own_tostring(lua_State *L), own_type(lua_State *L);                     // text.c
int own_tonumber(lua_State *L);                                                                      // number.c
int own_pairs(lua_State *L);                                                                         // pairs.c
int own_pcall(lua_State *L), own_xpcall(lua_State *L);                                               // guard.c
int own_find(lua_State *L), own_match(lua_State *L), own_gmatch(lua_State *L), own_gsub(lua_State *L);  // search.c
int own_rep(lua_State *L), own_format(lua_State *L);                                                 // format.c
int own_empty(lua_State *L), own_insert(lua_State *L), own_remove(lua_State *L), own_concat(lua_State *L);  // table.c
int own_unpack(lua_State *L), own_move(lua_State *L);                                                // table.c
int own_sort(lua_State *L);                                                                          // sort.c
int own_utf8_char(lua_State *L), own_utf8_codepoint(lua_State *L), own_utf8_codes(lua_State *L);     // letters.c
int own_utf8_len(lua_State *L), own_utf8_offset(lua_State *L);                                       // letters.c

// value.c
lsh_value read_value(lua_State *L, int index);

#endif
