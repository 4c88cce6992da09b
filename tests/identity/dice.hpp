// Random choices that are the same on every machine: the standard's distributions are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace strata::identity {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  int between(int least, int greatest) {
    return least + static_cast<int>(below(static_cast<std::size_t>(greatest - least) + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class T>
  const T& of(const std::vector<T>& things) {
    return things[below(things.size())];
  }
  std::string of(std::initializer_list<const char*> words) { return words.begin()[below(words.size())]; }

  template <class T>
  void shuffle(std::vector<T>& things) {
    for (std::size_t i = things.size(); i > 1; --i)
      std::swap(things[i - 1], things[below(i)]);
  }

 private:
  std::mt19937_64 random_;
};

} // namespace strata::identity
