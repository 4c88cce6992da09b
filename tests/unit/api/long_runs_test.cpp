// Runs over many blocks and with several threads: the same results, progress, ways to stop. Says most when it
// is built with the thread sanitizer.
#include <catch2/catch.hpp>

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "runtime/strata.hpp"

namespace strata {
namespace {

Model model() {
  auto loaded = Model::load({.name = "sizes", .text = R"(model sizes
customer {
  id      : text key
  revenue : money in 0 .. 10B
  orders  : whole
}
dimension size weight 100% = match revenue { >= 500 : 100; otherwise : 40 }
score value to 1 places = weighted dimensions
show each to 2 places = revenue / orders
tiers by value { A : >= 80; B : otherwise }
)"});
  REQUIRE(loaded);
  return *loaded.value;
}

/// Some megabytes; every 1000th row divides by zero, every 700th cannot be read, every 900th has an old key.
std::string table(int rows) {
  std::string text = "id,revenue,orders,note\n";
  for (int i = 0; i < rows; ++i) {
    const std::string key = "K" + std::to_string(i % 900 == 899 ? i / 3 : i);
    const std::string revenue = i % 700 == 5 ? "many" : std::to_string(i % 1000);
    text += key + "," + revenue + "," + (i % 1000 == 8 ? "0" : "4") + ",a note that nobody reads\n";
  }
  return text;
}

struct Collected : RejectSink {
  std::vector<std::string> rejects;
  std::thread::id thread = std::this_thread::get_id();
  bool always_this_thread = true;
  void reject(const Reject& reject) override {
    rejects.push_back(std::to_string(reject.line) + reject.key + reject.column + reject.text + reject.reason);
    always_this_thread = always_this_thread && thread == std::this_thread::get_id();
  }
};

TEST_CASE("a run gives the same for any number of threads and either evaluator") {
  const std::string text = table(20'000);
  const Model sizes = model();
  std::string expected;
  std::vector<std::string> expected_rejects;
  for (const unsigned threads : {0U, 1U, 2U, 3U, 4U, 7U}) {
    RunOptions options;
    options.threads = threads;
    if (threads == 0) options.evaluator = EvaluatorChoice::Reference;
    std::istringstream input(text);
    std::ostringstream output;
    Collected sink;
    const auto report = run(sizes, {.name = "c", .stream = &input}, options, output, &sink);
    REQUIRE(report);
    CHECK(sink.always_this_thread);
    CHECK(report.value->rows == 20'000);
    CHECK(report.value->rows_lost == 15);
    CHECK(report.value->decided == 20'000 - 15);
    CHECK(report.value->tiers.size() == 3);
    if (threads == 0) {
      expected = output.str();
      expected_rejects = sink.rejects;
    }
    CHECK(output.str() == expected);
    CHECK(sink.rejects == expected_rejects);
  }
}

/// Gives a table slowly.
class SlowTable : public std::streambuf {
 public:
  explicit SlowTable(std::string text) : text_(std::move(text)) {}

 protected:
  int_type underflow() override {
    if (at_ == text_.size()) return traits_type::eof();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const std::size_t size = std::min(text_.size() - at_, std::size_t{1} << 16);
    setg(text_.data() + at_, text_.data() + at_, text_.data() + at_ + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

TEST_CASE("progress is told on the calling thread, and may stop the run") {
  for (const auto evaluator : {EvaluatorChoice::Columnar, EvaluatorChoice::Reference}) {
    for (const bool stops : {false, true}) {
      SlowTable buffer(table(60'000));
      std::istream input(&buffer);
      std::ostringstream output;
      std::size_t told = 0;
      RunOptions options{.evaluator = evaluator, .threads = 2};
      options.progress = [&, thread = std::this_thread::get_id()](std::size_t rows, std::size_t bytes) {
        CHECK(thread == std::this_thread::get_id());
        CHECK(rows < 60'000);
        CHECK(bytes > 0);
        ++told;
        return !stops;
      };
      const auto report = run(model(), {.name = "c", .stream = &input}, options, output);
      CHECK(told > 0);
      CHECK(report.diagnostics.empty());
      CHECK(report.value.has_value() == !stops);
      if (stops) CHECK(told == 1);
    }
  }
}

TEST_CASE("what a sink throws comes out of the run, whatever its threads are at") {
  struct Refusing : RejectSink {
    void reject(const Reject&) override { throw std::runtime_error("no more"); }
  } sink;
  std::istringstream input(table(20'000));
  std::ostringstream output;
  const RunOptions options{.threads = 3};
  CHECK_THROWS_WITH(run(model(), {.name = "c", .stream = &input}, options, output, &sink), "no more");
}

TEST_CASE("an output that breaks ends the run") {
  class Narrow : public std::streambuf {
   public:
    std::size_t written = 0;

   protected:
    std::streamsize xsputn(const char*, std::streamsize count) override {
      written += static_cast<std::size_t>(count);
      return written < 200'000 ? count : 0;
    }
  } buffer;
  std::istringstream input(table(100'000));
  std::ostream output(&buffer);
  const RunOptions options{.threads = 3};
  static_cast<void>(run(model(), {.name = "c", .stream = &input}, options, output));
  CHECK_FALSE(output.good());
  CHECK(buffer.written < 600'000);
}

} // namespace
} // namespace strata
