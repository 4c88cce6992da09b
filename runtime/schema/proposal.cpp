// From what was seen in a column to a type that holds it. Where several types do, the narrower wins: a
// boolean, a date, a number, a closed set, a text.
#include "runtime/schema/proposal.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/syntax/print/printer.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

using syntax::quoted;
/// Texts, and how often each was seen.
using Counted = std::vector<std::pair<std::string, std::size_t>>;

constexpr std::size_t kMostOddWords = 3;     // words among numbers that can still mean "missing"
constexpr std::size_t kRowsPerChoice = 3;    // a closed set repeats itself
constexpr std::size_t kLongestOddWord = 300; // bytes
constexpr std::size_t kLongestChoice = 60;   // bytes
constexpr std::size_t kLeastFlags = 10;      // cells of 0 and 1 that are taken for no and yes
constexpr int kMostPlaces = 4;               // more decimals are of no one's choosing

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kBooleans = {{{"Yes", "No"},
                                                                                      {"yes", "no"},
                                                                                      {"YES", "NO"},
                                                                                      {"Y", "N"},
                                                                                      {"y", "n"},
                                                                                      {"T", "F"},
                                                                                      {"t", "f"},
                                                                                      {"Ja", "Nein"},
                                                                                      {"ja", "nein"},
                                                                                      {"Oui", "Non"},
                                                                                      {"oui", "non"},
                                                                                      {"是", "否"},
                                                                                      {"有", "无"},
                                                                                      {"1", "0"}}};

/// A text of the table in a comment: on one line, not too long, and as a literal where characters that cannot
/// be seen would change how the comment looks.
std::string shown(std::string_view text) {
  const std::string literal = quoted(text);
  return cut_text(literal.find("\\u{") == literal.npos ? text : literal);
}

/// A number's power of ten at or above it, as a model writes it: 100, 10k, 1M.
std::string bound_above(const Number& number) {
  int zeros = 0;
  Number power(1);
  while (power < number) {
    power = power * Number(10);
    ++zeros;
  }
  constexpr std::array<std::string_view, 4> kSuffixes = {"", "k", "M", "B"};
  std::size_t suffix = zeros < 4 ? 0 : std::min<std::size_t>(static_cast<std::size_t>(zeros) / 3, 3);
  return "1" + std::string(static_cast<std::size_t>(zeros) - 3 * suffix, '0') +
         std::string(kSuffixes[suffix]);
}

/// Builds one proposal; each `try_…` answers whether its type holds all that was seen.
class Proposing {
 public:
  Proposing(const ColumnProfile& profile, std::size_t most_choices)
      : profile_(profile), most_choices_(most_choices) {}

  [[nodiscard]] ColumnProposal result() && {
    if (profile_.cells == profile_.empty) {
      proposal_.type = "text";
      note(profile_.cells == 0 ? "no row" : "always empty");
      proposal_.flags = " optional";
    } else if (!try_boolean() && !try_date() && !try_number() && !try_choices()) {
      be_text();
    }
    if (!marks_.empty()) proposal_.missing = fmt::format(" missing as {}", fmt::join(marks_, ", "));
    const bool missing = profile_.empty > 0 || !marks_.empty();
    if (missing) proposal_.flags = " optional";
    if (profile_.empty > 0 && profile_.empty < profile_.cells) note(fmt::format("{} empty", profile_.empty));
    proposal_.may_be_key = proposal_.may_be_key && profile_.distinct && !missing;
    return std::move(proposal_);
  }

 private:
  void note(std::string_view text) {
    proposal_.seen += (proposal_.seen.empty() ? "" : "; ") + std::string(text);
  }

  /// The words in the cells, those left out that stand for nothing.
  [[nodiscard]] Counted words_without(bool (*is_mark)(std::string_view)) const {
    auto list = in_order(profile_.values);
    std::erase_if(list, [&](const auto& entry) { return is_mark(entry.first); });
    return list;
  }

  /// `missing as` for the marks among the cells that `is_mark` knows.
  void take_marks(bool (*is_mark)(std::string_view)) {
    for (const auto& [text, count] : in_order(profile_.marks)) {
      if (is_mark(text)) take_mark(quoted(text), count);
    }
  }

  void take_mark(std::string text, std::size_t count) {
    note(fmt::format("{} in {} row{}", shown(text), count, count == 1 ? "" : "s"));
    marks_.push_back(std::move(text));
  }

  bool try_boolean() {
    if (profile_.many) return false;
    const auto words = words_without(is_missing_mark);
    if (words.size() != 2) return false;
    const auto is_pair = [&](std::string_view a, std::string_view b) {
      return (words[0].first == a && words[1].first == b) || (words[0].first == b && words[1].first == a);
    };
    for (const auto& [yes, no] : kBooleans) {
      if (!is_pair(yes, no)) continue;
      if (yes == "1" && profile_.numbers < kLeastFlags) return false;
      return be_boolean(fmt::format("boolean as {}/{}", quoted(yes), quoted(no)), words);
    }
    for (const auto& [yes, no] : {std::pair{"true", "false"}, {"True", "False"}, {"TRUE", "FALSE"}})
      if (is_pair(yes, no)) return be_boolean("boolean", words);
    return false;
  }

  bool be_boolean(std::string type, const Counted& words) {
    proposal_.type = std::move(type);
    note_counts(words);
    take_marks(is_missing_mark);
    return true;
  }

