// Cutting a failing trial down: records, lines of the model, brackets, options.
#include <algorithm>
#include <chrono>

#include "trial.hpp"

namespace strata::identity {

namespace {

/// A model that is hard to cut down is kept as it is after this time.
constexpr std::chrono::seconds kPatience{40};

class Shrinker {
 public:
  Shrinker(Trial trial, const std::function<bool(const Trial&)>& fails)
      : best_(std::move(trial)), fails_(fails) {}

  Trial shrunk() {
    bool smaller = true;
    while (smaller && patient()) {
      smaller = drop_records();
      smaller = drop_options() || smaller;
      smaller = drop_lines() || smaller;
      smaller = drop_brackets() || smaller;
    }
    return std::move(best_);
  }

 private:
  [[nodiscard]] bool patient() const { return std::chrono::steady_clock::now() - begin_ < kPatience; }

  bool accept(Trial trial) {
    if (!patient() || !fails_(trial)) return false;
    best_ = std::move(trial);
    return true;
  }

  bool drop_records() {
    bool smaller = false;
    for (std::size_t size = std::max<std::size_t>(best_.records.size() / 2, 1);; size /= 2) {
      for (std::size_t at = 0; at < best_.records.size();) {
        Trial trial = best_;
        const auto from = trial.records.begin() + static_cast<std::ptrdiff_t>(at);
        trial.records.erase(from,
                            from + static_cast<std::ptrdiff_t>(std::min(size, trial.records.size() - at)));
        if (accept(std::move(trial))) {
          smaller = true;
        } else {
          at += size;
        }
      }
      if (size <= 1) return smaller;
    }
  }

  bool drop_options() {
    bool smaller = false;
    const auto attempt = [&](auto change) {
      Trial trial = best_;
      change(trial);
      if (to_text(trial) != to_text(best_)) smaller = accept(std::move(trial)) || smaller;
    };
    attempt([](Trial& trial) {
      trial.options = {.as_of = trial.options.as_of, .trust_keys = trial.options.trust_keys};
    });
    attempt([](Trial& trial) { trial.options.format = OutputFormat::Csv; });
    attempt(
        [](Trial& trial) { trial.options.detail = trial.options.labels = trial.options.with_input = false; });
    attempt([](Trial& trial) { trial.options.distance = trial.options.trust_keys = false; });
    attempt([](Trial& trial) { trial.settings.clear(); });
    attempt([](Trial& trial) { trial.dialect = {}; });
    return smaller;
  }

  /// Lines, and with a line that opens a block the block.
  bool drop_lines() {
    bool smaller = false;
    for (std::size_t at = 0; at < best_.model.size();) {
      std::size_t end = line_end(at);
      const std::size_t next = end;
      int depth = 0;
      for (std::size_t from = at;;) {
        const std::string_view line = std::string_view(best_.model).substr(from, end - from);
        depth += static_cast<int>(std::count(line.begin(), line.end(), '{')) -
                 static_cast<int>(std::count(line.begin(), line.end(), '}'));
        if (depth <= 0 || end >= best_.model.size()) break;
        from = end;
        end = line_end(end);
      }
      Trial trial = best_;
      trial.model.erase(at, end - at);
      if (accept(std::move(trial))) {
        smaller = true;
      } else {
        at = next;
      }
    }
    return smaller;
  }
  [[nodiscard]] std::size_t line_end(std::size_t at) const {
    const std::size_t end = best_.model.find('\n', at);
    return end == std::string::npos ? best_.model.size() : end + 1;
  }

  /// What stands in brackets becomes a constant, or one of the brackets inside.
  bool drop_brackets() {
    bool smaller = false;
    for (std::size_t at = 0; at < best_.model.size(); ++at) {
      if (best_.model[at] != '(') continue;
      const std::size_t end = closing(at);
      if (end == std::string::npos) continue;
      std::vector<std::string> instead = {"1", "true", "base"};
      for (std::size_t inner = at + 1; inner < end; ++inner) {
        if (best_.model[inner] != '(') continue;
        const std::size_t close = closing(inner);
        if (close == std::string::npos) break;
        instead.push_back(best_.model.substr(inner, close - inner + 1));
        inner = close;
      }
      for (const std::string& text : instead) {
        if (text.size() >= end - at + 1) continue;
        Trial trial = best_;
        trial.model.replace(at, end - at + 1, text);
        if (!accept(std::move(trial))) continue;
        smaller = true;
        break;
      }
    }
    return smaller;
  }
  [[nodiscard]] std::size_t closing(std::size_t at) const {
    int depth = 0;
    for (std::size_t i = at; i < best_.model.size(); ++i) {
      depth += best_.model[i] == '(' ? 1 : best_.model[i] == ')' ? -1 : 0;
      if (depth == 0) return i;
    }
    return std::string::npos;
  }

  Trial best_;
  const std::function<bool(const Trial&)>& fails_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

} // namespace

Trial shrunk(Trial trial, const std::function<bool(const Trial&)>& fails) {
  return Shrinker(std::move(trial), fails).shrunk();
}

} // namespace strata::identity
