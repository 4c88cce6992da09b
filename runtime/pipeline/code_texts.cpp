// Lists of codes, made where they are first asked for.
#include "runtime/pipeline/code_texts.hpp"

#include <algorithm>

#include "runtime/table/writer.hpp"

namespace strata {

const CodeList& CodeTexts::of(const std::vector<std::string>& texts) {
  const auto [entry, is_new] = lists_.try_emplace({&texts, false});
  if (is_new) entry->second = make(texts);
  return entry->second;
}

const CodeList& CodeTexts::of(const TypedScale& scale, bool labels) {
  const auto [entry, is_new] = lists_.try_emplace({&scale, labels});
  if (!is_new) return entry->second;
  std::vector<std::string> texts;
  for (const TypedTier& tier : scale.tiers)
    texts.push_back(labels ? tier.label : tier.name);
  texts.emplace_back(labels ? "" : "unrated");
  texts.emplace_back(labels ? "" : "excluded");
  entry->second = make(texts);
  return entry->second;
}

const CodeList& CodeTexts::truths() {
  static const std::vector<std::string> kTruths = {"false", "true"};
  return of(kTruths);
}

CodeList CodeTexts::make(const std::vector<std::string>& texts) {
  CodeList list;
  for (const std::string& text : texts) {
    const std::string& kept = texts_.emplace_back(form_ == TextForm::CsvLines ? csv_field(text) : text);
    CodeText& code = list.codes.emplace_back();
    code.size = kept.size();
    code.text = kept.data();
    std::memcpy(code.start, kept.data(), std::min(kept.size(), CodeText::kShort));
    list.room = std::max({list.room, kept.size(), CodeText::kShort});
  }
  if (std::all_of(list.codes.begin(), list.codes.end(),
                  [](const CodeText& code) { return code.size <= ShortText::kMost; }))
    for (const CodeText& code : list.codes)
      list.short_texts.emplace_back(std::string_view(code.text, code.size));
  return list;
}

} // namespace strata
