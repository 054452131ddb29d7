/// The JSON Schemas of what the program writes: the files of `Schemas/` at the top of the repository, embedded.
///
/// A schema is added by adding its file and three lines to `schemas.inc`.
#ifndef BCF_SCHEMAS_H
#define BCF_SCHEMAS_H

#include <stddef.h>

/// One schema file.
typedef struct {
    /// The file's name without its ending, such as `bcf-run-1`.
    const char *_Nonnull name;
    /// Its bytes; they live as long as the program.
    const unsigned char *_Nonnull bytes;
    /// How many.
    size_t count;
} BCFSchemaFile;

/// How many schemas there are.
size_t bcf_schema_count(void);

/// A schema by its place, in the order of their names. The place must be below the count.
BCFSchemaFile bcf_schema(size_t place);

#endif
