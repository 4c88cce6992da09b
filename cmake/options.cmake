# What every target is compiled with. Included once, from the top.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Optimising, g++ 12 takes std::string's own concatenation for an overlapping copy (its bug 105651), and cannot follow
  # which member of the union is set in Boost's big integers. Both are wrong, and neither can be silenced where it stands.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
else()
  add_compile_options(-w) # g++ is the judge of warnings
endif()
if(STRATA_SANITIZE STREQUAL "address")
  # The checks left out double the time to compile; what they find crashes under the address sanitizer.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null,alignment,object-size,vptr)
  add_compile_options(-fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(STRATA_SANITIZE STREQUAL "fuzzer")
  # The two above and counters of the ways taken, which steer libFuzzer; only clang has it.
  add_compile_options(-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(STRATA_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()

# strata_layer(NAME SOURCES… [LINKS targets…]): one layer as a static library, included by paths from the top.
function(strata_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  if(NOT LAYER_SOURCES)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp "")
    set(LAYER_SOURCES ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp)
  endif()
  add_library(${name} STATIC ${LAYER_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${LAYER_LINKS} PRIVATE ${LAYER_PRIVATE_LINKS})
endfunction()
