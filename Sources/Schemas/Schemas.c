// The schemas as bytes of the program, so that it needs no file of its own beside it.
//
// `#embed` is C23; clang has it in every mode and warns of that. `schemas.inc` is read once for the bytes and once for
// the table.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "include/Schemas.h"

#define NAME_OF(text) #text
#define NAME(text) NAME_OF(text)
#define FILE_PATH NAME(../../Schemas/SCHEMA.json)
#define BYTES_OF(start) bytes_##start
#define BYTES(start) BYTES_OF(start)

#define BYTES_WANTED
#include "schemas.inc"
#undef BYTES_WANTED

static const BCFSchemaFile files[] = {
#include "schemas.inc"
};

size_t bcf_schema_count(void) { return sizeof files / sizeof files[0]; }

BCFSchemaFile bcf_schema(size_t place) { return files[place]; }
