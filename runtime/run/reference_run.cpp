// The plain way through a table.
#include "runtime/run/reference_run.hpp"

#include <ostream>

#include "runtime/run/pace.hpp"

namespace strata {

bool run_by_rows(CustomerReader& reader, const RowDecider& decider, const RunOptions& options,
                 const RunSinks& sinks) {
  Pace pace(options);
  CustomerRow customer;
  DecidedRow decided;
  // A broken output is the caller's to see; nothing further could reach it.
  while (sinks.output.good()) {
    const CustomerReader::Next next = reader.next(customer);
    if (next == CustomerReader::Next::End) break;
    sinks.tally.records(1);
    if (next == CustomerReader::Next::Lost) {
      sinks.reject(customer.lost);
    } else {
      decider.decide(customer, decided);
      sinks.writer.write(decided.cells);
      sinks.tally.decided(decided.place);
      sinks.tally.customer_rejects(decided.rejects);
      for (const Reject& reject : decided.rejects)
        sinks.reject(reject);
    }
    if (!pace.goes_on(sinks.tally.rows_written(), reader.bytes_read())) return false;
  }
  return true;
}

} // namespace strata
