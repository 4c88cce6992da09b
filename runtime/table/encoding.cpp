// Which encoding a text has. Marks, UTF-16 and UTF-8 are told here for certain or nearly so; the others are
// left to uchardet, whose answer counts only where the bytes convert to text that a person could have
// written. The only file that includes uchardet.
#include "runtime/table/encoding.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <utility>

#include <uchardet/uchardet.h>

#include "runtime/table/conversion.hpp"
#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

bool is_high(char c) {
  return (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// By the word: the usual text is a megabyte without any.
bool any_high(std::string_view text) {
  std::uint64_t seen = 0;
  for (; text.size() >= sizeof seen; text.remove_prefix(sizeof seen)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    seen |= word;
  }
  return (seen & 0x8080'8080'8080'8080) != 0 || std::any_of(text.begin(), text.end(), is_high);
}

/// UTF-16 without a mark: separators, digits and line ends have a NUL as their upper byte, which in other
/// encodings does not occur at all. So the NULs stand at odd places only (the lower byte comes first), or at
/// even places only.
std::optional<Encoding> utf16_by_nuls(std::string_view start) {
  std::array<std::size_t, 2> nuls{};
  for (std::size_t at = 0; at < start.size(); ++at)
    if (start[at] == '\0') ++nuls[at % 2];
  const std::size_t most = std::max(nuls[0], nuls[1]);
  constexpr std::size_t kLeastShare = 10; // one in so many bytes: Chinese text has fewer than English
  if (std::min(nuls[0], nuls[1]) * 50 > most || most * kLeastShare < start.size() || most < 2)
    return std::nullopt;
  const Encoding encoding{.name = nuls[1] > nuls[0] ? "UTF-16LE" : "UTF-16BE", .mark = 0, .guessed = true};
  if (!Conversion::converts(encoding.name, start)) return std::nullopt;
  return encoding;
}

/// The usual case, which every run meets first: all of the text is UTF-8 without a NUL, but for a character
/// that is cut at its end.
bool is_plainly_utf8(std::string_view start, bool whole) {
  constexpr std::size_t kMostCut = 3;
  for (std::size_t back = 1; !whole && back <= std::min(kMostCut, start.size()); ++back) {
    const std::size_t at = start.size() - back;
    if (static_cast<unsigned char>(start[at]) < 0xC0) continue; // no first byte of a longer character
    if (character_length(start, at) == 0) start = start.substr(0, at);
    break;
  }
  const kernels::Kernels& kernels = kernels::kernels_for(best_instruction_set());
  return kernels.is_text(start.data(), start.size()) || !first_bad_byte(start);
}

struct Utf8Signs {
  std::size_t good = 0;
  std::size_t bad = 0;
};

/// Valid UTF-8, or UTF-8 with a few damaged places, as where texts of two encodings were pasted together:
/// then most of the characters beyond ASCII are whole.
Utf8Signs utf8_signs(std::string_view start, bool whole) {
  constexpr std::size_t kLongestCharacter = 4;
  Utf8Signs signs;
  for (std::size_t at = 0; at < start.size();) {
    if (!is_high(start[at])) {
      ++at;
      continue;
    }
    const std::size_t length = character_length(start, at);
    if (length == 0 && !whole && start.size() - at < kLongestCharacter) break;
    length == 0 ? ++signs.bad : signs.good += 2 * length - 3; // the longer, the less by accident
    at += std::max<std::size_t>(1, length);
  }
  return signs;
}

/// Pairs of bytes as GB2312 writes Chinese, most of them of its common characters. A few words are enough to
/// see that, while statistics of letters need more.
bool looks_like_gb2312(std::string_view start) {
  std::size_t pairs = 0;
  std::size_t common = 0;
  for (std::size_t at = 0; at < start.size(); ++at) {
    if (!is_high(start[at])) continue;
    const auto lead = static_cast<unsigned char>(start[at]);
    if (++at == start.size()) break;
    const auto trail = static_cast<unsigned char>(start[at]);
    if (lead < 0xA1 || lead > 0xF7 || trail < 0xA1 || trail == 0xFF) return false;
    ++pairs;
    if (lead >= 0xB0 && lead <= 0xD7) ++common;
  }
  return pairs >= 2 && common * 5 >= pairs * 3;
}

std::string charset_of(std::string_view start) {
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, start.data(), start.size());
  uchardet_data_end(detector);
  std::string name = uchardet_get_charset(detector);
  uchardet_delete(detector);
  return name;
}

bool is_single_byte(std::string_view name) {
  return name.starts_with("ISO-8859") || name.starts_with("WINDOWS-") || name.starts_with("IBM") ||
         name.starts_with("MAC") || name.starts_with("TIS-") || name.starts_with("VISCII") ||
         name.starts_with("KOI8");
}

/// Each is read as the encoding that has all its characters and more.
constexpr std::array kWider = {std::pair<std::string_view, std::string_view>{"ISO-8859-1", "WINDOWS-1252"},
                               std::pair<std::string_view, std::string_view>{"SHIFT_JIS", "CP932"},
                               std::pair<std::string_view, std::string_view>{"GB2312", "GB18030"}};

std::optional<Encoding> guess(std::string_view start) {
  constexpr std::ptrdiff_t kLeastBytes = 3; // fewer may be an accident, and tell no language
  if (std::count_if(start.begin(), start.end(), is_high) < kLeastBytes) return std::nullopt;
  std::string name = charset_of(start);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  if ((name.empty() || is_single_byte(name)) && looks_like_gb2312(start)) name = "GB18030";
  for (const auto& [narrow, wide] : kWider)
    if (name == narrow) name = wide;
  if (name.empty() || name == "UTF-8" || name == "ASCII" || !Conversion::converts(name, start))
    return std::nullopt;
  return Encoding{.name = std::move(name), .mark = 0, .guessed = true};
}

/// The name without what people write differently: "Windows-1252" as "windows1252".
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain;
}

std::string upper_name(std::string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  return upper;
}

} // namespace

