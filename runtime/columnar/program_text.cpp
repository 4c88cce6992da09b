// A program for people: an instruction a line.
#include <fmt/format.h>

#include "runtime/columnar/program.hpp"

namespace strata::columnar {

namespace {

constexpr std::string_view kOperations[] = {
    "fill",      "affine",    "product",      "least",       "greatest",   "at most",
    "at least",  "absolute",  "divisor",      "signed by",   "rounded by", "rounded by",
    "pick",      "bands",     "bands sought", "is at least", "is equal",   "are ordered",
    "are equal", "is absent", "fill truth",   "and",         "or",         "not",
    "select",    "select",    "select",       "select",      "convert",    "call"};

std::string_view lane_name(Lane lane) {
  constexpr std::string_view kNames[] = {"64", "128", "256", "any"};
  return kNames[static_cast<std::size_t>(lane)];
}

std::string slot_name(const Program& program, Slot slot) {
  const SlotKind& kind = program.slots[slot];
  switch (kind.kind) {
  case RegisterKind::ColumnNumbers:
  case RegisterKind::ColumnTexts: return fmt::format("column {}", kind.column);
  case RegisterKind::ColumnMissing: return fmt::format("missing {}", kind.column);
  default: return fmt::format("r{}", slot);
  }
}

} // namespace

std::string program_text(const Program& program) {
  if (program.endless) return "a number outgrows every lane: the reference decides\n";
  std::string text;
  for (const ProgramStep& step : program.steps) {
    const Instruction& instruction = step.instruction;
    text += fmt::format("r{}:{} = {}", instruction.out, lane_name(instruction.lane),
                        kOperations[static_cast<std::size_t>(instruction.operation)]);
    for (const Slot slot : instruction.in)
      text += " " + slot_name(program, slot);
    if (!instruction.constants.empty()) text += " ·";
    for (const BigInt& constant : instruction.constants)
      text += " " + constant.str();
    const bool shows_steps = !instruction.steps.empty() && instruction.operation != Operation::Affine;
    if (shows_steps) text += fmt::format(" to {}", fmt::join(instruction.steps, " "));
    if (instruction.inverted != 0) text += fmt::format(" inverted {}", instruction.inverted);
    if (instruction.guard != kNoGuard) {
      const ProgramGuard& guard = program.guards[instruction.guard];
      text += fmt::format(" where {}r{}", guard.holds ? "" : "not ", guard.condition);
    }
    text += '\n';
  }
  return text;
}

} // namespace strata::columnar
