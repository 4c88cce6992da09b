// Takes: a typed model.
// Returns: who reads what, what is read coming before its readers.
// Guarantees: a cycle is reported once and cut, so that walking along `order` meets none.
// Does not: judge who may read what (stages.cpp, privacy.cpp).
#pragma once

#include <map>
#include <vector>

#include "lang/check/declarations/demand.hpp"

namespace strata {

/// `from` reads `node` at `place`.
struct Reading {
  struct Edge {
    Node node;
    Span place;
  };
  struct Entry {
    std::vector<Edge> reads;
    int depth = 0; ///< how deep its own expressions nest
  };
  std::map<Node, Entry> entries;
  std::vector<Node> order; ///< every node with an entry, after what it reads
};

[[nodiscard]] Reading follow(Checking& checking);

/// Who reads what is decided later: errors; and the stage of each definition and shown value.
void check_stages(Checking& checking, const Reading& reading);
/// Expressions nested in each other through names beyond what the stack bears.
void check_depth(Checking& checking, const Reading& reading);
/// `protected` columns that reach a tier, `sensitive` columns that reach a result.
void check_privacy(Checking& checking, const Reading& reading);
/// The same for a value that is shown beside the results, once these have passed.
void check_privacy(Checking& checking, const Reading& reading, const ast::Expr& shown);

} // namespace strata