std::size_t Encoding::unit() const {
  return name.starts_with("UTF-16") ? 2 : name.starts_with("UTF-32") ? 4 : 1;
}

std::optional<Encoding> marked_encoding(std::string_view start) {
  using namespace std::string_view_literals;
  constexpr std::array kMarks = {
      std::pair{"\xEF\xBB\xBF"sv, "UTF-8"},    std::pair{"\xFF\xFE\0\0"sv, "UTF-32LE"},
      std::pair{"\0\0\xFE\xFF"sv, "UTF-32BE"}, std::pair{"\xFF\xFE"sv, "UTF-16LE"},
      std::pair{"\xFE\xFF"sv, "UTF-16BE"},     std::pair{"\x84\x31\x95\x33"sv, "GB18030"}};
  for (const auto& [mark, name] : kMarks)
    if (start.starts_with(mark)) return Encoding{.name = name, .mark = mark.size(), .guessed = false};
  return std::nullopt;
}

Encoding find_encoding(std::string_view start, bool whole) {
  if (auto marked = marked_encoding(start)) return *marked;
  if (is_plainly_utf8(start, whole)) return {.assumed = !any_high(start)};
  if (auto utf16 = utf16_by_nuls(start)) return *utf16;
  const Utf8Signs utf8 = utf8_signs(start, whole);
  if (utf8.good > 0 && utf8.good >= utf8.bad) return {};
  const Encoding assumed{.assumed = utf8.good == 0};
  return utf8.bad == 0 ? assumed : guess(start).value_or(assumed);
}

std::optional<Encoding> named_encoding(std::string_view name, std::string_view start) {
  const std::string plain = plain_name(name);
  Encoding encoding;
  if (plain == "utf16" || plain == "ucs2" || plain == "unicode") {
    const auto found = marked_encoding(start);
    const auto by_nuls = utf16_by_nuls(start);
    const bool big =
        (found && found->name == "UTF-16BE") || (!found && by_nuls && by_nuls->name == "UTF-16BE");
    encoding.name = big ? "UTF-16BE" : "UTF-16LE"; // without any sign, as the most common programs write it
  } else if (plain == "gbk" || plain == "gb2312" || plain == "cp936" || plain == "ms936") {
    encoding.name = "GB18030"; // which has all of theirs
  } else {
    static const std::array<std::pair<std::string_view, std::string_view>, 4> kPlain = {
        {{"utf8", "UTF-8"}, {"utf16le", "UTF-16LE"}, {"utf16be", "UTF-16BE"}, {"gb18030", "GB18030"}}};
    const auto known =
        std::find_if(kPlain.begin(), kPlain.end(), [&](const auto& entry) { return entry.first == plain; });
    encoding.name = known == kPlain.end() ? upper_name(name) : std::string(known->second);
  }
  if (plain.empty() || !Conversion::exists(encoding.name)) return std::nullopt;
  if (const auto marked = marked_encoding(start); marked && marked->name == encoding.name)
    encoding.mark = marked->mark;
  return encoding;
}

const std::vector<std::string>& common_encodings() {
  static const std::vector<std::string> kNames = {
      "utf-8",       "utf-16",       "utf-16le",     "utf-16be",     "gb18030",    "gbk",
      "big5",        "windows-1250", "windows-1251", "windows-1252", "iso-8859-1", "iso-8859-2",
      "iso-8859-15", "shift_jis",    "euc-jp",       "euc-kr",       "koi8-r",     "macintosh"};
  return kNames;
}

} // namespace strata
