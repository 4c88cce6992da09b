// The texts of `strata --help` and of the commands' own help.
#include "repl/help.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace strata::program {

namespace {

constexpr std::array kCommands = {
    CommandHelp{
        .name = "run",
        .arguments = "MODEL CUSTOMERS",
        .summary = "scores, tiers and policies for a table of customers",
        .examples =
            "  strata run sabc.strata customers.csv --as-of 2025-01-01\n"
            "  strata run sabc.strata customers.csv --as-of 2025-01-01 --out decisions.csv --summary\n"
            "  strata run sabc.strata customers.csv --as-of 2025-01-01 --set strategic_cut=85 --format "
            "table\n"
            "  strata run std/single_factor customers.csv --map id=account_id --map y0=revenue_2024 \\\n"
            "      --map y1=revenue_2023 --map y2=revenue_2022\n"
            "  zcat customers.csv.gz | strata run sabc.strata - --as-of 2025-01-01 --rejects rejects.csv > "
            "decisions.csv\n",
        .notes = "The decision table has one row per customer, in the order of the input. Rows that cannot "
                 "be read or\n"
                 "decided do not stop the others: they are counted on standard error, listed by --rejects, "
                 "and make the\n"
                 "exit code 1.\n"},
    CommandHelp{
        .name = "check",
        .arguments = "MODEL...",
        .summary = "finds mistakes in models before any customer is decided",
        .examples = "  strata check sabc.strata\n"
                    "  strata check --strict models/*.strata\n"
                    "  strata check sabc.strata --set strategic_cut=90\n"
                    "  strata check --format json sabc.strata\n"
                    "  strata check --plan sabc.strata\n",
        .notes =
            "Messages go to standard error, with --format json to standard output. `strata explain E0201`\n"
            "says more about a message by its code. --plan shows what a run works out for each customer, "
            "step by step,\nand what it leaves out because no result needs it.\n"},
    CommandHelp{
        .name = "test",
        .arguments = "MODEL...",
        .summary = "runs the examples that stand in models",
        .examples = "  strata test sabc.strata\n"
                    "  strata test --coverage sabc.strata\n"
                    "  strata test --boundary sabc.strata > more_examples.strata\n"
                    "  strata test --junit report.xml models/*.strata\n"
                    "  strata test sabc.strata --set strategic_cut=85\n"
                    "  strata test std/b2b_scorecard\n",
        .notes =
            "A parameter that an example gives is what the example says; the others are those of --set.\n"
            "What --boundary proposes expects what the model answers now: read it before you keep it.\n"},
    CommandHelp{
        .name = "explain",
        .arguments = "MODEL CUSTOMERS KEY | CODE",
        .summary = "why a customer has its tier, or what a message means",
        .examples = "  strata explain sabc.strata customers.csv K0042 --as-of 2025-01-01\n"
                    "  strata explain sabc.strata customers.csv K0042 --as-of 2025-01-01 --format json\n"
                    "  strata explain E0201\n",
        .notes = "The exit code is 1 where something of the customer could not be read or worked out, as "
                 "it is of a run.\n"},
    CommandHelp{
        .name = "fmt",
        .arguments = "MODEL...",
        .summary = "writes models in the one layout",
        .examples = "  strata fmt sabc.strata\n"
                    "  strata fmt --check models/*.strata\n"
                    "  strata fmt - < draft.strata > sabc.strata\n"
                    "  strata fmt std/health > my_health.strata\n",
        .notes =
            "A file is rewritten in place, and only if its layout differs. Standard input and models of the\n"
            "library are printed.\n"},
    CommandHelp{
        .name = "schema",
        .arguments = "FILE",
        .summary = "proposes a customer block for a table",
        .examples = "  strata schema customers.csv > customers.strata\n"
                    "  strata schema umsatz.csv --decimal-comma --thousands\n"
                    "  strata schema purchases.txt --separator spaces --no-header id,,day,units,amount\n",
        .notes = "What is printed is a model that passes its checks and reads every row of the table. Rows "
                 "that no model can\n"
                 "read are counted on standard error and make the exit code 1.\n"},
    CommandHelp{
        .name = "models",
        .arguments = "[NAME]",
        .summary = "the library of prebuilt models, or the manual of one",
        .examples = "  strata models\n"
                    "  strata models b2b_scorecard\n",
        .notes =
            "`strata run std/NAME` runs one, `strata fmt std/NAME > mine.strata` makes a copy to change.\n"},
    CommandHelp{
        .name = "repl",
        .arguments = "[MODEL [CUSTOMERS]]",
        .summary = "a session: try expressions, settings and rules on a table",
        .examples = "  strata repl\n"
                    "  strata repl sabc.strata customers.csv --as-of 2025-01-01\n"
                    "  strata repl sabc.strata customers.csv --as-of 2025-01-01 < questions.txt\n",
        .notes =
            "Type an expression to see what it is worth for the customers, a declaration to add it to the\n"
            "model, or a command; :help lists these. Read from a file or a pipe, entries are carried out "
            "one\n"
            "after the other; a mistake does not stop those behind it, and the exit code is that of the "
            "first.\n"},
};

} // namespace

std::span<const CommandHelp> all_commands() {
  return kCommands;
}

const CommandHelp* find_command(std::string_view name) {
  const auto found = std::find_if(kCommands.begin(), kCommands.end(),
                                  [&](const CommandHelp& entry) { return entry.name == name; });
  return found == kCommands.end() ? nullptr : &*found;
}

std::string program_help() {
  std::string text =
      "strata: customer tiers from a model that reads like the policy paper it replaces\n"
      "\n"
      "Examples:\n"
      "  strata run sabc.strata customers.csv --as-of 2025-01-01            every customer's tier, as CSV\n"
      "  strata run sabc.strata customers.csv --as-of 2025-01-01 --summary  and how many each tier has\n"
      "  strata explain sabc.strata customers.csv K0042 --as-of 2025-01-01  why K0042 has its tier\n"
      "  strata check sabc.strata                                           mistakes in a model\n"
      "  strata schema customers.csv                                        a first model for a table\n"
      "  strata models                                                      prebuilt models\n"
      "\n"
      "Commands:\n";
  for (const CommandHelp& command : kCommands)
    text += fmt::format("  {:<8} {:<27} {}\n", command.name, command.arguments, command.summary);
  text +=
      "\n"
      "`strata COMMAND --help` tells more. MODEL is a file, - for standard input, or std/NAME for a "
      "model of the\n"
      "library. CUSTOMERS is a CSV file, or - for standard input.\n"
      "\n"
      "Exit codes: 0 done; 1 done, but some rows were rejected or failed; 2 the command line is wrong;\n"
      "3 a model does not pass its checks or does not suit the table; 4 an example failed;\n"
      "5 a file could not be read or written; 130 interrupted; 141 the reader of a pipe wanted no more.\n";
  return text;
}

} // namespace strata::program
