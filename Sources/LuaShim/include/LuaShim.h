#ifndef LUA_SHIM_H
#define LUA_SHIM_H
#endif
