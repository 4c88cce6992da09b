// Loops over a column without a question that has the same answer for all of its rows.
#include "runtime/pipeline/column_text.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "runtime/pipeline/csv_text.hpp"
#include "runtime/pipeline/digits.hpp"
#include "runtime/table/kernels/kernels.hpp"

namespace strata {

namespace {

bool is_set(const std::uint8_t* marks, std::size_t row) {
  return marks != nullptr && marks[row] != 0;
}

constexpr std::size_t kLongest = RowStrip::kCell - 1; // all its signs doubled, it stays within its row

/// A field of a text that `write` brings into its form, if it fits.
template <class Write>
inline void add_text(RowStrip& strip, std::size_t row, std::string_view text, Write write) {
  char* const to = strip.end(row);
  char* const end = text.size() > kLongest ? nullptr : write(to, text);
  if (end == nullptr || end - to > static_cast<std::ptrdiff_t>(kLongest))
    strip.mark_long(row);
  else
    strip.end_cell(row, end);
}

constexpr std::size_t kDigits = 16; // of a number, all written at first

const kernels::Kernels& best_kernels() {
  static const kernels::Kernels& best = kernels::kernels_for(best_instruction_set());
  return best;
}

/// Decimals of the magnitudes below 10^16, cut out of all their digits: without a question about any digit.
class DigitCutting {
 public:
  explicit DigitCutting(DecimalForm form)
      : places_(static_cast<std::size_t>(form.shown)), trims_(form.trims) {
    // One digit at least stands before the point.
    std::uint64_t& guarded = places_ < 8 ? low_guard_ : high_guard_;
    guarded = std::uint64_t{1} << 8 * (7 - places_ % 8);
  }

  /// Its text; behind the digits kDigits bytes may be read.
  char* write(char* to, std::int64_t number, const char* digits) const {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, digits, sizeof high);
    std::memcpy(&low, digits + sizeof high, sizeof low);
    high ^= digits::kZeros;
    low ^= digits::kZeros;
    const auto bytes = [](int bits) { return static_cast<std::size_t>(bits) / 8; };
    const std::uint64_t kept = high | high_guard_;
    const std::size_t before =
        kept != 0 ? bytes(std::countr_zero(kept)) : 8 + bytes(std::countr_zero(low | low_guard_));
    *to = '-';
    to += number < 0 ? 1 : 0;
    std::memcpy(to, digits + before, kDigits);
    to += kDigits - before - places_;
    if (places_ == 0) return to;
    std::size_t behind = places_;
    if (trims_) {
      const std::size_t zeros = low != 0 ? bytes(std::countl_zero(low)) : 8 + bytes(std::countl_zero(high));
      if (zeros >= places_) return to;
      behind -= zeros;
    }
    *to++ = '.';
    std::memcpy(to, digits + kDigits - places_, kDigits);
    return to + behind;
  }

  static constexpr int kMostPlaces = 15;

 private:
  std::size_t places_;
  bool trims_;
  std::uint64_t high_guard_ = 0;
  std::uint64_t low_guard_ = 0;
};

} // namespace

std::optional<std::int64_t> at_places(std::int64_t number, int places, int shown) {
  const auto power =
      static_cast<std::int64_t>(kPowersOfTen[static_cast<std::size_t>(std::abs(shown - places))]);
  if (shown < places) {
    const std::int64_t rest = number % power;
    const std::int64_t away = number < 0 ? -1 : 1;
    return number / power + (2 * std::abs(rest) < power ? 0 : away);
  }
  std::int64_t product = 0;
  if (__builtin_mul_overflow(number, power, &product)) return std::nullopt;
  return product;
}

void DecimalTexts::set_form(DecimalForm form, bool remembers) {
  remembers_ = remembers;
  if (form == form_) return;
  form_ = form;
  known_.clear();
}

/// Whether all are small enough to be known. Texts of small numbers are short but for many places.
bool DecimalTexts::knows(std::span<const std::int64_t> numbers) const {
  constexpr int kMostPlaces = 5;
  if (!remembers_ || form_.shown > kMostPlaces) return false;
  std::int64_t least = 0;
  std::int64_t greatest = 0;
  best_kernels().find_bounds(numbers.data(), numbers.size(), least, greatest);
  return least >= 0 && greatest < static_cast<std::int64_t>(kSmall);
}

/// At as many places as are shown; false where some number does not fit then.
bool DecimalTexts::rescale(std::span<const std::int64_t> numbers, std::int64_t* to) const {
  for (const std::int64_t number : numbers) {
    const std::optional<std::int64_t> shown = at_places(number, form_.places, form_.shown);
    if (!shown) return false;
    *to++ = *shown;
  }
  return true;
}

