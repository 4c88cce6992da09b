// Keys that stand twice: found all, and only they, in little memory.
#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include <catch2/catch.hpp>

#include "runtime/pipeline/key_search.hpp"

namespace strata {
namespace {

TEST_CASE("the index finds every key that was added, and takes at most 12 bytes for each") {
  KeyIndex index;
  index.expect(400'000);
  std::vector<std::string> keys;
  for (std::uint64_t i = 0; i < 400'000; ++i) {
    keys.push_back("K" + std::to_string(i * 7));
    const std::uint64_t hash = key_hash(keys.back());
    const std::uint64_t place =
        index.find_or_add(hash, i, [&](std::uint64_t earlier) { return keys[earlier] == keys.back(); });
    REQUIRE(place == i);
  }
  // The rest is what all partitions begin with, and the end of the memory that was asked for last.
  CHECK(index.memory() <= 12 * keys.size() + (std::size_t{5} << 19));
  std::size_t suspicions = 0;
  for (std::uint64_t i = 0; i < keys.size(); ++i) {
    const std::uint64_t place =
        index.find_or_add(key_hash(keys[i]), 1'000'000'000, [&](std::uint64_t earlier) {
          ++suspicions;
          return keys[earlier] == keys[i];
        });
    REQUIRE(place == i);
  }
  CHECK(suspicions < keys.size() + 100);
}

TEST_CASE("keys with one hash are told apart by their texts, wherever that hash lies") {
  for (const std::uint64_t hash :
       {std::uint64_t{0}, std::uint64_t{42}, ~std::uint64_t{0} >> 1, ~std::uint64_t{0}}) {
    KeyIndex index;
    for (std::uint64_t i = 0; i < 2000; ++i)
      REQUIRE(index.find_or_add(hash, i, [](std::uint64_t) { return false; }) == i);
    for (std::uint64_t i = 0; i < 2000; ++i)
      REQUIRE(index.find_or_add(hash, 2000, [i](std::uint64_t place) { return place == i; }) == i);
  }
}

TEST_CASE("places up to a terabyte are kept whole") {
  KeyIndex index;
  const auto same = [](std::uint64_t) { return true; };
  CHECK(index.find_or_add(1, KeyIndex::kMostPlace, same) == KeyIndex::kMostPlace);
  CHECK(index.find_or_add(1, 5, same) == KeyIndex::kMostPlace);
}

TEST_CASE("short keys of every length have different hashes") {
  std::unordered_map<std::uint64_t, std::string> seen;
  std::string text;
  for (int length = 0; length < 70; ++length, text += 'a') {
    for (std::size_t at = 0; at <= text.size(); ++at) {
      std::string key = text;
      if (at < key.size()) key[at] = 'b';
      const auto [entry, is_new] = seen.emplace(key_hash(key), key);
      CHECK((is_new || entry->second == key));
    }
  }
}

/// Tables whose keys are asked about through their places.
struct Table {
  std::string text;
  std::vector<std::size_t> records; ///< where each begins
  std::vector<std::size_t> lines;
  std::vector<std::string> keys;

  void add(const std::string& record, const std::string& key) {
    records.push_back(text.size());
    std::size_t line = 1;
    for (std::size_t i = 0; i < text.size(); ++i)
      line += text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n") ? 1 : 0;
    lines.push_back(line);
    keys.push_back(key);
    text += record;
  }

