// Fields of a few columns, row by row, against the functions that say how each looks.
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "lang/value/number.hpp"
#include "runtime/pipeline/column_text.hpp"
#include "runtime/pipeline/csv_text.hpp"
#include "runtime/table/writer.hpp"

namespace strata {
namespace {

std::string row_of(const RowStrip& strip, std::size_t row) {
  return {strip.text(row), strip.size(row)};
}

std::string decimal(std::int64_t number, DecimalForm form) {
  const Number value = Number(number) * Number::power_of_ten(-form.places);
  return (form.trims ? value.to_text() : value.to_text(form.shown)) + ",";
}

TEST_CASE("decimals of every size and form stand one behind the other") {
  std::mt19937_64 random(3);
  auto strip = std::make_unique<RowStrip>();
  for (int trial = 0; trial < 3000; ++trial) {
    const std::size_t rows = 1 + random() % kTextRows;
    std::vector<std::string> expected(rows);
    strip->clear();
    std::vector<DecimalTexts> columns(2);
    bool may_be_long = false;
    // The second time, what is small is known.
    for (int time = 0; time < 2; ++time)
      for (DecimalTexts& column : columns) {
        DecimalForm form{static_cast<int>(random() % 19), 0, random() % 2 == 0};
        form.shown = form.trims || random() % 2 == 0 ? form.places : static_cast<int>(random() % 19);
        const auto shift = random() % 64;
        std::vector<std::int64_t> numbers;
        std::vector<std::uint8_t> missing;
        for (std::size_t row = 0; row < rows; ++row) {
          const auto number = static_cast<std::int64_t>(random()) >> (shift + random() % (64 - shift));
          numbers.push_back(random() % 2 == 0 ? number / 1000 * 1000
                            : shift > 48      ? std::abs(number)
                                              : number);
          missing.push_back(random() % 5 == 0 ? 1 : 0);
          expected[row] += missing[row] != 0 ? "," : decimal(numbers[row], form);
        }
        may_be_long = may_be_long || (form.shown > form.places && shift < 60);
        column.set_form(form, random() % 4 != 0);
        column.add(numbers, missing.data(), *strip);
      }
    // What is too large with more zeros is left to others.
    for (std::size_t row = 0; row < rows; ++row)
      if (!strip->is_long(row)) REQUIRE(row_of(*strip, row) == expected[row]);
    REQUIRE((!strip->any_long() || may_be_long));
  }
}

TEST_CASE("texts that are too long for their place are marked, and hit no other row") {
  auto strip = std::make_unique<RowStrip>();
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < kTextRows; ++row)
    texts.push_back(std::string(row, row % 3 == 0 ? '"' : row % 3 == 1 ? ',' : 'x'));
  std::vector<std::string> padded;
  std::vector<std::string_view> views;
  for (const std::string& text : texts)
    padded.push_back(text + std::string(kPiece, '!'));
  for (std::size_t row = 0; row < kTextRows; ++row)
    views.emplace_back(padded[row].data(), texts[row].size());
  strip->clear();
  add_keys(views, false, *strip);
  add_texts(views, nullptr, *strip);
  for (std::size_t row = 0; row < kTextRows; ++row) {
    const std::string field = csv_field(texts[row]) + ",";
    CHECK(strip->is_long(row) == (field.size() > RowStrip::kCell));
    if (!strip->is_long(row)) CHECK(row_of(*strip, row) == field + field);
  }
}

TEST_CASE("keys that call for no quotes are copied whole, whatever their length") {
  auto strip = std::make_unique<RowStrip>();
  std::vector<std::string> padded;
  std::vector<std::string_view> keys;
  std::string text;
  for (std::size_t row = 0; row < kTextRows; ++row, text += static_cast<char>('a' + row % 26))
    padded.push_back(text + std::string(kPiece, '!'));
  for (std::size_t row = 0; row < kTextRows; ++row)
    keys.emplace_back(padded[row].data(), row);
  strip->clear();
  add_keys(keys, true, *strip);
  for (std::size_t row = 0; row < kTextRows; ++row) {
    CHECK(strip->is_long(row) == (row + 1 > RowStrip::kCell));
    if (!strip->is_long(row)) CHECK(row_of(*strip, row) == std::string(keys[row]) + ",");
  }
}

} // namespace
} // namespace strata
