/* A Lua machine behind a door that no longjmp passes.
 *
 * This header does not include lua.h, and none of the functions below raises a Lua error: each either never can, or
 * runs its Lua part under lua_pcall. So no Swift file can call a function that would jump over its frame.
 *
 * The way of a call: Lua calls the C trampoline, which calls the host (Swift). The host reads arguments, writes results
 * into the machine's buffer, and returns. Only then, with the host's frame gone, does C push the results or raise. */
#ifndef LUA_SHIM_H
#define LUA_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lsh_machine lsh_machine;

typedef enum lsh_kind {
    LSH_NIL,
    LSH_BOOLEAN,
    LSH_INTEGER,
    LSH_NUMBER,
    LSH_STRING,
    LSH_MONEY,
    LSH_OBJECT,
    LSH_TABLE,
    LSH_FUNCTION,
    LSH_OTHER
} lsh_kind;

/* What the host lends to the machine. */
typedef struct lsh_host {
    void *context;
    /* Carries out a host function. Returns 0 when its results are in the buffer, 1 when it called lsh_fail. */
    int32_t (*call)(void *context, int32_t function, int32_t argument_count);
    /* Gives back an object that the machine held. */
    void (*release)(void *context, void *object);
} lsh_host;

typedef struct lsh_limits {
    uint64_t instructions;
    uint64_t soft_bytes;
    uint64_t hard_bytes;
    uint64_t printed_bytes;
} lsh_limits;

/* Why a run was stopped for good. */
typedef enum lsh_stop { LSH_RUNNING, LSH_OUT_OF_INSTRUCTIONS, LSH_OUT_OF_MEMORY, LSH_OUT_OF_OUTPUT } lsh_stop;

/* How a run ended. */
typedef enum lsh_status { LSH_OK, LSH_SYNTAX, LSH_RUNTIME, LSH_MEMORY } lsh_status;

#define LSH_FRAMES_MAX 24
#define LSH_NAME_MAX 64

typedef struct lsh_frame {
    char source[LSH_NAME_MAX];
    char name[LSH_NAME_MAX];
    int32_t line;
} lsh_frame;

/* The last error. `message` belongs to the machine and lives until its next run. */
typedef struct lsh_error {
    lsh_stop stop;
    /* Whether it is the very error that the host raised last. */
    bool is_from_host;
    const char *message;
    size_t message_length;
    int32_t frame_count;
    lsh_frame frames[LSH_FRAMES_MAX];
} lsh_error;

/* Money is a class of its own among the class numbers. */
#define LSH_MONEY_CLASS (-1)

/* Life. The limits hold once lsh_machine_seal was called: what the host defines is not the script's to pay for. */
lsh_machine *lsh_machine_new(lsh_host host, lsh_limits limits);
void lsh_machine_seal(lsh_machine *m);
void lsh_machine_free(lsh_machine *m);

/* Definitions; each returns false when there is no memory. `library` is "" for globals. */
bool lsh_allow(lsh_machine *m, const char *library, const char *name);
bool lsh_define_function(lsh_machine *m, const char *name, int32_t function);
/* What is called for an absent name and for an assignment, with (table, key) and (table, key, value). */
bool lsh_define_fallbacks(lsh_machine *m, const char *library, int32_t missing, int32_t assigned);
bool lsh_define_class(
    lsh_machine *m, int32_t class_number, const char *name, int32_t missing, int32_t assigned, int32_t text);
bool lsh_define_member(
    lsh_machine *m, int32_t class_number, const char *name, int32_t function, bool is_property);

/* Runs. */
lsh_status lsh_run(lsh_machine *m, const char *source, size_t length, const char *chunk_name);
/* Calls a function in the table that the script returned, with the values in the buffer as its arguments. */
lsh_status lsh_call_returned(lsh_machine *m, const char *field);
const lsh_error *lsh_last_error(const lsh_machine *m);

/* Reading values: arguments of the running call stand at 1 … argument_count. Never raises. */
lsh_kind lsh_kind_at(lsh_machine *m, int32_t index);
/* The kind, and in the same step the value of a whole number or of money. */
lsh_kind lsh_read(lsh_machine *m, int32_t index, int64_t *number);
bool lsh_boolean_at(lsh_machine *m, int32_t index);
int64_t lsh_integer_at(lsh_machine *m, int32_t index);
double lsh_number_at(lsh_machine *m, int32_t index);
int64_t lsh_money_at(lsh_machine *m, int32_t index);
const char *lsh_string_at(lsh_machine *m, int32_t index, size_t *length);
void *lsh_object_at(lsh_machine *m, int32_t index, int32_t *class_number);
const char *lsh_type_name_at(lsh_machine *m, int32_t index);
int32_t lsh_top(lsh_machine *m);
void lsh_set_top(lsh_machine *m, int32_t top);
/* Pushes the value that the script returned, so that it can be read at lsh_top. False when there is no room. */
bool lsh_push_returned(lsh_machine *m);
/* Walks a table: lsh_table_begin, then lsh_table_next until it returns false; before each next, drop the value with
 * lsh_set_top so that the key is on top. Key and value stand at top - 1 and top. */
bool lsh_table_begin(lsh_machine *m);
bool lsh_table_next(lsh_machine *m, int32_t table);
/* The script line that called the running host function; 0 when there is none. */
int32_t lsh_caller(lsh_machine *m, char source[LSH_NAME_MAX]);

/* Writing results, or the arguments of lsh_call_returned, into the buffer. Never raises. An object's +1 reference goes
 * to the machine. An array takes the next `count` values as its elements. */
void lsh_give_nil(lsh_machine *m);
void lsh_give_boolean(lsh_machine *m, bool flag);
void lsh_give_integer(lsh_machine *m, int64_t number);
void lsh_give_number(lsh_machine *m, double number);
void lsh_give_money(lsh_machine *m, int64_t pence);
void lsh_give_string(lsh_machine *m, const char *bytes, size_t length);
void lsh_give_object(lsh_machine *m, int32_t class_number, void *object);
void lsh_give_array(lsh_machine *m, int32_t count);
/* The call's own argument at an index: how a function gives back a table that it was given. */
void lsh_give_argument(lsh_machine *m, int32_t index);
/* What the running host function refuses to do, for the error that C raises once it has returned. */
void lsh_fail(lsh_machine *m, const char *message, size_t length);

/* What the script printed, and what it used. */
const char *lsh_printed(const lsh_machine *m, size_t *length);
uint64_t lsh_instructions(const lsh_machine *m);
uint64_t lsh_bytes_in_use(const lsh_machine *m);
uint64_t lsh_peak_bytes(const lsh_machine *m);

#endif
