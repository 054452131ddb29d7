// The door between Swift and Lua.
//
// Lua reports errors by longjmp, and a longjmp over a Swift frame skips the releases that frame owes. So this header
// does not include lua.h, and nothing declared here ever raises: whatever may raise runs in C below a lua_pcall, when
// no Swift frame stands between. "Swift computes, C pushes": Swift reads arguments and fills a buffer of results; C
// hands them to Lua, or raises, once Swift has returned.
//
// One machine is one Lua state with one Lua thread. It must be used from one thread at a time.

#ifndef LUA_SHIM_H
#define LUA_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One Lua state with its limits, its buffers and its record of the last error.
typedef struct lsh_machine lsh_machine;

// ---------------------------------------------------------------------------------------------------- values

/// How many bytes of text one call can make Swift hold.
#define LSH_MOST_TEXT (1 << 20)

/// What a value is.
typedef enum : int32_t {
    LSH_NONE,      ///< no such argument
    LSH_NIL,
    LSH_BOOLEAN,   ///< `integer` is 0 or 1
    LSH_INTEGER,
    LSH_NUMBER,
    LSH_STRING,    ///< `bytes` and `length`; not necessarily UTF-8
    LSH_MONEY,     ///< `integer` holds pence
    LSH_OBJECT,    ///< `object` and `detail`, its class
    LSH_TABLE,     ///< `length` entries; see lsh_flatten and lsh_add_table
    LSH_FUNCTION,
    LSH_OTHER,     ///< nothing that a script can make
    LSH_TOO_LONG,  ///< text, with which the running call would read more than LSH_MOST_TEXT bytes
    LSH_ARRAY      ///< results only: a table of `length` positional values
} lsh_kind;

/// A value on its way between Swift and Lua.
typedef struct {
    lsh_kind kind;
    int32_t detail;
    size_t length;
    union {
        int64_t integer;
        double number;
        const char *bytes;
        void *object;
    };
} lsh_value;

// ---------------------------------------------------------------------------------------------------- requests

/// What C asks of Swift. `id` says of which function, class, library or operator.
typedef enum : int32_t {
    LSH_CALL,              ///< call function `id`
    LSH_WRONG_SELF,        ///< method `id` was called on something that is not of its class: word the error
    LSH_FIELD_UNKNOWN,     ///< (self, key): class `id` has no such member; a dynamic field, or an error
    LSH_FIELD_ASSIGNED,    ///< (self, key, value): a field of class `id` was assigned: word the error
    LSH_GLOBAL_UNKNOWN,    ///< (_, key): word the error
    LSH_GLOBAL_ASSIGNED,   ///< (_, key, value): word the error
    LSH_LIBRARY_UNKNOWN,   ///< (_, key): library `id` has no such function: word the error
    LSH_LIBRARY_ASSIGNED,  ///< (_, key, value): word the error
    LSH_MONEY_REFUSED,     ///< (left, right): operator `id` cannot be applied: word the error
    LSH_TEXT,              ///< (object): its text, for tostring and print
    LSH_PRINTED_TOO_MUCH,  ///< word the error
    LSH_MODULE_REFUSED,    ///< (name): `use` cannot give it, for reason `id`: word the error
    LSH_OBJECTS_EQUAL,     ///< (left, right), both of class `id`: whether they are equal
    LSH_OBJECT_LESS        ///< (left, right), both of class `id`: whether the left one is less
} lsh_request;

/// Why `use` refuses, as `id` of LSH_MODULE_REFUSED.
typedef enum : int32_t {
    LSH_MODULE_NOT_NAMED, LSH_MODULE_UNKNOWN, LSH_MODULE_USES_ITSELF, LSH_MODULE_GIVES_NOTHING
} lsh_module_refusal;

/// The operators on money, as `id` of LSH_MONEY_REFUSED.
typedef enum : int32_t {
    LSH_ADD, LSH_SUBTRACT, LSH_NEGATE, LSH_MULTIPLY, LSH_DIVIDE, LSH_DIVIDE_WHOLE, LSH_REMAINDER, LSH_POWER,
    LSH_LESS, LSH_LESS_OR_EQUAL
} lsh_operator;

/// Answers a request: 0 when the results are in the buffer, -1 after lsh_fail. It must return normally.
typedef int32_t (*lsh_dispatch)(void *host, lsh_request request, int32_t id);

/// Gives up one reference to a Swift object.
typedef void (*lsh_release)(void *object);

// ---------------------------------------------------------------------------------------------------- life

/// Makes a machine with the allowed libraries open, or NULL when there is no memory for it.
lsh_machine *lsh_open(void *host, lsh_dispatch dispatch, lsh_release release);

/// Closes the machine; releases every Swift object that it still holds.
void lsh_close(lsh_machine *machine);

