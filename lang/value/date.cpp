// Dates over the calendar of <chrono>: checked construction, reading by a form, and arithmetic in days and
// months.
#include "lang/value/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "lang/value/unreal_day.hpp"

namespace strata {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kFirstDay = -719162; // 0001-01-01
constexpr std::int64_t kLastDay = 2932896;  // 9999-12-31
// More months than lie between the first and the last day; keeps the sum below from overflowing.
constexpr std::int64_t kMonthSpan = std::int64_t{12} * 10'000;
constexpr int kLastCenturySplit = 69; // a year of two digits: 69–99 are 19YY, as POSIX does

chrono::year_month_day calendar(std::int64_t days) {
  return chrono::year_month_day(chrono::sys_days(chrono::days(days)));
}

std::string padded(int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_part_letter(char c) {
  return c == 'Y' || c == 'M' || c == 'D';
}

// A piece of a form: a part of the date, with the digits it may have, or characters that stand for
// themselves.
struct FormPiece {
  char part = 0; // 'Y', 'M', 'D', or 0 for a literal
  std::size_t least = 0;
  std::size_t most = 0;
  std::string_view literal{};
};

// The pieces of a form; empty where a part has a width that forms do not know.
std::vector<FormPiece> pieces_of(std::string_view form) {
  std::vector<FormPiece> pieces;
  while (!form.empty()) {
    const char first = form.front();
    const auto is_part = is_part_letter(first);
    const auto end = std::find_if(form.begin(), form.end(),
                                  [&](char c) { return is_part ? c != first : is_part_letter(c); });
    const std::string_view run = form.substr(0, static_cast<std::size_t>(end - form.begin()));
    form.remove_prefix(run.size());
    if (!is_part) {
      pieces.push_back({.literal = run});
      continue;
    }
    const bool known = first == 'Y' ? run.size() == 2 || run.size() == 4 : run.size() <= 2;
    if (!known) return {};
    pieces.push_back({.part = first, .least = run.size(), .most = std::max<std::size_t>(run.size(), 2)});
  }
  return pieces;
}

// A part of one or two digits needs an end that can be seen: "YYYYMD" would read 2025111 in two ways.
bool ends_are_seen(const std::vector<FormPiece>& pieces) {
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (pieces[i].least == pieces[i].most) continue;
    const FormPiece& next = pieces[i + 1];
    if (next.part != 0 || is_digit(next.literal.front())) return false;
  }
  return true;
}

bool names_each_part_once(const std::vector<FormPiece>& pieces) {
  return std::ranges::all_of(std::string_view("YMD"), [&](char part) {
    return std::ranges::count(pieces, part, &FormPiece::part) == 1;
  });
}

// The number that the text begins with, of as many digits as the piece may have; -1 where there are too few.
int take_number(std::string_view& text, const FormPiece& piece) {
  int value = 0;
  std::size_t count = 0;
  for (; count < piece.most && count < text.size() && is_digit(text[count]); ++count)
    value = value * 10 + (text[count] - '0');
  if (count < piece.least) return -1;
  text.remove_prefix(count);
  return value;
}

// What a text says, whether or not the calendar has it.
struct SaidDay {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::optional<SaidDay> read(std::string_view text, const std::vector<FormPiece>& pieces) {
  SaidDay said;
  for (const FormPiece& piece : pieces) {
    if (piece.part == 0) {
      if (!text.starts_with(piece.literal)) return std::nullopt;
      text.remove_prefix(piece.literal.size());
      continue;
    }
    const int value = take_number(text, piece);
    if (value < 0) return std::nullopt;
    if (piece.part == 'M') said.month = value;
    if (piece.part == 'D') said.day = value;
    if (piece.part == 'Y')
      said.year = piece.most == 4 ? value : value + (value < kLastCenturySplit ? 2000 : 1900);
  }
  if (!text.empty()) return std::nullopt;
  return said;
}

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

} // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const chrono::year_month_day date(chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                    chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return from_days(chrono::sys_days(date).time_since_epoch().count());
}

