// Lines of a script on standard input.
#include <istream>

#include "repl/session/line_source.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

class Script : public LineSource {
 public:
  Line next(const std::string&) override {
    std::string text;
    if (!std::getline(input_.stream(), text)) return {};
    if (text.ends_with('\r')) text.pop_back();
    return {Line::Kind::Text, std::move(text)};
  }

 private:
  InputStream input_{"-"};
};

} // namespace

std::unique_ptr<LineSource> open_script() {
  return std::make_unique<Script>();
}

} // namespace strata::program