/// Sets what one entry (lsh_compile, lsh_run, lsh_call_field) may use. `nanoseconds` of processor time are the backstop for what
/// the count of instructions cannot see, such as instructions that each copy a million values; 0 is no limit.
void lsh_limit(lsh_machine *machine, uint64_t instructions, uint64_t nanoseconds, size_t soft_bytes, size_t hard_bytes,
               size_t printed_bytes);

/// Bytes that Lua holds now.
size_t lsh_bytes_in_use(const lsh_machine *machine);
/// The most bytes that Lua has held.
size_t lsh_peak_bytes(const lsh_machine *machine);
/// Instructions run so far, in steps of 100, with the work of long strings and tables added.
uint64_t lsh_instructions(const lsh_machine *machine);
/// What `print` has written so far.
const char *lsh_printed(const lsh_machine *machine, size_t *length);
/// Forgets it.
void lsh_forget_printed(lsh_machine *machine);

/// The allow-list, entry by entry: the library ("" for a global) and the name; false after the last one.
bool lsh_allowed(int32_t index, const char **library, const char **name);
/// The libraries by number, as `id` of LSH_LIBRARY_UNKNOWN; NULL after the last one.
const char *lsh_library_name(int32_t index);

// ---------------------------------------------------------------------------------------------------- definitions
// No limit applies to them; they return false only when the process itself has no memory.

/// Makes function `id` a global.
bool lsh_define_function(lsh_machine *machine, const char *name, int32_t id);
/// Makes the one value in the results buffer a global.
bool lsh_define_value(lsh_machine *machine, const char *name);
/// Makes class `class_id`, whose name is shown to scripts.
bool lsh_define_class(lsh_machine *machine, int32_t class_id, const char *name);
/// Adds a method, called with a checked object as its first argument.
bool lsh_define_method(lsh_machine *machine, int32_t class_id, const char *name, int32_t id);
/// Adds a property: function `id` is called with the object when the field is read.
bool lsh_define_property(lsh_machine *machine, int32_t class_id, const char *name, int32_t id);
/// Lets Swift say which objects of a class are equal, and which is less; without that, an object equals only itself.
bool lsh_define_order(lsh_machine *machine, int32_t class_id, bool equal, bool less);

/// The class number of money, which is not an object: its methods and properties are defined like those of a class.
enum { LSH_MONEY_CLASS = 0 };

// ---------------------------------------------------------------------------------------------------- entries

/// Compiles a chunk of Lua text, which then has a number. `name` starts with '@'. Returns false on an error; see
/// lsh_last_error.
bool lsh_compile(lsh_machine *machine, const char *name, const char *text, size_t length, int32_t *number);

/// Runs a compiled chunk, and forgets what earlier runs loaded and kept. Its first returned value is left as value 1 for
/// lsh_value_at. Returns false on an error. Follow with lsh_clear.
bool lsh_run(lsh_machine *machine, int32_t number);

/// Calls a compiled chunk with the results buffer as its arguments `...`; forgets nothing of what ran before. What it
/// returns is left as values 1... for lsh_value_at.
bool lsh_call_chunk(lsh_machine *machine, int32_t number);

/// Calls the function in `field` of the table that an object keeps (see lsh_add_object), with the results buffer as
/// arguments. What it returns is left as values 1... for lsh_value_at. `found` tells whether there was such a function.
bool lsh_call_field(lsh_machine *machine, const void *owner, const char *field, size_t length, bool *found);

/// Offers a compiled chunk to `use "name"`.
bool lsh_offer_module(lsh_machine *machine, const char *name, size_t length, int32_t chunk);
/// Makes `use` a global.
bool lsh_define_use(lsh_machine *machine);

/// How many values the last entry left.
int32_t lsh_value_count(const lsh_machine *machine);
/// A value that the last entry left, from 1.
lsh_value lsh_value_at(lsh_machine *machine, int32_t index);
/// Forgets the values that the last entry left.
void lsh_clear(lsh_machine *machine);

// ---------------------------------------------------------------------------------------------------- reading

/// How many arguments the running call has.
int32_t lsh_argument_count(lsh_machine *machine);

/// An argument of the running call, from 1.
lsh_value lsh_argument(lsh_machine *machine, int32_t index);

// The commonest reads, without laying out a whole value: false when the argument is not of that kind.
bool lsh_argument_integer(lsh_machine *machine, int32_t index, int64_t *integer);
bool lsh_argument_money(lsh_machine *machine, int32_t index, int64_t *pence);
bool lsh_argument_string(lsh_machine *machine, int32_t index, const char **bytes, size_t *length);
bool lsh_argument_object(lsh_machine *machine, int32_t index, int32_t *class_id, void **object);

/// Whether an argument is a table.
bool lsh_argument_is_table(lsh_machine *machine, int32_t index);

/// Says that the running call does work that neither its arguments nor its results show, in about as many instructions.
void lsh_charge(lsh_machine *machine, uint64_t work);

/// Whether bytes are UTF-8, as Swift's strings must be.
bool lsh_is_utf8(const char *bytes, size_t length);

