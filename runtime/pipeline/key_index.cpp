// The hash of keys, and how a partition of their index grows.
#include "runtime/pipeline/key_index.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace strata {

namespace {

// Odd numbers without a pattern: the fractions of the square roots of 2, 3 and 5.
constexpr std::uint64_t kFirst = 0x6A09E667F3BCC909;
constexpr std::uint64_t kSecond = 0xBB67AE8584CAA73B;
constexpr std::uint64_t kThird = 0x3C6EF372FE94F82B;

__extension__ using Wide = unsigned __int128;

/// Both halves of the product of two words: every bit of the result depends on all bits of both.
std::uint64_t mixed(std::uint64_t left, std::uint64_t right) {
  const Wide product = Wide{left} * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <class Word>
std::uint64_t word_at(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// A partition is as full as this before it grows: fuller, and buckets overflow often.
constexpr std::size_t kMostOf100 = 85;
// As full as this it will be when all expected keys have come; some partitions get a few more than others.
constexpr std::size_t kExpectedOf100 = 79;
// What is expected early may be far from what comes.
constexpr std::size_t kMostSteps = 8;

} // namespace

std::uint64_t key_hash(std::string_view key) {
  const char* at = key.data();
  std::size_t left = key.size();
  std::uint64_t state = kFirst;
  for (; left > 16; left -= 16, at += 16)
    state = mixed(state ^ word_at<std::uint64_t>(at), kSecond ^ word_at<std::uint64_t>(at + 8));
  // The last words may overlap; together they hold every byte.
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (left >= 8) {
    first = word_at<std::uint64_t>(at);
    last = word_at<std::uint64_t>(at + left - 8);
  } else if (left >= 4) {
    first = word_at<std::uint32_t>(at);
    last = word_at<std::uint32_t>(at + left - 4);
  } else if (left > 0) {
    first = static_cast<unsigned char>(at[0]) | std::uint64_t{static_cast<unsigned char>(at[left / 2])} << 8;
    last = static_cast<unsigned char>(at[left - 1]);
  }
  return mixed(mixed(state ^ first, kSecond ^ last), kThird ^ key.size());
}

std::size_t KeyIndex::memory() const {
  std::size_t bytes =
      slab_bytes_ + moving_.capacity() * sizeof(Slot) + partitions_.size() * sizeof(Partition);
  for (const Partition& partition : partitions_)
    bytes += partition.chunks.capacity() * sizeof(Bucket*);
  return bytes;
}

/// In chunks. Growing costs what is moved, so without expectations it goes by halves.
std::size_t KeyIndex::next_size(std::size_t chunks) const {
  if (chunks == 0) return 1;
  if (expected_ == 0) return chunks + (chunks + 1) / 2;
  const std::size_t slots = expected_ / kPartitions * 100 / kExpectedOf100;
  const std::size_t wanted = (slots + kChunk * kBucket - 1) / (kChunk * kBucket);
  return std::clamp(wanted, chunks + std::max<std::size_t>(1, chunks / 8), chunks * kMostSteps);
}

void KeyIndex::grow(Partition& partition) {
  moving_.clear();
  for (Bucket* chunk : partition.chunks) {
    for (const Bucket& each : std::span(chunk, kChunk))
      moving_.insert(moving_.end(), each.slots, each.slots + kBucket);
    std::memset(static_cast<void*>(chunk), 0, kChunk * sizeof(Bucket));
  }
  const std::size_t size = next_size(partition.chunks.size());
  partition.chunks.reserve(size);
  while (partition.chunks.size() < size)
    partition.chunks.push_back(new_chunk());
  partition.buckets = size * kChunk;
  partition.most = static_cast<std::uint32_t>(partition.buckets * kBucket * kMostOf100 / 100);
  for (const Slot moved : moving_) {
    if (moved == 0) continue;
    std::size_t at = home_of(moved >> kPlaceBits, partition);
    while (bucket(partition, at)[kBucket - 1] != 0)
      if (++at == partition.buckets) at = 0;
    Slot* const slots = bucket(partition, at);
    slots[look_into(slots, 0).full] = moved;
  }
}

KeyIndex::Bucket* KeyIndex::new_chunk() {
  constexpr std::size_t kChunkBytes = kChunk * sizeof(Bucket);
  if (chunks_left_ == 0) {
    const std::size_t bytes = slab_bytes_ >= kLargeSlab ? kLargeSlab : kSmallSlab;
    slabs_.push_back(make_slab(bytes));
    slab_bytes_ += bytes;
    chunks_left_ = bytes / kChunkBytes;
  }
  auto* chunk = reinterpret_cast<Bucket*>(slabs_.back().get()) + --chunks_left_ * kChunk;
  std::memset(static_cast<void*>(chunk), 0, kChunkBytes);
  return chunk;
}

} // namespace strata
