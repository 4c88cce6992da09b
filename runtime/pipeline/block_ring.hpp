// Takes: blocks that have been read, in order.
// Returns: the same blocks decided, in the same order.
// Guarantees: a fixed number of blocks is under way; what deciding throws comes out where its block does; its
// threads
//   end with it.
// Does not: read or write: that is the calling thread's, which decides blocks too when it has nothing else to
// do.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "runtime/pipeline/block_decider.hpp"

namespace strata {

class BlockRing {
 public:
  /// With one thread nothing is started, and one block is under way.
  BlockRing(const BlockPlan& plan, unsigned threads);
  BlockRing(const BlockRing&) = delete;
  BlockRing& operator=(const BlockRing&) = delete;
  ~BlockRing();

  /// The block to read into next; null while enough are under way.
  [[nodiscard]] DecidedBlock* next_free();
  /// It has been read. The second one starts the threads.
  void push();
  /// The oldest block, if it is decided; null otherwise.
  [[nodiscard]] DecidedBlock* front();
  /// The oldest block has been used.
  void pop();
  /// Decides a block, or where others are at all of them waits for the oldest. Some must be under way.
  void work();
  [[nodiscard]] bool is_empty() const { return popped_ == pushed_; }

 private:
  struct Entry {
    DecidedBlock block;
    bool is_done = false;
  };

  [[nodiscard]] Entry& entry(std::size_t number) { return *entries_[number % entries_.size()]; }
  void start_threads();
  void help(BlockDecider& decider);
  static void decide(BlockDecider& decider, DecidedBlock& block);

  const BlockPlan& plan_;
  const unsigned threads_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<std::unique_ptr<BlockDecider>> deciders_; // the first is the calling thread's
  // Numbers of blocks. INVARIANT: popped_ <= taken_ <= pushed_ <= popped_ + entries_.size().
  std::size_t pushed_ = 0;
  std::size_t popped_ = 0;
  std::size_t taken_ = 0;
  bool stopping_ = false;
  std::mutex mutex_; // of the numbers and of what is done
  std::condition_variable pushed_one_;
  std::condition_variable done_one_;
  std::vector<std::jthread> helpers_;
};

} // namespace strata
