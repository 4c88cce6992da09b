// The table of the model `sabc`: accounts with three years of revenue, on the borders of the model where
// asked for.
#include <algorithm>
#include <array>

#include "bench/generate/row.hpp"
#include "bench/generate/workload.hpp"

namespace strata::bench {
namespace {

constexpr std::array<std::string_view, 8> kIndustries = {
    "Manufacturing", "Retail", "Healthcare", "Finance", "Education", "Energy", "Logistics", "Technology"};
constexpr std::array<int, 8> kIndustryPoints = {70, 55, 80, 90, 40, 65, 60, 95};
constexpr std::array<std::string_view, 12> kRegions = {"Beijing", "Shanghai",  "Guangdong", "Zhejiang",
                                                       "Jiangsu", "Sichuan",   "Hubei",     "Shaanxi",
                                                       "Fujian",  "Chongqing", "Liaoning",  "Neimenggu"};
/// The borders of the revenue's bands, in cents.
constexpr std::array<std::int64_t, 5> kRevenueBorders = {10'000'000, 50'000'000, 200'000'000, 1'000'000'000,
                                                         5'000'000'000};
constexpr std::array<int, 6> kRevenuePoints = {10, 25, 45, 65, 85, 100};
constexpr std::int64_t kMostCents = 100'000'000'000;

struct Account {
  std::size_t industry = 0;
  std::array<std::int64_t, 3> revenue = {}; ///< cents; the latest year first
  std::int64_t potential = 0;               ///< cents
  std::int64_t years = 0;
  std::int64_t payment_days = -1; ///< -1: missing
  std::int64_t complaints = 0;
};

/// All parts of the score but that of the potential, in ten thousandths of a point.
std::int64_t other_points(const Account& account) {
  const auto& [latest, before, first] = account.revenue;
  const std::int64_t tenths_of_cents = 5 * latest + 3 * before + 2 * first;
  std::size_t band = 0;
  while (band < kRevenueBorders.size() && tenths_of_cents >= 10 * kRevenueBorders[band]) {
    ++band;
  }
  const std::int64_t tenure = account.years < 1 ? 20 : account.years < 3 ? 50 : account.years < 7 ? 80 : 100;
  const std::int64_t days = account.payment_days;
  const std::int64_t on_time = days < 0     ? 40
                               : days <= 15 ? 100
                               : days <= 30 ? 85
                               : days <= 60 ? 60
                               : days <= 90 ? 30
                                            : 0;
  const std::int64_t risk = std::max<std::int64_t>(0, on_time - 5 * account.complaints);
  return 100 * (35 * kRevenuePoints[band] + 15 * kIndustryPoints[account.industry] + 10 * tenure + 15 * risk);
}

/// Half of them: the weighted revenue on the border of a band, or just below it; the others: the score on the
/// border of a tier, half a hundredth below it (which rounds up to it), or a trifle less (which does not).
void move_to_border(Account& account, Chance& chance) {
  if (chance.percent(50)) {
    const std::int64_t border =
        kRevenueBorders[static_cast<std::size_t>(chance.below(kRevenueBorders.size()))];
    const std::int64_t spread = chance.below(9'999);
    account.revenue = {border + spread, border - spread, border - spread};
    if (chance.percent(30)) --account.revenue[2];
    return;
  }
  // A quarter of the score is potential / 500,000: a ten thousandth of a point is worth 20,000 cents.
  constexpr std::int64_t kCentsPerPoint = 20'000;
  for (const std::int64_t border : {800'000, 650'000, 450'000}) {
    const std::int64_t lacks = border - other_points(account);
    const std::int64_t way = chance.below(3);
    if (lacks < 51 || lacks > 250'000) continue;
    account.potential = (way == 0 ? lacks : lacks - 50) * kCentsPerPoint - (way == 2 ? 1 : 0);
    return;
  }
}

} // namespace

void write_sabc_header(std::string& text) {
  text += "id,industry,region,revenue_y1,revenue_y2,revenue_y3,potential,years,payment_days,complaints,"
          "influence\n";
}

void write_sabc_customer(std::string& text, std::uint64_t customer, const TableOptions& options) {
  Chance chance(options.seed, customer);
  Account account;
  account.industry = static_cast<std::size_t>(chance.below(kIndustries.size()));
  const std::int64_t size = chance.size(22, 36);
  for (std::int64_t& year : account.revenue) {
    year = std::min(kMostCents, size / 100 * chance.between(70, 140) + chance.below(100));
  }
  account.potential = chance.size(26, 36);
  // Estimates of sales are often round.
  if (chance.percent(30)) account.potential = account.potential / 1'000'000 * 1'000'000;
  account.years = chance.waiting(4, 60);
  if (!chance.percent(3)) account.payment_days = 5 + chance.waiting(25, 360);
  account.complaints = chance.waiting(1, 20);
  if (options.boundary > 0 && chance.percent(options.boundary)) move_to_border(account, chance);

  Row row(text);
  row.key("C", customer, 8).raw(kIndustries[account.industry]).raw(chance.one_of(kRegions));
  for (const std::int64_t year : account.revenue) {
    row.number(year, 2);
  }
  row.number(account.potential, 2).number(account.years);
  account.payment_days < 0 ? row.empty() : row.number(account.payment_days);
  row.number(account.complaints).number(chance.below(1'001), 1).end();
}

} // namespace strata::bench