std::optional<Date> Date::from_days(std::int64_t days_since_1970) {
  if (days_since_1970 < kFirstDay || days_since_1970 > kLastDay) return std::nullopt;
  return Date(static_cast<std::int32_t>(days_since_1970));
}

std::optional<Date> Date::parse(std::string_view text) {
  const auto digits_at = [&](std::size_t begin, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(begin, count)) {
      if (!is_digit(c)) return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return from_ymd(digits_at(0, 4), digits_at(5, 2), digits_at(8, 2));
}

std::optional<Date> Date::parse(std::string_view text, std::string_view form) {
  if (form.empty()) return parse(text);
  const std::vector<FormPiece> pieces = pieces_of(form);
  if (!names_each_part_once(pieces) || !ends_are_seen(pieces)) return std::nullopt;
  const std::optional<SaidDay> said = read(text, pieces);
  return said ? from_ymd(said->year, said->month, said->day) : std::nullopt;
}

bool Date::is_form(std::string_view form) {
  const std::vector<FormPiece> pieces = pieces_of(form);
  return names_each_part_once(pieces) && ends_are_seen(pieces);
}

int Date::year() const {
  return static_cast<int>(calendar(days_).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(calendar(days_).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(calendar(days_).day()));
}

std::string Date::to_text() const {
  return padded(year(), 4) + "-" + padded(month(), 2) + "-" + padded(day(), 2);
}

std::optional<Date> Date::add_days(std::int64_t days) const {
  if (days > kLastDay - kFirstDay || days < kFirstDay - kLastDay) return std::nullopt;
  return from_days(days_ + days);
}

std::optional<Date> Date::add_months(std::int64_t months) const {
  if (months > kMonthSpan || months < -kMonthSpan) return std::nullopt;
  const chrono::year_month_day start = calendar(days_);
  const chrono::year_month month =
      chrono::year_month(start.year(), start.month()) + chrono::months(static_cast<int>(months));
  const chrono::year_month_day_last last(month.year(), month.month() / chrono::last);
  return from_ymd(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())),
                  static_cast<int>(static_cast<unsigned>(std::min(start.day(), last.day()))));
}

std::int64_t months_between(Date from, Date to) {
  if (to < from) return -months_between(to, from);
  const chrono::year_month_day begin = calendar(from.days());
  const chrono::year_month_day end = calendar(to.days());
  const int years = static_cast<int>(end.year()) - static_cast<int>(begin.year());
  const int months = static_cast<int>(static_cast<unsigned>(end.month())) -
                     static_cast<int>(static_cast<unsigned>(begin.month()));
  // As add_months: a day past the end of the month becomes its end.
  const chrono::year_month_day_last last(end.year(), chrono::month_day_last(end.month()));
  const bool completed = begin.day() <= end.day() || end.day() == last.day();
  return years * std::int64_t{12} + months - (completed ? 0 : 1);
}

std::int64_t years_between(Date from, Date to) {
  return months_between(from, to) / 12;
}

std::string unreal_day(std::string_view text, std::string_view form) {
  const std::vector<FormPiece> pieces = pieces_of(form.empty() ? "YYYY-MM-DD" : form);
  if (!names_each_part_once(pieces) || !ends_are_seen(pieces)) return {};
  const std::optional<SaidDay> said = read(text, pieces);
  if (!said || Date::from_ymd(said->year, said->month, said->day)) return {};
  if (said->month < 1 || said->month > 12) return "there is no month " + std::to_string(said->month);
  if (said->year < 1) return "there is no year " + std::to_string(said->year);
  const std::string_view month = kMonths[static_cast<std::size_t>(said->month - 1)];
  return "there is no " + std::to_string(said->day) + " " + std::string(month) + " " +
         std::to_string(said->year);
}

} // namespace strata
