// The loops of 64 bits for machines that have AVX2; the build compiles this file for them.
#define STRATA_KERNELS avx2
#include "runtime/columnar/kernels/loops_64.hpp"
