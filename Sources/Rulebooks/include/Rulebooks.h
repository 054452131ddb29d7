/// The rulebooks that the program carries: one YAML file a financial year, embedded as it lies in `Rulebooks/`.
///
/// A year is added by adding its file. Years without a file are not there.
#ifndef BCF_RULEBOOKS_H
#define BCF_RULEBOOKS_H

#include <stddef.h>

/// One rulebook file.
typedef struct {
    /// The file's name, such as `2016-17.yaml`.
    const char *_Nonnull name;
    /// Its bytes; they live as long as the program.
    const unsigned char *_Nonnull bytes;
    /// How many.
    size_t count;
} BCFRulebookFile;

/// How many rulebooks there are.
size_t bcf_rulebook_count(void);

/// A rulebook by its place, the earliest year first. The place must be below the count.
BCFRulebookFile bcf_rulebook(size_t place);

#endif
