// The text of result rows from columns made by hand: every form that a result may have.
#include <catch2/catch.hpp>

#include "runtime/pipeline/block_text.hpp"

namespace strata {
namespace {

using columnar::ResultBlock;
using columnar::ResultVector;

/// A model with two tiers, a score per vector, and a block of as many rows as keys.
struct Results {
  TypedModel model;
  plan::Plan plan;
  std::vector<ResultColumn> columns;
  ResultBlock results;
  DecidedBlock block;
  std::string key_text;

  explicit Results(std::size_t rows) {
    model.scales.push_back(
        {.name = "tier", .main = true, .tiers = {{"S, A", "best"}, {"B", "rest"}}, .arms = {}});
    model.main_scale = 0;
    results.rows = rows;
    results.tiers.emplace_back(rows);
    results.first_reason.assign(rows + 1, 0);
    block.records.records = rows;
    key_text.reserve(100 * rows);
  }

  void add_score(ResultVector values, Kind kind, std::optional<int> places = std::nullopt) {
    TypedScore& score = model.scores.emplace_back();
    score.type.kind = kind;
    columns.push_back({ResultSource::Score, model.scores.size() - 1, "score", CellKind::Number, places});
    results.scores.push_back(std::move(values));
  }
  void add(ResultSource source) { columns.push_back({source, 0, "result"}); }

  std::string text(TextForm form = TextForm::CsvLines) {
    BlockText writer(model, plan, columns, form);
    writer.write(block, results);
    return std::string(block.texts.buffer.text());
  }
};

ResultVector decimals(std::vector<std::int64_t> numbers, int places) {
  ResultVector values;
  values.form = ResultVector::Form::Decimal;
  values.numbers = std::move(numbers);
  values.decimals = places;
  return values;
}

TEST_CASE("decimals have the places that are asked for, or no zeros at their end") {
  Results results(3);
  const std::vector<std::int64_t> numbers = {1250, -5, 0};
  results.add_score(decimals(numbers, 2), Kind::Number, 2);
  results.add_score(decimals(numbers, 2), Kind::Number);
  results.add_score(decimals(numbers, 2), Kind::Money, 4);
  results.add_score(decimals(numbers, 0), Kind::Number, 1);
  results.add_score(decimals(numbers, 2), Kind::Number, 1);
  results.add_score(decimals(numbers, 20), Kind::Number);
  results.add_score(decimals(numbers, 0), Kind::Duration, 2);
  CHECK(results.text() == "12.50,12.5,12.5000,1250.0,12.5,0.0000000000000000125,1250\n"
                          "-0.05,-0.05,-0.0500,-5.0,-0.1,-0.00000000000000000005,-5\n"
                          "0.00,0,0.0000,0.0,0.0,0,0\n");
}

TEST_CASE("values that fit no 64 bits, dates, truths, texts and codes are cells too") {
  Results results(2);
  ResultVector wide;
  wide.form = ResultVector::Form::Wide;
  wide.wide = {*Number::parse("123456789012345678901234567890.5"), Number::ratio(1, 3)};
  results.add_score(wide, Kind::Number, 2);
  results.add_score(wide, Kind::Number);
  results.add_score(decimals({0, 20'000}, 0), Kind::Date);
  ResultVector truth = decimals({0, 1}, 0);
  truth.form = ResultVector::Form::Truth;
  results.add_score(truth, Kind::Boolean);
  ResultVector texts;
  texts.form = ResultVector::Form::Text;
  texts.texts = {"a \"word\"", " outer"};
  results.add_score(texts, Kind::Text);
  const std::vector<std::string> list = {"plain", "one, two"};
  ResultVector codes = decimals({1, 0}, 0);
  codes.form = ResultVector::Form::Code;
  codes.texts_of_codes = &list;
  results.add_score(codes, Kind::Text);
  CHECK(results.text() == "123456789012345678901234567890.50,123456789012345678901234567890.5,1970-01-01,"
                          "false,\"a \"\"word\"\"\","
                          "\"one, two\"\n"
                          "0.33,0.333333,2024-10-04,true,\" outer\",plain\n");
}

TEST_CASE("tiers have names and labels, reasons are joined, and excluded customers have these alone") {
  Results results(4);
  results.add(ResultSource::Tier);
  results.add(ResultSource::TierLabel);
  results.add(ResultSource::Reasons);
  results.add_score(decimals({7, 7, 7, 7}, 0), Kind::Number);
  results.results.tiers[0] = {0, 1, 2, 0};
  results.results.excluded = {0, 0, 0, 1};
  results.model.dimensions.emplace_back();
  results.model.dimensions[0].name = "size";
  results.plan.lost_points.emplace_back();
  results.plan.plain_reasons = {{.text = "slow, late"}, {.text = "closed"}};
  columnar::ResultReason lost;
  lost.lost = 0;
  lost.points = 125000;
  const auto plain = [](std::uint32_t index) {
    columnar::ResultReason reason;
    reason.plain = index;
    return reason;
  };
  results.results.reasons = {lost, plain(0), lost, plain(1)};
  results.results.first_reason = {0, 1, 3, 3, 4};
  CHECK(results.text() ==
        "\"S, A\",best,size -12.5,7\nB,rest,\"slow, late; size -12.5\",7\nunrated,,,7\nexcluded,,closed,\n");
}

TEST_CASE("missing values are empty, and a row with nothing else is no blank line") {
  Results results(2);
  ResultVector values = decimals({1, 2}, 0);
  values.missing = {1, 0};
  results.add_score(values, Kind::Number);
  CHECK(results.text() == "\"\"\n2\n");
  CHECK(results.block.texts.row_ends == std::vector<std::uint32_t>{3, 5});
  CHECK(results.text(TextForm::Cells) == "2");
  CHECK(results.block.texts.cell_ends == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("rows apart stand where they belong, and lost ones nowhere") {
  Results results(3);
  results.add_score(decimals({1, 0, 0}, 0), Kind::Number);
  RowApart apart;
  apart.record = 1;
  apart.is_lost = true;
  results.block.apart.push_back(apart);
  apart.record = 2;
  apart.is_lost = false;
  apart.decided.cells = {"a, b"};
  results.block.apart.push_back(apart);
  CHECK(results.text() == "1\n\"a, b\"\n");
  CHECK(results.block.texts.row_ends == std::vector<std::uint32_t>{2, 2, 9});
  results.block.apart.back().decided.cells = {""};
  CHECK(results.text() == "1\n\"\"\n");
}

} // namespace
} // namespace strata
