// The rulebooks as bytes of the program, so that it needs no file of its own beside it.
//
// `#embed` is C23; clang has it in every mode and warns of that. `year.inc` is read once for the bytes and once for the
// table, for each year up to the middle of the century; a year whose file is not there adds nothing.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "include/Rulebooks.h"

#define NAME_OF(text) #text
#define NAME(text) NAME_OF(text)
#define FILE_NAME NAME(YEAR.yaml)
#define FILE_PATH NAME(Rulebooks/YEAR.yaml)
#define BYTES_OF(start) bytes_##start
#define BYTES(start) BYTES_OF(start)

#define BYTES_WANTED
#include "years.inc"
#undef BYTES_WANTED

static const BCFRulebookFile files[] = {
#include "years.inc"
};

size_t bcf_rulebook_count(void) { return sizeof files / sizeof files[0]; }

BCFRulebookFile bcf_rulebook(size_t place) { return files[place]; }
