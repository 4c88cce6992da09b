// Dates against a calendar that is walked day by day, and the laws of months.
#include "lang/value/date.hpp"

#include <limits>
#include <ostream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "lang/value/unreal_day.hpp"

namespace strata {

inline void showValue(const Date& date, std::ostream& out) {
  out << date.to_text();
}

namespace {

Date day(int year, int month, int day_of_month) {
  return *Date::from_ymd(year, month, day_of_month);
}
Date day(std::string_view text) {
  return *Date::parse(text);
}
std::string text(std::optional<Date> date) {
  return date ? date->to_text() : "none";
}

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int month_length(int year, int month) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kLengths[month - 1];
}

rc::Gen<Date> any_day() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(-719162, 2932897),
                      [](std::int64_t n) { return *Date::from_days(n); });
}

TEST_CASE("every day of the years 1 to 9999 has its number") {
  std::int64_t number = -719162;
  bool right = true;
  for (int year = 1; year <= 9999; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int d = 1; d <= month_length(year, month); ++d, ++number) {
        const std::optional<Date> date = Date::from_ymd(year, month, d);
        right = right && date && date->days() == number && date->year() == year && date->month() == month &&
                date->day() == d && Date::from_days(number) == date;
      }
  CHECK(right);
  CHECK(number == 2932897);
  CHECK(day(1970, 1, 1).days() == 0);
  CHECK(Date() == day(1, 1, 1));
}

TEST_CASE("days that are not in the calendar are refused") {
  CHECK_FALSE(Date::from_ymd(2025, 2, 29));
  CHECK_FALSE(Date::from_ymd(1900, 2, 29));
  CHECK(Date::from_ymd(2000, 2, 29));
  CHECK(Date::from_ymd(2024, 2, 29));
  CHECK_FALSE(Date::from_ymd(2024, 2, 30));
  CHECK_FALSE(Date::from_ymd(2025, 4, 31));
  CHECK_FALSE(Date::from_ymd(2025, 0, 1));
  CHECK_FALSE(Date::from_ymd(2025, 13, 1));
  CHECK_FALSE(Date::from_ymd(2025, 1, 0));
  CHECK_FALSE(Date::from_ymd(2025, 1, 32));
  CHECK_FALSE(Date::from_ymd(0, 1, 1));
  CHECK_FALSE(Date::from_ymd(10000, 1, 1));
  CHECK_FALSE(Date::from_ymd(2025, 257, 1));
  CHECK_FALSE(Date::from_ymd(2025, 1, 257));
  CHECK_FALSE(Date::from_days(-719163));
  CHECK_FALSE(Date::from_days(2932897));
}

TEST_CASE("ISO dates are read exactly") {
  CHECK(text(Date::parse("2025-01-31")) == "2025-01-31");
  CHECK(text(Date::parse("0001-01-01")) == "0001-01-01");
  CHECK(text(Date::parse("9999-12-31")) == "9999-12-31");
  for (const char* wrong :
       {"", "2025-1-31", "2025-01-32", "2025-02-29", "2025/01/31", "20250131", " 2025-01-31", "2025-01-31 ",
        "2025-01-3a", "-025-01-31", "2025-01--1", "0000-01-01", "2025-01-31T00"})
    CHECK(text(Date::parse(wrong)) == "none");
}

