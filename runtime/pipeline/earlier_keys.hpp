// Takes: the places of keys that were found in a table.
// Returns: whether such a key is a given one, and its line.
// Guarantees: exact: the key's text is looked at.
// Does not: find places (KeyIndex does).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "runtime/run/customers.hpp"
#include "runtime/table/record_block.hpp"

namespace strata {

class EarlierKeys {
 public:
  virtual ~EarlierKeys() = default;
  /// The keys that are asked about and kept next stand in this block.
  virtual void enter(const RecordBlock& block) = 0;
  /// What the place of a record's key will be if it is kept now.
  [[nodiscard]] virtual std::uint64_t next_place(const RecordBlock& block, std::size_t record) const = 0;
  /// Keeps that key.
  virtual void keep(std::string_view key, std::size_t line) = 0;
  [[nodiscard]] virtual bool is_at(std::uint64_t place, std::string_view key) = 0;
  [[nodiscard]] virtual std::size_t line_at(std::uint64_t place) = 0;
};

/// How a table's records lie in its stream, as far as it takes to read one again.
struct RecordForm {
  std::uint64_t start = 0; ///< where in the stream the text begins
  char separator = ',';
  std::size_t key_field = 0;
};

/// Reads a record again, from a stream that can be positioned and holds UTF-8. Its place is its offset in the
/// text; besides, the place and line of every 64th record are kept.
[[nodiscard]] std::unique_ptr<EarlierKeys> reread_keys(const TypedModel& model, const CustomerTable& table,
                                                       const RecordForm& form);
/// Keeps the keys themselves, 9 bytes and the text for each: for pipes and other encodings.
[[nodiscard]] std::unique_ptr<EarlierKeys> kept_keys();

} // namespace strata
