// Columns of every type, with their flags.
#include <array>
#include <cmath>

#include "lang/value/date.hpp"
#include "random_model.hpp"

namespace strata::identity {

namespace {

/// A range as a model writes it; an empty end is open.
struct Range {
  const char* least;
  const char* greatest;
};
constexpr Range kWholeRanges[] = {
    {"0", "10"}, {"0", "100"}, {"1", "5"},    {"0", "1000"}, {"-3", "3"},
    {"0", ""},   {"", ""},     {"0", "3650"}, {"0", "1"},    {"-1000000", "1000000"}};
constexpr Range kNumberRanges[] = {{"0", "100"},
                                   {"0", "10"},
                                   {"0", "1"},
                                   {"-50", "50"},
                                   {"1", "5"},
                                   {"0", "100"},
                                   {"0", ""},
                                   {"", ""},
                                   {"", "0"},
                                   {"-0.5", "2.5"},
                                   {"0", "1000000000000"},
                                   {"-1000000000000000000", "1000000000000000000"},
                                   {"0", "1000000000000000000000000000000"},
                                   {"0", "4611686018427387903"}};
constexpr Range kMoneyRanges[] = {
    {"0", "1000"}, {"0", "1000000000"},      {"0", "10000000000"}, {"-1000", "1000000"}, {"0", ""},
    {"", ""},      {"0", "1000000000000000"}};
constexpr Range kDateRanges[] = {{"2020-01-01", "2025-12-31"},
                                 {"2019-02-28", "2024-02-29"},
                                 {"", ""},
                                 {"2000-01-01", ""},
                                 {"", "2025-06-30"}};
constexpr Range kSpanRanges[] = {{"0", "60"}, {"0", "3650"}, {"-30", "30"}, {"", ""}, {"0", ""}};

class ColumnWriter {
 public:
  ColumnWriter(Dice& dice, std::vector<Column>& columns, Vocabulary& known)
      : dice_(dice), columns_(columns), known_(known) {}

  std::string block() {
    std::string text = "customer {\n" + key();
    const int count = dice_.between(3, 11);
    // At least one plain figure, so that conditions always have something to look at.
    text += plain();
    for (int i = 0; i < count; ++i)
      text += column(static_cast<std::size_t>(i));
    return text + "}";
  }

 private:
  std::string key();
  std::string plain();
  std::string column(std::size_t number);
  std::string range(const Range& range);
  std::string type_of(std::size_t number);
  std::string choices();
  std::string flags();
  std::string empties();
  std::string mark();
  std::string line(const std::string& type, bool word = true);
  std::string inside();

