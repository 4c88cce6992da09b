# Writes OUTPUT, a C++ file that holds the MODELS (a list of .strata files) as string literals.
set(entries "")
set(count 0)
foreach(model IN LISTS MODELS)
  get_filename_component(name ${model} NAME_WE)
  file(READ ${model} hex HEX)
  # A byte array: raw string literals are limited in length, and a model may hold any characters.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "constexpr char k_${name}[] = {${bytes}'\\0'};\n")
  string(APPEND entries "    {\"${name}\", {k_${name}, sizeof(k_${name}) - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from stdlib/*.strata.\n#include \"stdlib/embedded_models.hpp\"\n\nnamespace strata {\nnamespace {\n${arrays}\nconstexpr EmbeddedModel kModels[] = {\n${entries}};\n} // namespace\n\nstd::span<const EmbeddedModel> embedded_models() { return kModels; }\n} // namespace strata\n")
