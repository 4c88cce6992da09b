// Blocks under way, numbered in input order: read by one thread, decided by any, used in order by the first.
#include "runtime/pipeline/block_ring.hpp"

namespace strata {

BlockRing::BlockRing(const BlockPlan& plan, unsigned threads) : plan_(plan), threads_(threads) {
  // As many are decided as there are threads, as many wait to be, and one is read or used.
  const std::size_t count = threads == 1 ? 1 : 2 * std::size_t{threads} + 1;
  for (std::size_t i = 0; i < count; ++i)
    entries_.push_back(std::make_unique<Entry>());
  deciders_.push_back(std::make_unique<BlockDecider>(plan));
}

BlockRing::~BlockRing() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  pushed_one_.notify_all();
}

DecidedBlock* BlockRing::next_free() {
  const std::lock_guard lock(mutex_);
  if (pushed_ - popped_ == entries_.size()) return nullptr;
  // More than one waiting for each thread would only lie there.
  if (pushed_ - taken_ >= threads_) return nullptr;
  return &entry(pushed_).block;
}

void BlockRing::push() {
  bool start = false;
  {
    const std::lock_guard lock(mutex_);
    entry(pushed_).is_done = false;
    ++pushed_;
    start = pushed_ > 1 && threads_ > 1 && helpers_.empty();
  }
  if (start)
    start_threads();
  else
    pushed_one_.notify_one();
}

DecidedBlock* BlockRing::front() {
  const std::lock_guard lock(mutex_);
  if (popped_ == pushed_ || !entry(popped_).is_done) return nullptr;
  DecidedBlock& block = entry(popped_).block;
  if (block.error) std::rethrow_exception(block.error);
  return &block;
}

void BlockRing::pop() {
  const std::lock_guard lock(mutex_);
  ++popped_;
}

void BlockRing::work() {
  Entry* taken = nullptr;
  {
    std::unique_lock lock(mutex_);
    if (taken_ == pushed_) {
      done_one_.wait(lock, [&] { return entry(popped_).is_done; });
      return;
    }
    taken = &entry(taken_++);
  }
  decide(*deciders_.front(), taken->block);
  const std::lock_guard lock(mutex_);
  taken->is_done = true;
}

void BlockRing::start_threads() {
  for (unsigned i = 1; i < threads_; ++i) {
    BlockDecider& decider = *deciders_.emplace_back(std::make_unique<BlockDecider>(plan_));
    helpers_.emplace_back([this, &decider] { help(decider); });
  }
}

void BlockRing::help(BlockDecider& decider) {
  for (;;) {
    std::unique_lock lock(mutex_);
    pushed_one_.wait(lock, [&] { return stopping_ || taken_ < pushed_; });
    if (stopping_) return;
    Entry& taken = entry(taken_++);
    lock.unlock();
    decide(decider, taken.block);
    lock.lock();
    taken.is_done = true;
    lock.unlock();
    done_one_.notify_one();
  }
}

void BlockRing::decide(BlockDecider& decider, DecidedBlock& block) {
  block.error = nullptr;
  try {
    decider.decide(block);
  } catch (...) {
    block.error = std::current_exception();
  }
}

} // namespace strata
