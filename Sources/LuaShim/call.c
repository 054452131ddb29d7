// Calls from Lua to Swift, and the results on their way back.

#include "machine.h"

#include <stdio.h>
#include <string.h>

// ------------------------------------------------------------------------------------------------ the buffer

static lsh_value *add(lsh_machine *m, lsh_kind kind) {
    m->results = grow(m->results, &m->result_capacity, m->result_count + 1, sizeof(lsh_value));
    lsh_value *value = &m->results[m->result_count++];
    value->kind = kind;
    return value;
}

void lsh_add_nil(lsh_machine *m) { add(m, LSH_NIL); }
void lsh_add_boolean(lsh_machine *m, bool value) { add(m, LSH_BOOLEAN)->integer = value; }
void lsh_add_integer(lsh_machine *m, int64_t value) { add(m, LSH_INTEGER)->integer = value; }
void lsh_add_number(lsh_machine *m, double value) { add(m, LSH_NUMBER)->number = value; }
void lsh_add_money(lsh_machine *m, int64_t pence) { add(m, LSH_MONEY)->integer = pence; }
void lsh_add_array(lsh_machine *m, size_t length) { add(m, LSH_ARRAY)->length = length; }
void lsh_add_table(lsh_machine *m, size_t length) { add(m, LSH_TABLE)->length = length; }

void lsh_add_string(lsh_machine *m, const char *bytes, size_t length) {
    m->text = grow(m->text, &m->text_capacity, m->text_length + length + 1, 1);
    if (length) memcpy(m->text + m->text_length, bytes, length);
    lsh_value *value = add(m, LSH_STRING);
    value->integer = (int64_t)m->text_length;  // an offset: the text may still move
    value->length = length;
    m->text_length += length;
}

void lsh_add_object(lsh_machine *m, int32_t class_id, void *object, int32_t keeps) {
    lsh_value *value = add(m, LSH_OBJECT);
    value->detail = class_id;
    value->length = (size_t)keeps;
    value->object = object;
}

void lsh_drop_results(lsh_machine *m) {
    // Releasing runs a Swift deinit, so the buffer is emptied first.
    size_t count = m->result_count;
    m->result_count = 0;
    m->text_length = 0;
    for (size_t i = 0; i < count; i++) {
        if (m->results[i].kind == LSH_OBJECT && m->results[i].object) {
            void *object = m->results[i].object;
            m->results[i].object = NULL;
            m->release(object);
        }
    }
}

void lsh_fail(lsh_machine *m, const char *message, size_t length) {
    m->failure = grow(m->failure, &m->failure_capacity, length + 1, 1);
    memcpy(m->failure, message, length);
    m->failure[length] = 0;
    m->failure_length = length;
}

// ------------------------------------------------------------------------------------------------ pushing

/// Pushes the value at `*next` with all that belongs to it. May raise; the buffer keeps what is not yet pushed.
static void push_value(lua_State *L, lsh_machine *m, size_t *next) {
    luaL_checkstack(L, 4, "too many results");
    lsh_value *value = &m->results[(*next)++];
    switch (value->kind) {
        case LSH_BOOLEAN: lua_pushboolean(L, value->integer != 0); break;
        case LSH_INTEGER: lua_pushinteger(L, value->integer); break;
        case LSH_NUMBER: lua_pushnumber(L, value->number); break;
        case LSH_STRING: lua_pushlstring(L, m->text + value->integer, value->length); break;
        case LSH_MONEY: push_money(L, value->integer); break;
        case LSH_OBJECT: {
            const void *object = value->object;
            int keeps = (int)value->length;
            push_object(L, m, value);
            if (keeps) keep_for(L, object, keeps);
            break;
        }
        case LSH_ARRAY: {
            size_t length = value->length;
            lua_createtable(L, (int)length, 0);
            for (size_t i = 1; i <= length && *next < m->result_count; i++) {
                push_value(L, m, next);
                lua_rawseti(L, -2, (lua_Integer)i);
            }
            break;
        }
        case LSH_TABLE: {
            size_t length = value->length;
            lua_createtable(L, 0, (int)length);
            for (size_t i = 0; i < length && *next + 1 < m->result_count; i++) {
                push_value(L, m, next);
                push_value(L, m, next);
                lua_rawset(L, -3);
            }
            break;
        }
        default: lua_pushnil(L); break;
    }
}

