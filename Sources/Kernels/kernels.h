// What the files of this room share.

#ifndef KERNELS_PRIVATE_H
#define KERNELS_PRIVATE_H

#include "Kernels.h"

// Wider registers without the operation that rounds a product and a sum once: that one would give other bits.
#if defined(__x86_64__) && defined(__linux__)
#define KERNEL __attribute__((target_clones("avx2", "default")))
#else
#define KERNEL
#endif

#endif
