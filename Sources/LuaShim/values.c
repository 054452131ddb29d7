/* Reading values without raising, and the buffer in which the host's values wait for C to push them. */
#include "machine.h"
#include <stdlib.h>

lsh_kind lsh_kind_at(lsh_machine *m, int32_t index) {
    switch (lua_type(m->L, index)) {
    case LUA_TNIL:
    case LUA_TNONE: return LSH_NIL;
    case LUA_TBOOLEAN: return LSH_BOOLEAN;
    case LUA_TNUMBER: return lua_isinteger(m->L, index) ? LSH_INTEGER : LSH_NUMBER;
    case LUA_TSTRING: return LSH_STRING;
    case LUA_TLIGHTUSERDATA: return LSH_MONEY;
    case LUA_TUSERDATA: return LSH_OBJECT;
    case LUA_TTABLE: return LSH_TABLE;
    case LUA_TFUNCTION: return LSH_FUNCTION;
    default: return LSH_OTHER;
    }
}

lsh_kind lsh_read(lsh_machine *m, int32_t index, int64_t *number) {
    int type = lua_type(m->L, index);
    if (type == LUA_TNUMBER && lua_isinteger(m->L, index)) {
        *number = lua_tointegerx(m->L, index, NULL);
        return LSH_INTEGER;
    }
    if (type == LUA_TLIGHTUSERDATA) {
        *number = lsh_pence(m->L, index);
        return LSH_MONEY;
    }
    return lsh_kind_at(m, index);
}

bool lsh_boolean_at(lsh_machine *m, int32_t index) { return lua_toboolean(m->L, index); }
int64_t lsh_integer_at(lsh_machine *m, int32_t index) { return lua_tointegerx(m->L, index, NULL); }
double lsh_number_at(lsh_machine *m, int32_t index) { return lua_tonumberx(m->L, index, NULL); }
int64_t lsh_money_at(lsh_machine *m, int32_t index) { return lsh_pence(m->L, index); }

const char *lsh_string_at(lsh_machine *m, int32_t index, size_t *length) {
    *length = 0;
    /* Only for real strings: converting a number in place would allocate, and so could raise. */
    if (lua_type(m->L, index) != LUA_TSTRING) return NULL;
    return lua_tolstring(m->L, index, length);
}

void *lsh_object_at(lsh_machine *m, int32_t index, int32_t *class_number) {
    *class_number = 0;
    /* lua_touserdata would also give the pointer of money. */
    if (lua_type(m->L, index) != LUA_TUSERDATA) return NULL;
    lsh_object *block = lua_touserdata(m->L, index);
    if (block->magic != LSH_OBJECT_MAGIC) return NULL;
    *class_number = block->class_number;
    return block->object;
}

const char *lsh_type_name_at(lsh_machine *m, int32_t index) { return luaL_typename(m->L, index); }
int32_t lsh_top(lsh_machine *m) { return lua_gettop(m->L); }
void lsh_set_top(lsh_machine *m, int32_t top) { lua_settop(m->L, top); }

bool lsh_table_begin(lsh_machine *m) {
    if (!lua_checkstack(m->L, 4)) return false;
    lua_pushnil(m->L);
    return true;
}

bool lsh_table_next(lsh_machine *m, int32_t table) {
    /* Raises only for a key that is not in the table, and the key always comes from the step before. */
    return lua_next(m->L, table) != 0;
}

/* A new place in the buffer, or NULL when there is no memory; the loss is raised once the host has returned. */
static lsh_item *new_item(lsh_machine *m, lsh_kind kind) {
    if (m->item_count == m->item_capacity) {
        int32_t capacity = m->item_capacity ? m->item_capacity * 2 : 16;
        lsh_item *grown = realloc(m->items, (size_t)capacity * sizeof *grown);
        if (!grown) {
            m->has_lost_item = true;
            return NULL;
        }
        m->items = grown;
        m->item_capacity = capacity;
    }
    lsh_item *item = &m->items[m->item_count++];
    item->kind = kind;
    item->count = 0;
    return item;
}

