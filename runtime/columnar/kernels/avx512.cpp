// The loops of 64 bits for machines that have AVX-512 (F, BW, DQ, VL); the build compiles this file for them.
#define STRATA_KERNELS avx512
#include "runtime/columnar/kernels/loops_64.hpp"
