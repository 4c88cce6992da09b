// Takes: calendar dates (proleptic Gregorian) and whole days or months.
// Returns: dates and durations in whole days.
// Guarantees: a Date is always a valid day of the years 1 to 9999; arithmetic that would leave them is empty.
// Does not: know clocks, hours or time zones.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// A calendar day.
class Date {
 public:
  Date() = default; ///< 0001-01-01
  [[nodiscard]] static std::optional<Date> from_ymd(int year, int month, int day);
  [[nodiscard]] static std::optional<Date> from_days(std::int64_t days_since_1970);
  /// Exactly "YYYY-MM-DD".
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);
  /// By a form such as "M/D/YYYY", "YYYY/MM/DD", "D.M.YY", "YYYYMMDD", "YYYY年M月D日": `YYYY` four digits;
  /// `YY` two digits (00–68 are 20YY, 69–99 are 19YY, as POSIX does); `MM`, `DD` two digits; `M`, `D` one or
  /// two; all else stands for itself. The whole text must fit. An empty form is the one above.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text, std::string_view form);
  /// Whether a form names a year, a month and a day once each, and no `M` or `D` (one or two digits) stands
  /// before a digit or another part, where a reader could not see its end: "YYYYMD" is none.
  [[nodiscard]] static bool is_form(std::string_view form);

  [[nodiscard]] std::int64_t days() const { return days_; } ///< since 1970-01-01
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;
  [[nodiscard]] int day() const;
  [[nodiscard]] std::string to_text() const; ///< "2025-01-31"

  [[nodiscard]] std::optional<Date> add_days(std::int64_t days) const;
  /// The same day of a later (or earlier) month; a day past that month's end becomes its end.
  [[nodiscard]] std::optional<Date> add_months(std::int64_t months) const;

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = -719162; // 0001-01-01
};

/// Completed months from `from` to `to`: the greatest n with from.add_months(n) <= to. Where `to` is before
/// `from`, minus the completed months from `to` to `from`.
[[nodiscard]] std::int64_t months_between(Date from, Date to);
/// Completed years: months_between / 12, towards zero.
[[nodiscard]] std::int64_t years_between(Date from, Date to);

/// A span of whole days; may be negative.
struct Duration {
  std::int64_t days = 0;
  friend auto operator<=>(const Duration&, const Duration&) = default;
};

} // namespace strata