void lsh_give_nil(lsh_machine *m) { new_item(m, LSH_NIL); }

void lsh_give_boolean(lsh_machine *m, bool flag) {
    lsh_item *item = new_item(m, LSH_BOOLEAN);
    if (item) item->value.flag = flag;
}

void lsh_give_integer(lsh_machine *m, int64_t number) {
    lsh_item *item = new_item(m, LSH_INTEGER);
    if (item) item->value.integer = number;
}

void lsh_give_number(lsh_machine *m, double number) {
    lsh_item *item = new_item(m, LSH_NUMBER);
    if (item) item->value.number = number;
}

void lsh_give_money(lsh_machine *m, int64_t pence) {
    lsh_item *item = new_item(m, LSH_MONEY);
    if (item) item->value.integer = pence;
}

void lsh_give_string(lsh_machine *m, const char *bytes, size_t length) {
    size_t offset = m->texts.length;
    if (!lsh_append(&m->texts, bytes, length)) {
        m->has_lost_item = true;
        return;
    }
    lsh_item *item = new_item(m, LSH_STRING);
    if (!item) return;
    item->value.text.offset = offset;
    item->value.text.length = length;
}

void lsh_give_object(lsh_machine *m, int32_t class_number, void *object) {
    lsh_item *item = new_item(m, LSH_OBJECT);
    if (!item) {
        m->host.release(m->host.context, object);
        return;
    }
    item->class_number = class_number;
    item->value.object = object;
}

void lsh_give_array(lsh_machine *m, int32_t count) {
    lsh_item *item = new_item(m, LSH_TABLE);
    if (item) item->count = count;
}

void lsh_give_argument(lsh_machine *m, int32_t index) {
    lsh_item *item = new_item(m, LSH_OTHER);
    if (item) item->count = index;
}

/* Pushes the next value of the buffer, with its elements if it is an array. Anything here may raise: what was not
 * handed over stays in the buffer for lsh_drain. */
static void push_next(lua_State *L, lsh_machine *m) {
    lsh_item *item = &m->items[m->item_cursor++];
    switch (item->kind) {
    case LSH_BOOLEAN: lua_pushboolean(L, item->value.flag); break;
    case LSH_INTEGER: lua_pushinteger(L, item->value.integer); break;
    case LSH_NUMBER: lua_pushnumber(L, item->value.number); break;
    case LSH_MONEY: lsh_push_pence(L, item->value.integer); break;
    case LSH_STRING:
        lua_pushlstring(L, m->texts.start + item->value.text.offset, item->value.text.length);
        break;
    case LSH_OBJECT: lsh_new_object(L, m, item); break;
    case LSH_OTHER: lua_pushvalue(L, item->count); break;
    case LSH_TABLE: {
        int32_t count = item->count;
        luaL_checkstack(L, 4, NULL);
        lua_createtable(L, count, 0);
        for (int32_t number = 1; number <= count; number++) {
            push_next(L, m);
            lua_rawseti(L, -2, number);
        }
        break;
    }
    default: lua_pushnil(L); break;
    }
}

int lsh_push_items(lua_State *L, lsh_machine *m) {
    if (m->has_lost_item) return luaL_error(L, "not enough memory");
    int pushed = 0;
    m->item_cursor = 0;
    while (m->item_cursor < m->item_count) {
        luaL_checkstack(L, 4, NULL);
        push_next(L, m);
        pushed++;
    }
    m->item_count = 0;
    m->texts.length = 0;
    return pushed;
}

void lsh_drain(lsh_machine *m) {
    if (m->item_count) {
        for (int32_t index = 0; index < m->item_count; index++) {
            lsh_item *item = &m->items[index];
            if (item->kind != LSH_OBJECT) continue;
            item->kind = LSH_NIL;
            m->host.release(m->host.context, item->value.object);
        }
        m->item_count = 0;
    }
    m->texts.length = 0;
    m->has_lost_item = false;
}
