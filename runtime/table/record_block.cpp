// Records as they lie in a block, one at a time.
#include "runtime/table/record_block.hpp"

#include <algorithm>

namespace strata {

void unquote(std::string_view field, std::string& to) {
  field = field.substr(1, field.size() - 2);
  to.clear();
  for (std::size_t quote = field.find('"'); quote != field.npos; quote = field.find('"')) {
    to.append(field.substr(0, quote + 1));
    field.remove_prefix(quote + 2); // its twin too
  }
  to.append(field);
}

void RecordBlock::copy_field(std::size_t record, std::size_t field, std::string& to) const {
  const std::string_view raw = raw_field(record, field);
  const bool quoted = !has_quotes.empty() && has_quotes[record] != 0 && raw.starts_with('"');
  if (!quoted) {
    to.assign(raw);
    return;
  }
  unquote(raw, to);
}

std::string_view RecordBlock::record_text(std::size_t record) const {
  const std::string_view all(text(), size);
  std::size_t end = ends[first[record + 1] - 1];
  // Behind the last of fields that blanks separate, blanks may stand.
  if (!starts.empty()) end = std::min(all.find_first_of("\r\n", end), size);
  return all.substr(begin[record], end - begin[record]);
}

const BrokenRecord* RecordBlock::broken_at(std::size_t record) const {
  const auto found =
      std::lower_bound(broken.begin(), broken.end(), record,
                       [](const BrokenRecord& one, std::size_t at) { return one.record < at; });
  return found != broken.end() && found->record == record ? &*found : nullptr;
}

void RecordBlock::cut(std::size_t record) {
  records = record;
  begin.resize(record);
  first.resize(record + 1);
  if (!has_quotes.empty()) has_quotes.resize(record);
  if (!line_steps.empty()) line_steps.resize(record);
  while (!broken.empty() && broken.back().record >= record)
    broken.pop_back();
}

void RecordBlock::clear() {
  size = records = uniform_fields = 0;
  begin.clear();
  first.assign(1, 0);
  may_hold_quotes = doubled_quotes = false;
  starts.clear();
  has_quotes.clear();
  line_steps.clear();
  broken.clear();
}

} // namespace strata
