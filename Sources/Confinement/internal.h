// What the files of this room share. Each function answers 0, or the system's error number.

#ifndef CONFINEMENT_INTERNAL_H
#define CONFINEMENT_INTERNAL_H

#include <stdint.h>

/// Refuses every file, TCP port and signal to others; needs a free descriptor and no new privileges.
int32_t confinement_landlock(void);

/// Refuses every system call that is not on the list; needs no new privileges.
int32_t confinement_system_calls(void);

#endif