TEST_CASE("dates are read by a form") {
  CHECK(text(Date::parse("1/5/2025", "M/D/YYYY")) == "2025-01-05");
  CHECK(text(Date::parse("01/05/2025", "M/D/YYYY")) == "2025-01-05");
  CHECK(text(Date::parse("12/31/2025", "M/D/YYYY")) == "2025-12-31");
  CHECK(text(Date::parse("2025/12/31", "YYYY/MM/DD")) == "2025-12-31");
  CHECK(text(Date::parse("31.1.68", "D.M.YY")) == "2068-01-31");
  CHECK(text(Date::parse("31.1.69", "D.M.YY")) == "1969-01-31");
  CHECK(text(Date::parse("1.1.00", "D.M.YY")) == "2000-01-01");
  CHECK(text(Date::parse("20250131", "YYYYMMDD")) == "2025-01-31");
  CHECK(text(Date::parse("2025年1月31日", "YYYY年M月D日")) == "2025-01-31");
  CHECK(text(Date::parse("2025-01-31", "")) == "2025-01-31");

  CHECK(text(Date::parse("13/5/2025", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("1/5/25", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("1/5/20255", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("001/5/2025", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("/5/2025", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("1/5/2025 ", "M/D/YYYY")) == "none");
  CHECK(text(Date::parse("1/05/2025", "MM/DD/YYYY")) == "none");
  CHECK(text(Date::parse("2025013", "YYYYMMDD")) == "none");
  CHECK(text(Date::parse("29.2.2025", "D.M.YYYY")) == "none");
  CHECK(text(Date::parse("2025年1月31", "YYYY年M月D日")) == "none");
}

TEST_CASE("a form names year, month and day once each, with ends that can be seen") {
  for (const char* form :
       {"M/D/YYYY", "YYYY/MM/DD", "D.M.YY", "YYYYMMDD", "YYYY年M月D日", "DDMMYY", "MMDDYYYY", "YYYYMMD"})
    CHECK(Date::is_form(form));
  for (const char* form : {"", "YYYY", "YYYY-MM", "YYYY-MM-DD-DD", "YYY-MM-DD", "Y-M-D", "YYYY-MMM-DD",
                           "YYYYMD", "MDYYYY", "DD/MM", "yyyy-mm-dd", "M5D/YYYY"})
    CHECK_FALSE(Date::is_form(form));
  CHECK(text(Date::parse("2025111", "YYYYMD")) == "none");
}

TEST_CASE("what is written is read back as the same date") {
  REQUIRE(rc::check([] {
    const Date date = *any_day();
    RC_ASSERT(Date::parse(date.to_text()) == date);
    RC_ASSERT(Date::parse(date.to_text(), "YYYY-MM-DD") == date);
    RC_ASSERT(Date::parse(date.to_text(), "YYYY-M-D") == date);
  }));
}

TEST_CASE("days are added within the calendar") {
  CHECK(text(day("2024-02-28").add_days(1)) == "2024-02-29");
  CHECK(text(day("2025-01-01").add_days(-1)) == "2024-12-31");
  CHECK(text(day("9999-12-31").add_days(1)) == "none");
  CHECK(text(day("0001-01-01").add_days(-1)) == "none");
  CHECK(text(day("0001-01-01").add_days(3652058)) == "9999-12-31");
  CHECK(text(day("2025-01-01").add_days(std::numeric_limits<std::int64_t>::max())) == "none");
  CHECK(text(day("2025-01-01").add_days(std::numeric_limits<std::int64_t>::min())) == "none");
}

TEST_CASE("a day past the end of a month becomes its end") {
  CHECK(text(day("2025-01-31").add_months(1)) == "2025-02-28");
  CHECK(text(day("2024-01-31").add_months(1)) == "2024-02-29");
  CHECK(text(day("2024-02-29").add_months(12)) == "2025-02-28");
  CHECK(text(day("2024-02-29").add_months(48)) == "2028-02-29");
  CHECK(text(day("2025-03-31").add_months(-1)) == "2025-02-28");
  CHECK(text(day("2025-05-31").add_months(1)) == "2025-06-30");
  CHECK(text(day("2025-12-15").add_months(1)) == "2026-01-15");
  CHECK(text(day("2025-01-15").add_months(-1)) == "2024-12-15");
  CHECK(text(day("2025-01-15").add_months(-13)) == "2023-12-15");
  CHECK(text(day("2025-01-15").add_months(0)) == "2025-01-15");
  CHECK(text(day("9999-12-01").add_months(1)) == "none");
  CHECK(text(day("0001-01-31").add_months(-1)) == "none");
  CHECK(text(day("0001-01-31").add_months(12 * 9999 - 1)) == "9999-12-31");
  CHECK(text(day("2025-01-15").add_months(std::numeric_limits<std::int64_t>::max())) == "none");
  CHECK(text(day("2025-01-15").add_months(std::numeric_limits<std::int64_t>::min())) == "none");
}

TEST_CASE("completed months and years") {
  CHECK(months_between(day("2025-01-15"), day("2025-02-14")) == 0);
  CHECK(months_between(day("2025-01-15"), day("2025-02-15")) == 1);
  CHECK(months_between(day("2025-01-31"), day("2025-02-27")) == 0);
  CHECK(months_between(day("2025-01-31"), day("2025-02-28")) == 1);
  CHECK(months_between(day("2025-01-31"), day("2025-03-30")) == 1);
  CHECK(months_between(day("2025-01-31"), day("2025-03-31")) == 2);
  CHECK(months_between(day("2025-02-15"), day("2025-01-15")) == -1);
  CHECK(months_between(day("2025-02-14"), day("2025-01-15")) == 0);
  CHECK(months_between(day("0001-01-01"), day("9999-12-31")) == 12 * 9999 - 1);
  CHECK(years_between(day("2000-02-29"), day("2001-02-27")) == 0);
  CHECK(years_between(day("2000-02-29"), day("2001-02-28")) == 1);
  CHECK(years_between(day("2020-06-01"), day("2025-05-31")) == 4);
  CHECK(years_between(day("2025-05-31"), day("2020-06-01")) == -4);
}

TEST_CASE("months between two days are the greatest number that can be added") {
  REQUIRE(rc::check([] {
    const Date a = *any_day();
    const Date b = *any_day();
    const Date from = std::min(a, b);
    const Date to = std::max(a, b);
    const std::int64_t months = months_between(from, to);
    RC_ASSERT(*from.add_months(months) <= to);
    const std::optional<Date> next = from.add_months(months + 1);
    RC_ASSERT(!next || *next > to);
    RC_ASSERT(months_between(to, from) == -months);
    RC_ASSERT(years_between(from, to) == months / 12);
  }));
  REQUIRE(rc::check("adding months moves the month by so many", [] {
    const Date from = *any_day();
    const auto months = *rc::gen::inRange<std::int64_t>(-2400, 2401);
    const std::optional<Date> to = from.add_months(months);
    RC_PRE(to.has_value());
    const auto index = [](Date date) { return std::int64_t{date.year()} * 12 + date.month(); };
    RC_ASSERT(index(*to) - index(from) == months);
    RC_ASSERT(to->day() == std::min(from.day(), month_length(to->year(), to->month())));
  }));
}

TEST_CASE("a day that the calendar lacks is named") {
  CHECK(unreal_day("30.2.2020", "D.M.YYYY") == "there is no 30 February 2020");
  CHECK(unreal_day("2018年13月1日", "YYYY年M月D日") == "there is no month 13");
  CHECK(unreal_day("2025-02-30", "") == "there is no 30 February 2025");
  CHECK(unreal_day("2025-00-30", "") == "there is no month 0");
  CHECK(unreal_day("0000-01-30", "") == "there is no year 0");
  CHECK(unreal_day("31.12.99", "DD.MM.YY").empty());
  CHECK(unreal_day("2025-02-28", "").empty());
  CHECK(unreal_day("2025-2-30", "").empty());
  CHECK(unreal_day("30/2/2020", "D.M.YYYY").empty());
}

} // namespace
} // namespace strata
