// Lua as it comes, with its own library: what ours is compared with in tests.

#ifndef STOCK_LUA_H
#define STOCK_LUA_H

#include <stddef.h>

/// Runs a script with Lua's own library. Returns what it printed, each call a line, or the error after "error: "; the
/// caller frees it.
char *stock_run(const char *text, size_t length, size_t *printed);

#endif
