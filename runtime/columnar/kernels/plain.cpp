// The loops of 64 bits for any machine; the build compiles this file for them.
#define STRATA_KERNELS plain
#include "runtime/columnar/kernels/loops_64.hpp"
