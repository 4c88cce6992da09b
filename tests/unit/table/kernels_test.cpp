// The reader's kernels by themselves, where the tests of blocks and columns could miss an edge.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {
namespace {

/// Whether each set that has a quick way to tell says of the text what going byte by byte says.
bool is_told(const std::string& text) {
  const bool expected = !first_bad_byte(text);
  for (const InstructionSet set : {InstructionSet::Avx2, InstructionSet::Avx512})
    if (set <= best_instruction_set() &&
        kernels::kernels_for(set).is_text(text.data(), text.size()) != expected)
      return false;
  return true;
}

TEST_CASE("text is told from other bytes wherever a character stands") {
  const std::vector<std::string> pieces = {
      "a",      std::string(70, 'x'), "é",         "\u07FF", "\u0800", "中", "\uD7FF", "\uE000",
      "\uFFFF", "\U00010000",         "\U0010FFFF"};
  const std::vector<std::string> broken = {"\x80",
                                           "\xC0\xAF",
                                           "\xC1\xBF",
                                           "\xE0\x9F\xBF",
                                           "\xED\xA0\x80",
                                           "\xF0\x8F\xBF\xBF",
                                           "\xF4\x90\x80\x80",
                                           "\xF5\x80\x80\x80",
                                           "\xFF",
                                           "\xE4\xB8",
                                           "\xF0\x9F\x98",
                                           "\xC3",
                                           std::string(1, '\0')};
  for (std::size_t before = 0; before < 130; ++before)
    for (const auto* list : {&pieces, &broken})
      for (const std::string& piece : *list) {
        const std::string start = std::string(before, 'a') + piece;
        if (!is_told(start) || !is_told(start + "b") || !is_told(start + "中é"))
          FAIL(before << ": " << piece);
      }
  CHECK(rc::check([&] {
    std::string text;
    for (const auto& [odd, at] : *rc::gen::container<std::vector<std::pair<int, std::size_t>>>(
             rc::gen::pair(rc::gen::inRange(0, 60), rc::gen::inRange<std::size_t>(0, 1000))))
      text += odd == 0 ? broken[at % broken.size()] : pieces[at % pieces.size()];
    RC_ASSERT(is_told(text));
  }));
}

} // namespace
} // namespace strata
