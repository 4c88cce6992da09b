// The tables of the other workloads.
#include <array>

#include "bench/generate/row.hpp"
#include "bench/generate/workload.hpp"

namespace strata::bench {
namespace {

constexpr std::array<std::string_view, 10> kWords = {
    "north", "follow up", "renewed", "none", "see letter", "partner", "A-17", "yes", "open", "second visit"};
constexpr std::array<std::string_view, 4> kSegments = {"retail", "wholesale", "public", "export"};
constexpr std::array<std::string_view, 5> kGrades = {"excellent", "good", "fair", "poor", "none"};
constexpr int kWideColumns = 60;
constexpr int kDimensionsOfAKind = 10;

/// Where the eight columns stand that the model of the wide table reads; from 0.
enum WideColumn {
  kNumber = 3,
  kSegment = 11,
  kJoined = 19,
  kTurnover = 26,
  kMargin = 27,
  kVisits = 40,
  kRating = 49,
  kComplaints = 58,
};

void append_number(std::string& text, int number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

std::string_view wide_name(int column) {
  switch (column) {
  case kNumber: return "customer_no";
  case kSegment: return "segment";
  case kJoined: return "joined";
  case kTurnover: return "turnover";
  case kMargin: return "margin";
  case kVisits: return "visits";
  case kRating: return "rating";
  case kComplaints: return "complaints";
  default: return {};
  }
}

} // namespace

void write_wide_header(std::string& text) {
  for (int column = 0; column < kWideColumns; ++column) {
    if (column > 0) text += ',';
    if (const std::string_view name = wide_name(column); !name.empty()) {
      text += name;
    } else {
      text += "field_";
      append_number(text, column);
    }
  }
  text += '\n';
}

void write_wide_customer(std::string& text, std::uint64_t customer, const TableOptions& options) {
  Chance chance(options.seed, customer);
  Row row(text);
  for (int column = 0; column < kWideColumns; ++column) {
    switch (column) {
    case kNumber: row.key("", customer, 7); continue;
    case kSegment: row.raw(chance.one_of(kSegments)); continue;
    case kJoined: row.date(chance, 2004, 21); continue;
    case kTurnover: row.number(chance.size(8, 25)); continue;
    case kMargin: row.number(chance.size(9, 28) - 4'000, 2); continue;
    case kVisits: row.number(chance.waiting(9, 120)); continue;
    case kRating: row.number(chance.below(1'001), 1); continue;
    case kComplaints: chance.percent(40) ? row.empty() : row.number(chance.waiting(2, 30)); continue;
    default: break;
    }
    switch (column % 5) { // what nobody reads
    case 0: row.raw(chance.one_of(kWords)); break;
    case 1: row.number(chance.size(4, 30), 4); break;
    case 2: row.date(chance, 1990, 35); break;
    case 3: row.number(chance.below(200)); break;
    default: chance.percent(60) ? row.empty() : row.raw(chance.one_of(kWords)); break;
    }
  }
  row.end();
}

void write_dimensions_header(std::string& text) {
  text += "account";
  for (int number = 1; number <= kDimensionsOfAKind; ++number) {
    for (const std::string_view kind : {",share_", ",amount_", ",count_", ",grade_"}) {
      text += kind;
      append_number(text, number);
    }
  }
  text += '\n';
}

void write_dimensions_customer(std::string& text, std::uint64_t customer, const TableOptions& options) {
  Chance chance(options.seed, customer);
  Row row(text);
  row.key("K-", customer, 8);
  for (int number = 1; number <= kDimensionsOfAKind; ++number) {
    row.number(chance.below(1'001), 1).number(chance.size(14, 30), 2).number(chance.waiting(12, 400));
    row.raw(chance.one_of(kGrades));
  }
  row.end();
}

void write_division_header(std::string& text) {
  text += "shop,revenue,cost,last_revenue,orders,visitors,staff,area,stock,returns\n";
}

void write_division_customer(std::string& text, std::uint64_t customer, const TableOptions& options) {
  Chance chance(options.seed, customer);
  const std::int64_t revenue = chance.size(18, 32);
  const std::int64_t orders = chance.percent(2) ? 0 : chance.size(2, 15);
  Row row(text);
  row.key("S", customer, 9);
  row.number(revenue, 2).number(revenue / 100 * chance.between(40, 115) + chance.below(100), 2);
  row.number(chance.percent(3) ? 0 : revenue / 100 * chance.between(60, 150), 2);
  row.number(orders).number(orders + chance.size(3, 18)).number(chance.size(0, 8));
  row.number(chance.between(50, 50'000), 1).number(chance.size(12, 28), 2);
  row.number(orders == 0 ? 0 : chance.below(orders)).end();
}

void write_chinese_header(std::string& text) {
  text += "\"客户编号\",\"客户名称\",\"行业\",\"省份\",\"年收入\",\"合作年限\",\"逾期天数\",\"备注\"\n";
}

void write_chinese_customer(std::string& text, std::uint64_t customer, const TableOptions& options) {
  static constexpr std::array<std::string_view, 8> kCities = {"北京", "上海", "广州", "深圳",
                                                              "杭州", "成都", "西安", "哈尔滨"};
  static constexpr std::array<std::string_view, 8> kMiddles = {"华信", "远大",   "中兴", "恒通",
                                                               "瑞丰", "明德润", "长青", "金石"};
  static constexpr std::array<std::string_view, 6> kEnds = {"科技有限公司", "贸易公司", "集团",
                                                            "设备厂",       "研究院",   "股份有限公司"};
  static constexpr std::array<std::string_view, 4> kBranches = {"", "", ", 海淀分部", "（华东）, 二部"};
  static constexpr std::array<std::string_view, 5> kTrades = {"通信", "政府", "金融", "能源", "制造业"};
  static constexpr std::array<std::string_view, 6> kProvinces = {"北京市", "广东省",   "浙江省",
                                                                 "四川省", "黑龙江省", "内蒙古自治区"};
  static constexpr std::array<std::string_view, 4> kNotes = {"", "已续约", "需要回访, 本月",
                                                             "老客户,重点关注"};
  Chance chance(options.seed, customer);
  std::string name(chance.one_of(kCities));
  name += chance.one_of(kMiddles);
  name += chance.one_of(kEnds);
  name += chance.one_of(kBranches);
  Row row(text);
  row.key("客户-", customer, 7, true)
      .quoted(name)
      .quoted(chance.one_of(kTrades))
      .quoted(chance.one_of(kProvinces));
  row.number(chance.size(20, 36), 2).number(chance.waiting(3, 40));
  chance.percent(25) ? row.empty() : row.number(chance.waiting(20, 720));
  row.quoted(chance.one_of(kNotes)).end();
}

} // namespace strata::bench
