// Keys one behind the other on pages: line, length, text. A page is never moved, so memory does not double.
#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "runtime/pipeline/earlier_keys.hpp"

namespace strata {

namespace {

constexpr unsigned kPageBits = 20;
constexpr std::size_t kPage = std::size_t{1} << kPageBits;
constexpr std::size_t kLineBytes = 5; // a line number of 40 bits
constexpr std::size_t kSizeBytes = 4;
constexpr std::size_t kHead = kLineBytes + kSizeBytes;

class KeptKeys final : public EarlierKeys {
 public:
  void enter(const RecordBlock&) override {}

  // An entry begins where the one before it ends, on the same page as long as anything is left there.
  std::uint64_t next_place(const RecordBlock&, std::size_t) const override {
    return pages_.empty() || at_ >= kPage ? pages_.size() << kPageBits
                                          : (pages_.size() - 1) << kPageBits | at_;
  }

  void keep(std::string_view key, std::size_t line) override {
    if (pages_.empty() || at_ >= kPage) {
      pages_.emplace_back();
      at_ = 0;
    }
    // The last entry of a page may be longer than what is left: the page then is.
    std::vector<char>& page = pages_.back();
    const std::size_t end = at_ + kHead + key.size();
    if (page.empty()) page.reserve(kPage);
    page.resize(end);
    const std::uint64_t line_number = line;
    const auto size = static_cast<std::uint32_t>(key.size());
    std::memcpy(page.data() + at_, &line_number, kLineBytes);
    std::memcpy(page.data() + at_ + kLineBytes, &size, kSizeBytes);
    std::copy(key.begin(), key.end(), page.begin() + static_cast<std::ptrdiff_t>(at_ + kHead));
    at_ = end;
  }

  bool is_at(std::uint64_t place, std::string_view key) override {
    const char* entry = entry_at(place);
    std::uint32_t size = 0;
    std::memcpy(&size, entry + kLineBytes, kSizeBytes);
    return std::string_view(entry + kHead, size) == key;
  }

  std::size_t line_at(std::uint64_t place) override {
    std::uint64_t line = 0;
    std::memcpy(&line, entry_at(place), kLineBytes);
    return line;
  }

 private:
  [[nodiscard]] const char* entry_at(std::uint64_t place) const {
    return pages_[place >> kPageBits].data() + (place & (kPage - 1));
  }

  std::vector<std::vector<char>> pages_;
  std::size_t at_ = 0; // on the last page
};

} // namespace

std::unique_ptr<EarlierKeys> kept_keys() {
  return std::make_unique<KeptKeys>();
}

} // namespace strata
