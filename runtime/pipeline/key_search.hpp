// Takes: decided blocks, in input order.
// Returns: the rows whose key stands in an earlier line.
// Guarantees: exact; the first row of a key stands.
// Does not: take the rows out.
#pragma once

#include <memory>
#include <vector>

#include "runtime/pipeline/ascending_keys.hpp"
#include "runtime/pipeline/decided_block.hpp"
#include "runtime/pipeline/earlier_keys.hpp"
#include "runtime/pipeline/key_index.hpp"

namespace strata {

struct RepeatedKey {
  std::uint32_t record = 0; ///< its place in the block
  std::size_t earlier = 0;  ///< the line in which the key stands first
};

class KeySearch {
 public:
  /// `size`: of the whole text in bytes, or 0 where it is not known.
  explicit KeySearch(std::unique_ptr<EarlierKeys> earlier, std::uint64_t size)
      : earlier_(std::move(earlier)), size_(size) {}

  /// Into `repeated`, in order.
  void search(const DecidedBlock& block, std::vector<RepeatedKey>& repeated);

 private:
  AscendingKeys sorted_; ///< all keys, until one is out of order
  bool is_sorted_ = true;
  KeyIndex index_;
  std::unique_ptr<EarlierKeys> earlier_;
  std::uint64_t size_;
};

} // namespace strata
