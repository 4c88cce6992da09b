// The prebuilt models and their manuals.
#include "runtime/strata.hpp"

#include "stdlib/embedded_models.hpp"

namespace strata {

const std::vector<LibraryModel>& library() {
  // Never changes after it is made, so that any thread may read it.
  static const std::vector<LibraryModel> kModels = [] {
    std::vector<LibraryModel> models;
    for (const EmbeddedModel& model : embedded_models())
      models.push_back({model.name, model.text});
    return models;
  }();
  return kModels;
}

std::string manual(std::string_view model_text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (model_text.starts_with(kMark)) model_text.remove_prefix(kMark.size());
  std::string result;
  while (!model_text.empty()) {
    const std::size_t end = model_text.find('\n');
    std::string_view line = model_text.substr(0, end);
    model_text.remove_prefix(end == std::string_view::npos ? model_text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && result.empty()) continue; // blank lines before the comment
    if (!line.starts_with('#')) break;
    line.remove_prefix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);
    result.append(line) += '\n';
  }
  return result;
}

} // namespace strata
