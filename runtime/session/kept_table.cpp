// Reads a table once for a model and keeps its customers.
#include "runtime/session/kept_table.hpp"

#include <sstream>

#include <fmt/format.h>

#include "runtime/diagnostic.hpp"

namespace strata::session {

std::string way_of_reading(const TypedModel& model) {
  std::string way;
  for (const ast::Declaration& declaration : model.tree.declarations) {
    // Failures of cells point at the columns' places, so these are part of it.
    if (const auto* customer = std::get_if<ast::CustomerDecl>(&declaration))
      way += fmt::format("{} {}", customer->span.begin, model.sources.text(customer->span));
    if (const auto* currency = std::get_if<ast::CurrencyDecl>(&declaration)) way += currency->code.text;
  }
  for (const TypedColumn& column : model.columns)
    way += column.used ? '+' : '-'; // a cell that cannot be read is a reject only where it is used
  return way;
}

namespace {

/// A column that the table lacks fails where a question reads it.
void mark_absent(const TypedModel& model, const CustomerReader& reader, CustomerRow& customer) {
  for (std::uint32_t i = 0; i < model.columns.size(); ++i) {
    if (reader.reads(i)) continue;
    customer.cells[i] = Failure{.place = model.columns[i].declaration->name.span,
                                .message = "the table has no column " + model.columns[i].cell.name,
                                .column = static_cast<std::int32_t>(i)};
  }
}

} // namespace

std::shared_ptr<const KeptTable> keep_table(const TypedModel& model, const TableText& table,
                                            const std::function<bool()>& stop,
                                            std::vector<Diagnostic>& diagnostics) {
  std::istringstream stream(table.text);
  auto kept = std::make_shared<KeptTable>();
  auto reader = CustomerReader::open(model, table.customer_table(&stream), kept->notes, ColumnsRead::Present);
  if (!reader) {
    diagnostics.insert(diagnostics.end(), kept->notes.begin(), kept->notes.end());
    return nullptr;
  }
  CustomerRow customer;
  for (auto next = reader->next(customer); next != CustomerReader::Next::End; next = reader->next(customer)) {
    if (stop && stop()) return nullptr;
    if (next == CustomerReader::Next::Lost) {
      kept->rejects.push_back(customer.lost);
      ++kept->rows_lost;
      continue;
    }
    mark_absent(model, *reader, customer);
    kept->rejects.insert(kept->rejects.end(), customer.bad_cells.begin(), customer.bad_cells.end());
    kept->by_key.emplace(customer.key, kept->customers.size());
    CustomerRow& row = kept->customers.emplace_back(std::move(customer));
    row.record.cells = {};
    row.record.fields = {};
    customer = {};
  }
  if (reader->failure()) {
    diagnostics.push_back(resolve(*reader->failure()));
    return nullptr;
  }
  return kept;
}

} // namespace strata::session
