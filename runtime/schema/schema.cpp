// `strata schema`: one pass over a table, then a model with a customer block that holds every row of it.
#include <algorithm>

#include <fmt/format.h>

#include "lang/syntax/print/printer.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/schema/column_names.hpp"
#include "runtime/schema/proposal.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::size_t kFirstRejects = 5;
/// Hashes kept to find a key; beyond, the first columns are followed alone, which a run's own list of keys
/// would need too.
constexpr std::size_t kMostHashes = std::size_t{1} << 23;

void bound_memory(std::vector<ColumnProfile>& profiles) {
  std::size_t hashes = 0;
  bool first = true;
  for (ColumnProfile& profile : profiles) {
    hashes += profile.hashes.size();
    if (hashes > kMostHashes && !first) profile.stop_following();
    if (profile.distinct) first = false;
  }
}

std::vector<ColumnProfile> profile_columns(TableReader& reader, Schema& schema) {
  constexpr std::size_t kRowsBetween = 4096; // looks at the memory once in so many
  std::vector<ColumnProfile> profiles(reader.headers().size(), ColumnProfile(reader.number_form()));
  TableRow row;
  while (reader.next(row)) {
    ++schema.rows;
    if (row.broken) {
      ++schema.rejects;
      if (schema.first_rejects.size() < kFirstRejects)
        schema.first_rejects.push_back(
            fmt::format("{}:{}: {}", row.broken->file, row.broken->line, row.broken->expected));
      continue;
    }
    for (std::size_t i = 0; i < profiles.size(); ++i)
      profiles[i].add(row.fields[i]);
    if (row.number % kRowsBetween == 0) bound_memory(profiles);
  }
  return profiles;
}

std::string count_of(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// "customers" of "data/customers.csv".
std::string model_name(const std::string& file) {
  const std::size_t folder = file.find_last_of("/\\");
  const std::string base = folder == file.npos ? file : file.substr(folder + 1);
  const std::string name = plain_name(base.substr(0, base.find('.')));
  return name.empty() || file == "standard input" ? "customers" : name;
}

/// A word in quotes, as a shell takes it.
std::string in_quotes(const std::string& word) {
  if (word.find_first_of("\"\\$`") == word.npos) return '"' + word + '"';
  std::string result = "'";
  for (const char c : word)
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// The options that the table must be read with.
std::string dialect_options(const TableDialect& dialect) {
  std::string options;
  if (!dialect.encoding.empty()) options += " --encoding " + dialect.encoding;
  if (!dialect.separator.empty()) options += " --separator " + in_quotes(dialect.separator);
  if (dialect.decimal_comma) options += " --decimal-comma";
  if (dialect.thousands) options += " --thousands";
  if (dialect.columns)
    options += " --no-header " + in_quotes(fmt::format("{}", fmt::join(*dialect.columns, ",")));
  return options;
}

std::string row_number_name(const std::vector<ColumnName>& names) {
  std::string name = "row";
  while (std::any_of(names.begin(), names.end(), [&](const ColumnName& other) { return other.name == name; }))
    name += "_number";
  return name;
}

std::string model_text(const CustomerTable& table, const Schema& schema,
                       const std::vector<std::string>& headers, const std::vector<ColumnProfile>& profiles,
                       const SchemaOptions& options) {
  const std::vector<ColumnName> names = name_columns(headers);
  std::string columns;
  bool has_key = false;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const ColumnProposal proposal = propose(profiles[i], options.most_choices);
    if (names[i].name.empty()) {
      columns += fmt::format("  # {}\n  # (column {} {}: {}{})\n", proposal.seen, i + 1, names[i].problem,
                             proposal.type, proposal.flags);
      continue;
    }
    const bool key = !has_key && proposal.may_be_key && schema.rows > schema.rejects;
    has_key = has_key || key;
    const std::string header =
        names[i].header.empty() ? std::string() : " from " + syntax::quoted(names[i].header);
    columns += fmt::format("  # {}\n  {} : {}{}{}{}{}\n", proposal.seen, names[i].name, proposal.type,
                           key ? " key" : "", proposal.flags, header, proposal.missing);
  }
  if (!has_key)
    columns = fmt::format("  # {}\n  {} : row number key\n",
                          schema.rows > schema.rejects ? "no column tells all rows apart"
                                                       : "no row tells what could be a key",
                          row_number_name(names)) +
              columns;
  std::string text = fmt::format("# Proposed from {}: {}, {}.\n", visible_text(table.name),
                                 count_of(schema.rows, "row"), count_of(headers.size(), "column"));
  text +=
      "# Keep the columns that the policy reads, and write money where a number is money. Above each column\n"
      "# stands what was seen in it; a range goes up to the next power of ten.\n";
  if (schema.rows == schema.rejects)
    text += "# No row could be read, so nothing tells the types: what stands below is a beginning only.\n";
  if (const std::string read = dialect_options(table.dialect); !read.empty())
    text += fmt::format("# The table is read with{}\n", visible_text(read));
  return text + fmt::format("model {}\n\ncustomer {{\n{}}}\n", model_name(table.name), columns);
}

Result<Schema> propose_from(const CustomerTable& table, const SchemaOptions& options) {
  if (table.stream == nullptr) throw InternalError("a table of customers needs a stream");
  Result<Schema> result;
  std::vector<TableError> errors;
  auto reader =
      TableReader::open(*table.stream, table.name, {}, {.headers = {}, .dialect = table.dialect}, errors);
  for (const TableError& error : errors)
    result.diagnostics.push_back(resolve(error));
  if (!reader) return result;
  Schema schema;
  const std::vector<ColumnProfile> profiles = profile_columns(*reader, schema);
  if (reader->failure()) {
    result.diagnostics.push_back(resolve(*reader->failure()));
    return result;
  }
  const Result<std::string> text =
      format({.name = "schema", .text = model_text(table, schema, reader->headers(), profiles, options)});
  if (!text) throw InternalError("a proposed model does not parse: " + text.diagnostics.front().message);
  schema.text = *text.value;
  result.value = std::move(schema);
  return result;
}

} // namespace

Result<Schema> propose_schema(const CustomerTable& table, const SchemaOptions& options) {
  return at_the_edge([&] { return propose_from(table, options); });
}

} // namespace strata