void DecimalTexts::add(std::span<const std::int64_t> numbers, const std::uint8_t* missing, RowStrip& strip) {
  if (form_.shown == form_.places) {
    add_shown(numbers, missing, strip);
    return;
  }
  std::array<std::int64_t, kTextRows> shown;
  if (rescale(numbers, shown.data())) {
    add_shown(std::span(shown).first(numbers.size()), missing, strip);
    return;
  }
  for (std::size_t row = 0; row < numbers.size(); ++row)
    strip.mark_long(row);
}

void DecimalTexts::add_shown(std::span<const std::int64_t> numbers, const std::uint8_t* missing,
                             RowStrip& strip) {
  const auto add = [&](const auto& write) {
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      char* const to = strip.end(row);
      strip.end_cell(row, is_set(missing, row) ? to : write(to, row));
    }
  };
  const auto write_exactly = [&](char* to, std::size_t row) {
    return form_.trims ? write_trimmed(to, numbers[row], form_.shown)
                       : write_decimal(to, numbers[row], form_.shown);
  };
  if (knows(numbers)) {
    known_.resize(kSmall);
    const auto known = [&](std::size_t row) { return known_.data() + numbers[row]; };
    constexpr std::size_t kAhead = 8;
    add([&](char* to, std::size_t row) {
      if (row + kAhead < numbers.size()) __builtin_prefetch(known(row + kAhead));
      if (known(row)->is_empty()) [[unlikely]]
        *known(row) = ShortText({to, write_exactly(to, row)});
      const ShortText text = *known(row); // a copy: writing characters might change it
      return text.write(to);
    });
    return;
  }
  std::array<std::int64_t, kTextRows> padded;
  const std::int64_t* all = numbers.data();
  if (numbers.size() % kernels::kDigitRows != 0) {
    std::copy(numbers.begin(), numbers.end(), padded.begin());
    std::fill(padded.begin() + static_cast<std::ptrdiff_t>(numbers.size()), padded.end(), 0);
    all = padded.data();
  }
  const std::size_t rows =
      (numbers.size() + kernels::kDigitRows - 1) / kernels::kDigitRows * kernels::kDigitRows;
  alignas(64) std::array<char, (kTextRows + 1) * kDigits> digits;
  if (form_.shown <= DigitCutting::kMostPlaces && best_kernels().write_digits(all, rows, digits.data())) {
    const DigitCutting cutting(form_);
    add([&](char* to, std::size_t row) {
      return cutting.write(to, numbers[row], digits.data() + row * kDigits);
    });
  } else {
    add(write_exactly);
  }
}

void add_keys(std::span<const std::string_view> keys, bool plain, RowStrip& strip) {
  constexpr std::size_t kAhead = 16; // they lie in the table's text, apart from each other
  const auto add = [&](const auto& write) {
    for (std::size_t row = 0; row < keys.size(); ++row) {
      if (row + kAhead < keys.size()) __builtin_prefetch(keys[row + kAhead].data());
      add_text(strip, row, keys[row], write);
    }
  };
  if (!plain) {
    add(write_key_field);
    return;
  }
  add([](char* to, std::string_view key) {
    for (std::size_t at = 0; at < key.size(); at += kPiece)
      std::memcpy(to + at, key.data() + at, kPiece);
    return to + key.size();
  });
}

void add_texts(std::span<const std::string_view> texts, const std::uint8_t* missing, RowStrip& strip) {
  for (std::size_t row = 0; row < texts.size(); ++row)
    add_text(strip, row, is_set(missing, row) ? std::string_view() : texts[row], write_field);
}

template <class Index>
void add_codes(std::span<const Index> indexes, const CodeList& list, const std::uint8_t* missing,
               RowStrip& strip) {
  const std::size_t codes = list.codes.size();
  const auto place = [=](std::size_t row) {
    const auto index = static_cast<std::size_t>(indexes[row]);
    return index < codes ? index : 0;
  };
  if (!list.short_texts.empty()) {
    const ShortText* const texts = list.short_texts.data();
    for (std::size_t row = 0; row < indexes.size(); ++row) {
      char* const to = strip.end(row);
      const ShortText text = texts[place(row)]; // a copy: writing characters might change it
      strip.end_cell(row, is_set(missing, row) ? to : text.write(to));
    }
    return;
  }
  for (std::size_t row = 0; row < indexes.size(); ++row) {
    char* const to = strip.end(row);
    const CodeText& code = list.codes[place(row)];
    if (is_set(missing, row))
      strip.end_cell(row, to);
    else if (code.size > kLongest)
      strip.mark_long(row);
    else
      strip.end_cell(row, code.write(to));
  }
}
template void add_codes(std::span<const std::int64_t>, const CodeList&, const std::uint8_t*, RowStrip&);
template void add_codes(std::span<const std::uint32_t>, const CodeList&, const std::uint8_t*, RowStrip&);

void add_dates(std::span<const std::int64_t> days, const std::uint8_t* missing, RowStrip& strip) {
  for (std::size_t row = 0; row < days.size(); ++row) {
    char* const to = strip.end(row);
    strip.end_cell(row, is_set(missing, row) ? to : write_date(to, days[row]));
  }
}

} // namespace strata