/// Pushes all results.
void push_results(lua_State *L, lsh_machine *m) {
    for (size_t next = 0; next < m->result_count;) push_value(L, m, &next);
    m->result_count = 0;  // the objects now live in their userdata
    m->text_length = 0;
}

// ------------------------------------------------------------------------------------------------ asking Swift

/// Raises the message of lsh_fail with the position of the script before it.
static int raise_failure(lua_State *L, lsh_machine *m) {
    lsh_drop_results(m);
    const char *source;
    int32_t line;
    char position[640] = "";
    if (lsh_caller(m, &source, &line)) snprintf(position, sizeof position, "%s:%d: ", source, (int)line);
    size_t start = strlen(position);
    m->raised_length = start + m->failure_length;
    m->raised = grow(m->raised, &m->raised_capacity, m->raised_length + 1, 1);
    memcpy(m->raised, position, start);
    memcpy(m->raised + start, m->failure, m->failure_length);
    lua_pushlstring(L, m->raised, m->raised_length);
    return lua_error(L);
}

/// A call takes about as long as so many instructions, and wording an error as so many more.
static const uint64_t work_of_a_call = 16, work_of_an_error = 256;

/// From here on a call looks at the limits itself.
static const uint64_t large_work = 4096;

void lsh_charge(lsh_machine *m, uint64_t work) { m->worked += work; }

/// Puts a request to Swift with the arguments on the stack. Returns the number of results pushed, or raises: at that
/// time the Swift frame is gone.
int ask(lua_State *L, lsh_machine *m, lsh_request request, int32_t id) {
    if (m->result_count) lsh_drop_results(m);  // left by a push that raised
    m->read_bytes = 0;
    m->read_entries = 0;
    m->worked = 0;
    bool failed = m->dispatch(m->host, request, id) != 0;
    // What was read and what is given back is work, and counts as instructions: the same on every run.
    uint64_t work = work_of_a_call + m->read_entries + m->read_bytes / 16 + m->result_count + m->worked;
    if (failed) work += work_of_an_error;
    charge(m, work);
    // Large work: the hook may come only after many more of the same.
    if (work > large_work) stop_if_spent(L, m);
    if (failed) return raise_failure(L, m);
    // The commonest answers, without the loop.
    if (m->result_count == 0) return 0;
    if (m->result_count == 1) {
        lsh_value *value = m->results;
        if (value->kind == LSH_INTEGER) {
            m->result_count = 0;
            lua_pushinteger(L, value->integer);
            return 1;
        }
        if (value->kind == LSH_MONEY) {
            m->result_count = 0;
            push_money(L, value->integer);
            return 1;
        }
    }
    int top = lua_gettop(L);
    push_results(L, m);
    return lua_gettop(L) - top;
}

/// A global function: upvalue 1 is its id.
int call_function(lua_State *L) {
    return ask(L, machine_of(L), LSH_CALL, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

/// A method: upvalue 1 is its id, upvalue 2 its class.
int call_method(lua_State *L) {
    int32_t class_id = (int32_t)lua_tointeger(L, lua_upvalueindex(2));
    bool fits;
    if (class_id == LSH_MONEY_CLASS) {
        fits = is_money(L, 1);
    } else {
        lsh_box *box = box_at(L, 1);
        fits = box && box->class_id == class_id && box->object;
    }
    int32_t id = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
    return ask(L, machine_of(L), fits ? LSH_CALL : LSH_WRONG_SELF, id);
}
