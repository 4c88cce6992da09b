// Takes: hashes of keys, and for each a number that says where the key stands.
// Returns: the places of earlier keys that may be the same one.
// Guarantees: a key that was added is always among them; at most 12 bytes of memory for each of many keys,
// while it
//   grows too; a hash alone never decides (the caller looks at the keys).
// Does not: keep the keys.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/pipeline/slab.hpp"

namespace strata {

[[nodiscard]] std::uint64_t key_hash(std::string_view key);

/// Slots of 8 bytes hold 24 bits of the hash and 40 of the place. Eight of them are a bucket, which is a line
/// of the cache; a key stands in the first bucket with room from its home on, so that a search nearly always
/// ends where it begins. Other bits of the hash choose one of many partitions, each of which grows by itself;
/// they are made of chunks of one size, so that growing leaves no holes behind.
class KeyIndex {
 public:
  static constexpr std::uint64_t kMostPlace = (std::uint64_t{1} << 40) - 2;

  KeyIndex() : partitions_(kPartitions) {}

  /// About so many keys will come in all: then it need not grow often. It may be told better any time.
  void expect(std::uint64_t keys) { expected_ = keys; }

  /// Calls `use(i)` for each i below `count`, in order, while the memory is fetched at which the hashes of
  /// the next ones will be looked for. Each of three steps needs what the one before it has fetched.
  template <class HashOf, class Use>
  void each_prefetched(std::size_t count, HashOf&& hash_of, Use&& use) const {
    constexpr std::size_t kStep = 12; // keys between the steps, and between the last and the search
    // Inline always: g++ takes functions that only fetch for such that do nothing, and leaves calls of them
    // out.
    const auto prefetch = [&](std::size_t i) __attribute__((always_inline)) {
      if (i + 2 * kStep < count) prefetch_partition(hash_of(i + 2 * kStep));
      if (i + kStep < count) prefetch_chunk(hash_of(i + kStep));
      if (i < count) prefetch_bucket(hash_of(i));
    };
    for (std::size_t i = 0; i < kStep; ++i)
      prefetch(i);
    for (std::size_t i = 0; i < count; ++i) {
      prefetch(i + kStep);
      use(i);
    }
  }

  /// Calls `is_same(place)` for each earlier key that may be this one until it says so, and gives that place.
  /// Where none is, adds `place` and returns it.
  template <class IsSame>
  std::uint64_t find_or_add(std::uint64_t hash, std::uint64_t place, IsSame&& is_same) {
    Partition& partition = partitions_[partition_of(hash)];
    if (partition.used >= partition.most) grow(partition);
    const std::uint64_t fingerprint = fingerprint_of(hash);
    for (std::size_t at = home_of(fingerprint, partition);;) {
      Slot* const slots = bucket(partition, at);
      const Look look = look_into(slots, fingerprint);
      for (unsigned i = 0; look.hit && i < kBucket; ++i) {
        if (slots[i] >> kPlaceBits != fingerprint || slots[i] == 0) continue;
        const std::uint64_t earlier = (slots[i] & ((Slot{1} << kPlaceBits) - 1)) - 1;
        if (is_same(earlier)) return earlier;
      }
      if (look.full < kBucket) {
        slots[look.full] = fingerprint << kPlaceBits | (place + 1);
        ++partition.used;
        return place;
      }
      if (++at == partition.buckets) at = 0;
    }
  }

  [[nodiscard]] std::size_t memory() const; ///< bytes

  /// Upper bits of a hash that count; keys whose hashes agree in them are the same as far as the index knows.
  static constexpr unsigned kHashBits = 34;

 private:
  [[gnu::always_inline]] void prefetch_partition(std::uint64_t hash) const {
    __builtin_prefetch(&partitions_[partition_of(hash)]);
  }
  [[gnu::always_inline]] void prefetch_chunk(std::uint64_t hash) const {
    const Partition& partition = partitions_[partition_of(hash)];
    __builtin_prefetch(partition.chunks.data() + home_of(fingerprint_of(hash), partition) / kChunk);
  }
  [[gnu::always_inline]] void prefetch_bucket(std::uint64_t hash) const {
    const Partition& partition = partitions_[partition_of(hash)];
    if (partition.chunks.empty()) return;
    const Slot* slot = bucket(partition, home_of(fingerprint_of(hash), partition));
    __builtin_prefetch(slot, 1);
    __builtin_prefetch(slot + kBucket, 1);
  }

  using Slot = std::uint64_t; ///< 0 is empty; a bucket is filled from its first slot on
  static constexpr unsigned kPlaceBits = 40;
  static constexpr unsigned kFingerprintBits = 24;
  static constexpr unsigned kPartitionBits = kHashBits - kFingerprintBits;
  static constexpr std::size_t kPartitions = std::size_t{1} << kPartitionBits;
  static constexpr std::size_t kBucket = 8; // slots
  static constexpr std::size_t kChunk = 32; // buckets
  struct alignas(64) Bucket {
    Slot slots[kBucket];
  };
  struct alignas(64) Partition {
    std::vector<Bucket*> chunks;
    std::size_t buckets = 0;
    std::uint32_t used = 0;
    std::uint32_t most = 0; ///< then it grows
  };

  static std::size_t partition_of(std::uint64_t hash) { return hash >> (64 - kPartitionBits); }
  static std::uint64_t fingerprint_of(std::uint64_t hash) {
    return hash >> (64 - kPartitionBits - kFingerprintBits) & ((Slot{1} << kFingerprintBits) - 1);
  }
  // Rises with the fingerprint, so that a partition that grows is copied from its beginning to its end.
  static std::size_t home_of(std::uint64_t fingerprint, const Partition& partition) {
    return fingerprint * partition.buckets >> kFingerprintBits;
  }
  static Slot* bucket(const Partition& partition, std::size_t at) {
    return partition.chunks[at / kChunk][at % kChunk].slots;
  }
  struct Look {
    bool hit = false;     ///< a slot has the fingerprint, if only that of an empty one
    std::size_t full = 0; ///< slots that are not empty
  };
  // Without branches, and in operations that vectors of two words have: most keys are new.
  static Look look_into(const Slot* slots, std::uint64_t fingerprint) {
    std::uint64_t hits = 0;
    std::uint64_t full = 0;
    for (std::size_t i = 0; i < kBucket; ++i) {
      const Slot slot = slots[i];
      hits |= (slot >> kPlaceBits ^ fingerprint) - 1; // the highest bit is set where they are equal
      full += (slot | -slot) >> 63;                   // … where it is not 0
    }
    return {.hit = hits >> 63 != 0, .full = full};
  }
  void grow(Partition& partition);
  [[nodiscard]] std::size_t next_size(std::size_t chunks) const;
  [[nodiscard]] Bucket* new_chunk();

  std::vector<Partition> partitions_;
  std::vector<Slab> slabs_;     // chunks that were asked for together
  std::size_t chunks_left_ = 0; // of the last slab
  std::size_t slab_bytes_ = 0;  // of all
  std::uint64_t expected_ = 0;
  std::vector<Slot> moving_;
};

} // namespace strata