/// How reading a table ended.
typedef enum : int32_t { LSH_FLAT, LSH_TOO_DEEP, LSH_TOO_MANY, LSH_NO_MEMORY } lsh_flat_status;

/// Lays out the table at `index` (an argument of the running call, or a value left by the last entry) as a flat list:
/// the table with its number of entries, then a key and a value for each, tables in place. The list and the strings
/// in it stay valid until the next call of anything here.
lsh_flat_status lsh_flatten(lsh_machine *machine, int32_t index, bool is_argument, int32_t deepest, size_t most,
                            const lsh_value **values, size_t *count);

/// Where the innermost script function stands that led to the running call; false when there is none.
bool lsh_caller(lsh_machine *machine, const char **source, int32_t *line);

// ---------------------------------------------------------------------------------------------------- results

void lsh_add_nil(lsh_machine *machine);
void lsh_add_boolean(lsh_machine *machine, bool value);
void lsh_add_integer(lsh_machine *machine, int64_t value);
void lsh_add_number(lsh_machine *machine, double value);
void lsh_add_money(lsh_machine *machine, int64_t pence);
/// Copies the bytes.
void lsh_add_string(lsh_machine *machine, const char *bytes, size_t length);
/// Takes over one reference to the object. With `keeps` above 0, argument `keeps` of the running call is kept for the
/// object until the next run, for lsh_call_field; the caller sees to it that the object lives as long.
void lsh_add_object(lsh_machine *machine, int32_t class_id, void *object, int32_t keeps);
/// A table of positional values: the next `length` values (each with all that belongs to it).
void lsh_add_array(lsh_machine *machine, size_t length);
/// A table of `length` entries: the next `length` pairs of a key and a value.
void lsh_add_table(lsh_machine *machine, size_t length);
/// Drops the results added so far.
void lsh_drop_results(lsh_machine *machine);

/// Sets the message of the error that the request ends in. The caller then returns -1.
void lsh_fail(lsh_machine *machine, const char *message, size_t length);

// ---------------------------------------------------------------------------------------------------- errors

/// What kind of error ended the last entry.
typedef enum : int32_t {
    LSH_ERROR_SYNTAX, LSH_ERROR_RUNTIME, LSH_ERROR_MEMORY, LSH_ERROR_INSTRUCTIONS, LSH_ERROR_CALLBACK,
    LSH_ERROR_HANDLER, LSH_ERROR_TIME, LSH_ERROR_INTERRUPTED
} lsh_error_kind;

/// A place in a script function that was running when the error happened. Functions in C are left out.
typedef struct {
    char source[512];
    char name[80];  ///< empty for a chunk, or when the function has no name
    int32_t line;
} lsh_frame;

enum { LSH_FRAMES = 16, LSH_DEEP = 5000 };

/// The error that ended the last entry.
typedef struct {
    lsh_error_kind kind;
    lsh_kind value_kind;     ///< what kind of value the script raised
    const char *message;     ///< without the position that Lua puts before it
    size_t length;
    int32_t place;           ///< which frame the error speaks of
    int32_t line;            ///< of a syntax error; 0 when unknown
    int32_t frame_count;
    bool more_frames;        ///< whether there were more than LSH_FRAMES
    bool deep;               ///< whether so many functions were running that one must have called itself
    const lsh_frame *frames; ///< innermost first
} lsh_error;

/// The error that ended the last entry; valid until the next entry.
lsh_error lsh_last_error(const lsh_machine *machine);

/// Writes an amount as people do: `£1,234`, `£1,234.50`, `-£1,234`. Returns the number of bytes, at most 40.
int32_t lsh_format_money(int64_t pence, char *text);

// ---------------------------------------------------------------------------------------------------- sessions

/// From now on a chunk may assign globals of its own, which later chunks see. Those that the machine gives stay as they
/// are. Returns false only when the process has no memory.
bool lsh_keep_names(lsh_machine *machine);

/// Compiles an entry and forgets it: false on an error; see lsh_last_error. Follow with lsh_clear.
bool lsh_check_entry(lsh_machine *machine, const char *name, const char *text, size_t length);

/// Compiles and runs an entry. All that it returns is left as values 1... for lsh_value_at. Follow with lsh_clear.
bool lsh_run_entry(lsh_machine *machine, const char *name, const char *text, size_t length);

/// Makes the kept names what they were before the last entry. Call it after one that failed, once its error is read.
void lsh_restore_names(lsh_machine *machine);

/// Is shown one kept name and its value; must return normally, and call nothing of this header.
typedef void (*lsh_visit)(void *context, lsh_value name, lsh_value value);

/// Shows all kept names, in no particular order.
void lsh_each_kept(lsh_machine *machine, void *context, lsh_visit visit);


/// Stops whatever runs soon after `flag` is not 0, as a signal handler may set it. The flag must outlive the machine.
void lsh_interrupt_on(lsh_machine *machine, const int32_t *flag);

#endif
