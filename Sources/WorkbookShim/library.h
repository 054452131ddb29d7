// Libraries that are loaded when they are needed.

#ifndef WORKBOOK_LIBRARY_H
#define WORKBOOK_LIBRARY_H

#include <dlfcn.h>
#include <stddef.h>

/// Finds a function of a library; sets `missing` when it is not there.
#define FIND(library, name) \
    do { \
        functions.name = (__typeof__(functions.name))dlsym(library, #name); \
        if (functions.name == NULL) missing = #name; \
    } while (0)

#endif