  bool try_date() {
    if (profile_.date_cells == 0) return false;
    const auto& fits = profile_.date_fits;
    const auto found = static_cast<std::size_t>(std::find(fits.begin(), fits.end(), true) - fits.begin());
    if (found == fits.size()) return false;
    constexpr std::size_t kLeastDigitDates = 3; // fewer may be numbers by accident
    const bool digits = found == kDateForms.size();
    if (digits && (profile_.date_cells < kLeastDigitDates || !are_of_our_time(profile_.dates[found])))
      return false;
    const std::string_view form = digits ? kDigitDates : kDateForms[found];
    proposal_.type = found == 0 ? "date" : fmt::format("date as {}", quoted(form));
    note(fmt::format("{} .. {}", profile_.dates[found].least->to_text(),
                     profile_.dates[found].greatest->to_text()));
    for (std::size_t other = found + 1; other < kDateForms.size(); ++other)
      if (fits[other] && profile_.dates[other].least != profile_.dates[found].least)
        note(fmt::format("or is it {}?", quoted(kDateForms[other])));
    take_marks(is_missing_mark);
    return true;
  }

  [[nodiscard]] static bool are_of_our_time(const Extent<Date>& dates) {
    return dates.least->year() >= 1900 && dates.greatest->year() <= 2100;
  }

  bool try_number() {
    if (profile_.numbers == 0 || profile_.codes || !words_mean_missing()) return false;
    Extent<Number> range = profile_.range;
    int places = profile_.places;
    Counted nines;
    for (const auto& [text, count] : in_order(profile_.nines)) {
      const Number number = *Number::parse(text);
      if (stands_out(number, count))
        nines.emplace_back(text, count);
      else
        range.add(number);
    }
    if (!range.least) return false;
    proposal_.type = places == 0 ? "whole" : "number";
    if (places > 0 && places <= kMostPlaces)
      proposal_.type += fmt::format(" to {} place{}", places, places == 1 ? "" : "s");
    proposal_.may_be_key = places == 0 && profile_.plain && nines.empty();
    proposal_.type +=
        fmt::format(" in {} .. {}", range.least->is_negative() ? "-" + bound_above(-*range.least) : "0",
                    *range.greatest <= Number() ? "0" : bound_above(*range.greatest));
    if (*range.least == *range.greatest)
      note("always " + range.least->to_text());
    else
      note(fmt::format("{} .. {}", range.least->to_text(), range.greatest->to_text()));
    note_most_frequent(nines);
    take_marks(is_missing_mark);
    for (const auto& [text, count] : in_order(profile_.words))
      take_mark(quoted(text), count);
    for (const auto& [text, count] : nines)
      take_mark(text, count);
    return true;
  }

  /// Nines that are ten times as large as everything else, and come more than once, are no quantity.
  [[nodiscard]] bool stands_out(const Number& nines, std::size_t count) const {
    const Extent<Number>& range = profile_.range;
    if (!range.least || count < 2) return false;
    const Number most = std::max(range.least->absolute(), range.greatest->absolute());
    return nines.absolute() >= most * Number(10);
  }

  /// The cells that are no numbers are few, always the same, and hold no digits.
  [[nodiscard]] bool words_mean_missing() const {
    if (profile_.words.size() > kMostOddWords || profile_.word_cells * 9 > profile_.numbers) return false;
    return std::all_of(profile_.words.begin(), profile_.words.end(), [](const auto& entry) {
      const std::string& text = entry.first;
      return text.size() <= kLongestOddWord && text.find_first_of("0123456789") == text.npos;
    });
  }

  bool try_choices() {
    if (profile_.many) return false;
    const auto words = words_without(is_plain_missing_mark);
    std::size_t cells = 0;
    for (const auto& [text, count] : words) {
      if (text.size() > kLongestChoice || visible_text(text) != text) return false;
      cells += count;
    }
    if (words.size() < 2 || words.size() > most_choices_ || cells < kRowsPerChoice * words.size())
      return false;
    std::vector<std::string> choices;
    for (const auto& [text, count] : words)
      choices.push_back(quoted(text));
    proposal_.type = fmt::format("one of {}", fmt::join(choices, ", "));
    note_counts(words);
    take_marks(is_plain_missing_mark);
    return true;
  }

  void be_text() {
    proposal_.type = "text";
    proposal_.may_be_key = true;
    const std::size_t different = profile_.values.size();
    if (profile_.many)
      note(fmt::format("many different, such as {}", shown(*profile_.first)));
    else if (different == 1)
      note(fmt::format("always {}", shown(*profile_.first)));
    else
      note(fmt::format("{} different, such as {}", different, shown(*profile_.first)));
    note_most_frequent({});
    take_marks(is_plain_missing_mark);
    if (profile_.codes)
      note("digits that are no quantity");
    else if (profile_.numbers > profile_.word_cells * 9)
      note("nearly all are numbers");
    if (profile_.word_cells == 0 || profile_.codes) return;
    if (profile_.thousands)
      note("numbers with --thousands?");
    else if (profile_.decimal_comma)
      note("numbers with --decimal-comma --thousands?");
  }

  void note_counts(const Counted& words) {
    std::string text;
    for (const auto& [word, count] : words)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", shown(word), count);
    note(text);
  }

  void note_most_frequent(const Counted& left_out) {
    if (profile_.many || profile_.values.size() < 2) return;
    Counted words = words_without(is_missing_mark);
    std::erase_if(words, [&](const auto& word) {
      return std::find(left_out.begin(), left_out.end(), word) != left_out.end();
    });
    const auto most = std::max_element(words.begin(), words.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == words.end() || most->second < 2) return;
    note(fmt::format("most often {} ({})", shown(most->first), most->second));
  }

  const ColumnProfile& profile_;
  std::size_t most_choices_;
  ColumnProposal proposal_;
  std::vector<std::string> marks_; // as `missing as` writes them
};

} // namespace

ColumnProposal propose(const ColumnProfile& profile, std::size_t most_choices) {
  return Proposing(profile, most_choices).result();
}

} // namespace strata