  [[nodiscard]] RecordBlock block() const {
    RecordBlock block;
    block.offset = 0;
    block.records = records.size();
    for (std::size_t i = 0; i < records.size(); ++i) {
      block.begin.push_back(static_cast<std::uint32_t>(records[i]));
      block.line_steps.push_back(static_cast<std::uint32_t>(lines[i] - 1));
    }
    return block;
  }
};

TypedModel& model() {
  static TypedModel model;
  if (model.columns.empty()) {
    model.columns.emplace_back();
    ColumnType& key = model.columns[0].cell;
    key.name = key.header = "id";
    key.kind = Kind::Text;
    key.key = true;
  }
  return model;
}

Table varied_table() {
  Table table;
  const std::vector<std::string> ends = {"\n", "\r\n", "\r", "\n\n"};
  for (int i = 0; i < 500; ++i) {
    const std::string key = "K" + std::to_string(i) + std::string(i % 97 == 5 ? 3000 : 0, 'x');
    const std::string first =
        i % 3 == 0 ? "\"two\nlines, \"\"quoted\"\"\"" : std::string(static_cast<std::size_t>(i), 'f');
    const std::string shown = i % 5 == 0 ? "\"" + key + "\"" : " " + key;
    table.add(first + "," + shown + ",rest" + ends[static_cast<std::size_t>(i) % ends.size()], key);
  }
  table.add("last,KLAST", "KLAST");
  return table;
}

TEST_CASE("a key is read again from its record, with its line") {
  const Table table = varied_table();
  std::istringstream stream("#" + table.text);
  const CustomerTable customers{.name = "t", .stream = &stream};
  const auto keys = reread_keys(model(), customers, {.start = 1, .separator = ',', .key_field = 1});
  const RecordBlock block = table.block();
  keys->enter(block);
  stream.seekg(17);
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const std::uint64_t place = keys->next_place(block, i);
    INFO(table.keys[i]);
    CHECK(keys->is_at(place, table.keys[i]));
    CHECK_FALSE(keys->is_at(place, table.keys[i] + "x"));
    CHECK_FALSE(keys->is_at(place, "K"));
    CHECK(keys->line_at(place) == table.lines[i]);
  }
  CHECK(stream.tellg() == 17);
}

TEST_CASE("kept keys are found at their places, long ones too") {
  const auto keys = kept_keys();
  const RecordBlock block;
  std::vector<std::uint64_t> places;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 5000; ++i) {
    texts.push_back(std::string(i % 700 == 3 ? 1'100'000 : i % 900, 'k') + std::to_string(i));
    places.push_back(keys->next_place(block, 0));
    keys->keep(texts.back(), i * i);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(keys->is_at(places[i], texts[i]));
    CHECK_FALSE(keys->is_at(places[i], texts[i] + "0"));
    CHECK(keys->line_at(places[i]) == i * i);
  }
}

/// Blocks of these keys, searched one after the other: the line in which each key that stands twice stood
/// first, 0 for the others. Lines are counted from 2, as below a header.
std::vector<std::size_t> earlier_lines(const std::vector<std::string>& keys, std::size_t block_rows,
                                       const std::vector<bool>& lost) {
  KeySearch search(kept_keys(), 0);
  std::vector<std::size_t> found;
  std::vector<RepeatedKey> repeated;
  for (std::size_t from = 0; from < keys.size(); from += block_rows) {
    DecidedBlock block;
    const std::size_t rows = std::min(block_rows, keys.size() - from);
    block.records.records = rows;
    block.records.first_line = from + 2;
    for (std::size_t i = 0; i < rows; ++i) {
      if (lost[from + i]) {
        RowApart& apart = block.apart.emplace_back();
        apart.record = static_cast<std::uint32_t>(i);
        apart.is_lost = true;
      }
      block.keys.emplace_back(keys[from + i]);
      block.hashes.push_back(key_hash(keys[from + i]));
    }
    search.search(block, repeated);
    found.resize(from + rows);
    for (const RepeatedKey& key : repeated)
      found[from + key.record] = key.earlier;
  }
  return found;
}

TEST_CASE("keys are found again whether the table is sorted, sorted up to a place, or not at all") {
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 400; ++trial) {
    const std::size_t count = random() % 300;
    const std::size_t kinds = 1 + random() % 400;
    std::vector<std::string> keys;
    std::vector<bool> lost;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string number = std::to_string(random() % kinds);
      // Long ones, and ones that begin alike; numbers of one length sort as texts do.
      const std::string zeros(trial % 2 == 0 ? 4 - std::min<std::size_t>(4, number.size()) : 0, '0');
      keys.push_back(std::string(random() % 3 == 0 ? 0 : trial % 40, 'k') + zeros + number);
      lost.push_back(random() % 20 == 0);
    }
    const std::size_t sorted = trial % 3 == 0 ? count : trial % 3 == 1 ? count / 2 : 0;
    std::sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(sorted));
    std::unordered_map<std::string, std::size_t> first;
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < count; ++i) {
      const auto [entry, is_new] = lost[i] ? std::pair(first.end(), true) : first.emplace(keys[i], i + 2);
      expected.push_back(is_new ? 0 : entry->second);
    }
    REQUIRE(earlier_lines(keys, 1 + random() % 90, lost) == expected);
  }
}

TEST_CASE("more sorted keys than one piece holds are found when they come again") {
  std::vector<std::string> keys;
  for (int i = 0; i < 40'000; ++i)
    keys.push_back(std::to_string(100'000 + i));
  for (int i = 0; i < 40'000; i += 7)
    keys.push_back(std::to_string(100'000 + i));
  const std::vector<std::size_t> found = earlier_lines(keys, 1000, std::vector<bool>(keys.size()));
  for (std::size_t i = 0; i < keys.size(); ++i)
    REQUIRE(found[i] == (i < 40'000 ? 0 : (i - 40'000) * 7 + 2));
}

} // namespace
} // namespace strata
