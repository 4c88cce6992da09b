// Reasons as copies of texts that are known before.
#include "runtime/pipeline/reason_texts.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "runtime/pipeline/digits.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

namespace {

constexpr std::string_view kBetween = "; ";

} // namespace

ReasonTexts::ReasonTexts(const TypedModel& model, const plan::Plan& plan) {
  const auto look_at = [&](const std::string& text) {
    may_need_quotes_ = may_need_quotes_ || csv_field(text).size() != text.size();
  };
  for (const plan::PlainReason& reason : plan.plain_reasons) {
    look_at(reason.text);
    plain_.push_back(code_of(reason.text + std::string(kBetween)));
  }
  for (const plan::LostPoints& lost : plan.lost_points) {
    const std::string& name = model.dimensions[lost.dimension].name;
    look_at(name);
    lost_.push_back(code_of(name + " -"));
  }
  if (!lost_.empty()) known_.resize(std::size_t{1} << (64 - kKnownShift));
}

CodeText ReasonTexts::code_of(std::string text) {
  const std::string& kept = texts_.emplace_back(std::move(text));
  room_ = std::max(room_, std::max(kept.size(), CodeText::kShort) + kMostDigits + kBetween.size());
  CodeText code;
  code.size = kept.size();
  code.text = kept.data();
  std::memcpy(code.start, kept.data(), std::min(kept.size(), CodeText::kShort));
  return code;
}

inline char* ReasonTexts::write_points(char* to, std::int64_t points) {
  Known& known = known_[static_cast<std::uint64_t>(points) * 0x9E3779B97F4A7C15 >> kKnownShift];
  if (known.size == 0 || known.points != points) {
    char* const end = write_trimmed(to, points, columnar::ResultReason::kDecimals);
    const auto size = static_cast<std::size_t>(end - to);
    if (size > sizeof known.text) return end;
    known.points = points;
    known.size = static_cast<std::uint8_t>(size);
    std::memcpy(known.text, to, sizeof known.text);
    return end;
  }
  std::memcpy(to, known.text, sizeof known.text);
  return to + known.size;
}

char* ReasonTexts::write(char* to, std::span<const columnar::ResultReason> reasons) {
  if (reasons.empty()) return to;
  for (const columnar::ResultReason& reason : reasons) {
    if (reason.plain != UINT32_MAX) {
      to = plain_[reason.plain].write(to);
    } else {
      to = write_points(lost_[reason.lost].write(to), reason.points);
      std::memcpy(to, kBetween.data(), kBetween.size());
      to += kBetween.size();
    }
  }
  return to - kBetween.size();
}

} // namespace strata
