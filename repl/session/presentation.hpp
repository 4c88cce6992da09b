// Takes: what a session answers.
// Returns: it as a person reads it in a terminal.
// Guarantees: the same answer gives the same text; every line ends.
// Does not: print.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/session.hpp"

namespace strata::program {

[[nodiscard]] std::string answer_text(const Answer& answer);
/// Tier sizes before and after and who moved; empty where nothing of that is known.
[[nodiscard]] std::string change_text(const Change& change);
[[nodiscard]] std::string customer_text(const CustomerView& customer);
/// "model sabc, 9 columns", without a line end.
[[nodiscard]] std::string model_line(const Session& session);
/// "customers.csv: 5 customers" and below it what could not be read, without a last line end.
[[nodiscard]] std::string table_text(const TableInfo& info);
[[nodiscard]] std::string parameter_table(const std::vector<ParameterInfo>& parameters);
[[nodiscard]] std::string column_table(const std::vector<ColumnInfo>& columns);
[[nodiscard]] std::string name_table(const std::vector<DeclaredName>& names);
/// Whether the first word of an entry is one that declarations begin with.
[[nodiscard]] bool begins_declaration(std::string_view entry);

} // namespace strata::program