  Dice& dice_;
  std::vector<Column>& columns_;
  Vocabulary& known_;
  Column one_;
  Word word_;
};

/// Ends the column at hand.
std::string ColumnWriter::line(const std::string& type, bool word) {
  word_.name = one_.name;
  word_.sort = one_.sort;
  word_.whole = one_.whole;
  columns_.push_back(one_);
  if (word) known_.words.push_back(word_);
  return "  " + one_.name + " : " + type + "\n";
}

std::string ColumnWriter::key() {
  one_ = {.name = "id", .header = "id", .sort = Sort::Text, .key = true};
  word_ = {};
  const bool read = dice_.chance(20);
  switch (dice_.below(10)) {
  case 0:
    one_.row_number = one_.whole = true;
    one_.sort = Sort::Number;
    word_.least = 1;
    return line("row number key", read);
  case 1:
  case 2:
    one_.sort = Sort::Number;
    one_.whole = true;
    return line("whole key", read);
  case 3: one_.sort = Sort::Number; return line("number key", read);
  case 4: one_.sort = Sort::Date; return line("date key", read);
  default: return line("text key", read);
  }
}

std::string ColumnWriter::plain() {
  one_ = {.name = "base", .header = "base", .sort = Sort::Number};
  word_ = {};
  one_.whole = dice_.chance(40);
  return line(std::string(one_.whole ? "whole" : "number") + range({"0", "100"}));
}

std::string ColumnWriter::range(const Range& range) {
  const auto end = [&](const char* text, std::optional<Number>& bound, double& about) -> std::string {
    if (*text == '\0') return "";
    const auto day = one_.sort == Sort::Date ? Date::parse(text) : std::nullopt;
    bound = day ? Number(day->days()) : Number::parse(text).value();
    about = std::stod(bound->to_text());
    return one_.sort == Sort::Duration ? std::string(text) + " days" : text;
  };
  const std::string least = end(range.least, one_.least, word_.least);
  const std::string greatest = end(range.greatest, one_.greatest, word_.greatest);
  if (least.empty() && greatest.empty()) return "";
  return " in " + least + (least.empty() ? ".. " : " ..") + (least.empty() || greatest.empty() ? "" : " ") +
         greatest;
}

std::string ColumnWriter::choices() {
  std::vector<std::string> all = {"east", "west", "north",      "south", "客户",
                                  "A, B", "x y",  "North-East", "Ünal"};
  dice_.shuffle(all);
  all.resize(static_cast<std::size_t>(dice_.between(2, 6)));
  one_.choices = all;
  std::string text;
  for (const std::string& choice : all) {
    word_.choices.push_back("\"" + choice + "\"");
    text += (text.empty() ? " " : ", ") + word_.choices.back();
  }
  return text;
}

std::string ColumnWriter::type_of(std::size_t number) {
  const std::string count = std::to_string(number);
  one_ = {};
  word_ = {};
  const auto named = [&](const char* stem, Sort sort) {
    one_.name = one_.header = stem + count;
    one_.sort = sort;
  };
  switch (dice_.below(16)) {
  case 0:
  case 1:
  case 2:
    named("k", Sort::Number);
    one_.whole = true;
    return "whole" + range(kWholeRanges[dice_.below(std::size(kWholeRanges))]);
  case 3:
  case 4:
  case 5:
  case 6: {
    named("n", Sort::Number);
    std::string text = "number";
    if (dice_.chance(40)) {
      one_.places = dice_.between(1, 4);
      text += " to " + std::to_string(*one_.places) + " places";
    }
    return text + range(kNumberRanges[dice_.below(std::size(kNumberRanges))]);
  }
  case 7:
  case 8: {
    named("m", Sort::Money);
    std::string text = "money";
    if (known_.foreign_currency && dice_.chance(35)) {
      one_.sort = Sort::Foreign;
      text += " USD";
    }
    if (dice_.chance(40)) {
      one_.places = 2;
      text += " to 2 places";
    }
    return text + range(kMoneyRanges[dice_.below(std::size(kMoneyRanges))]);
  }
  case 9:
  case 10: named("c", Sort::Text); return "one of" + choices();
  case 11: named("t", Sort::Text); return "text";
  case 12: named("y", Sort::Boolean); return "boolean";
  case 13:
  case 14: named("d", Sort::Date); return "date" + range(kDateRanges[dice_.below(std::size(kDateRanges))]);
  default:
    named("s", Sort::Duration);
    return "duration" + range(kSpanRanges[dice_.below(std::size(kSpanRanges))]);
  }
}

/// A value that the column takes, as the model writes it.
std::string ColumnWriter::inside() {
  switch (one_.sort) {
  case Sort::Text: return one_.choices.empty() ? "\"none\"" : "\"" + dice_.of(one_.choices) + "\"";
  case Sort::Boolean: return dice_.of({"true", "false"});
  case Sort::Date: return dice_.of({"2020-02-29", "2021-07-31", "2024-01-01"});
  default: {
    const Number value = one_.least.value_or(one_.greatest.value_or(Number(dice_.between(0, 9))));
    return value.to_text() + (one_.sort == Sort::Duration ? " days" : "");
  }
  }
}

std::string ColumnWriter::mark() {
  if (one_.sort == Sort::Number && dice_.chance(40)) {
    one_.marks = {"-", "-999", "-999.0"};
    return " missing as \"-\", -999";
  }
  one_.marks = {"N/A", "--"};
  return " missing as \"N/A\", \"--\"";
}

std::string ColumnWriter::empties() {
  const int how = dice_.between(1, 100);
  if (how > 45) return "";
  one_.may_be_empty = true;
  std::string text;
  if (how <= 30) {
    word_.optional = true;
    text = " optional";
  } else {
    text = " default " + inside();
  }
  return text + (dice_.chance(25) ? mark() : "");
}

std::string ColumnWriter::flags() {
  std::string text;
  if (one_.sort == Sort::Date && dice_.chance(30)) {
    one_.date_form = dice_.of({"M/D/YYYY", "D.M.YYYY", "YYYY/MM/DD", "YYYYMMDD", "DD-MM-YY", "YYYY年M月D日"});
    text += " as \"" + one_.date_form + "\"";
  }
  if (one_.sort == Sort::Boolean && dice_.chance(35)) {
    one_.words = dice_.chance(50) ? std::pair<std::string, std::string>{"Yes", "No"}
                                  : std::pair<std::string, std::string>{"1", "0"};
    text += " as \"" + one_.words.first + "\"/\"" + one_.words.second + "\"";
  }
  if (dice_.chance(10)) {
    one_.header = dice_.chance(50) ? "Head of " + one_.name : "列 " + one_.name;
    text += " from \"" + one_.header + "\"";
  }
  if (dice_.chance(2)) {
    text += " sensitive";
    word_.hidden = true;
  }
  if (dice_.chance(4)) {
    text += " protected";
    word_.stage = kPolicyStage;
  }
  return text;
}

std::string ColumnWriter::column(std::size_t number) {
  std::string type = type_of(number);
  type += empties();
  type += flags();
  return line(type);
}

} // namespace

std::string random_columns(Dice& dice, std::vector<Column>& columns, Vocabulary& known) {
  return ColumnWriter(dice, columns, known).block();
}

} // namespace strata::identity
