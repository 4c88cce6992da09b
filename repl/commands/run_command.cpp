// `strata run`: the decision table of a table of customers, with its rejects and its summary.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/commands/summary.hpp"
#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/loading.hpp"
#include "repl/progress.hpp"
#include "repl/result_file.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

/// What of the input was not used, in a few lines.
void report_rejects(const RunReport& report, const std::string& rejects_file) {
  std::string text = fmt::format("strata: {} read: ", counted(report.rows, "row"));
  const auto add = [&](const RejectCount& count, std::string_view what, std::string_view could_not) {
    if (count.entries == 0) return;
    text += fmt::format("{} of {} could not be {}; ", counted(count.entries, what),
                        counted(count.rows, "row"), could_not);
  };
  add(report.bad_cells, "cell", "used");
  add(report.failed_results, "result", "worked out");
  text += report.rows_lost == 0
              ? "every customer is in the decision table\n"
              : fmt::format("{} {} not in the decision table\n", counted(report.rows_lost, "row"),
                            report.rows_lost == 1 ? "is" : "are");
  for (const std::string& sentence : report.first_rejects)
    text += fmt::format("  {}\n", sentence);
  const std::size_t more = report.rejects - std::min(report.rejects, report.first_rejects.size());
  if (rejects_file == "-")
    text += "  all of them are on standard output\n";
  else if (!rejects_file.empty())
    text += fmt::format("  all of them stand in {}\n", rejects_file);
  else if (more > 0)
    text += fmt::format("  and {} more; --rejects FILE lists them all\n", more);
  say_text(text);
}

/// No result may take the place of what it is made from, or of the other result. A table of customers that
/// became a decision table would have lost all of its other columns.
ExitCode refuse_collisions(const RunCommand& command) {
  if (same_file(command.out, command.rejects)) return refuse("--out and --rejects name the same file");
  for (const auto& [option, result] : {std::pair{"--out", command.out}, {"--rejects", command.rejects}}) {
    for (const auto& [what, path] :
         {std::pair{"model", command.model.path}, {"table of customers", command.customers.path}}) {
      // A file may come through standard input too.
      if (same_file(path == "-" ? "/dev/stdin" : path, result))
        return refuse(fmt::format("{} would replace the {} {}", option, what, input_name(path)),
                      "name another file");
    }
  }
  return ExitCode::Done;
}

/// Puts the results where they belong; done before anything is said of them.
ExitCode finish_files(ResultFile& output, std::optional<ResultFile>& rejects) {
  const ExitCode code = output.finish();
  // A decision table that could not be written leaves its rejects unwritten too: the two belong together.
  if (code != ExitCode::Done || !rejects) return code;
  return rejects->finish();
}

} // namespace

ExitCode carry_out(const RunCommand& command) {
  if (const ExitCode refused = refuse_collisions(command); refused != ExitCode::Done) return refused;
  auto loaded = load_model(command.model);
  if (const ExitCode* failed = std::get_if<ExitCode>(&loaded)) return *failed;
  const Model& model = std::get<Model>(loaded);

  InputStream input(command.customers.path);
  const std::string name = input_name(command.customers.path);
  if (const auto error = input.error()) {
    say(fmt::format("cannot read {}: {}", name, *error));
    return ExitCode::File;
  }
  auto output = ResultFile::open(command.out);
  if (!output) return ExitCode::File;
  std::optional<ResultFile> rejects;
  std::unique_ptr<RejectSink> sink;
  if (!command.rejects.empty()) {
    rejects = ResultFile::open(command.rejects);
    if (!rejects) return ExitCode::File;
    sink = csv_rejects(rejects->stream());
  }

  const CustomerTable customers{.name = name,
                                .stream = &input.stream(),
                                .headers = command.customers.headers,
                                .dialect = command.customers.dialect};
  RunOptions options = command.options;
  Progress progress(input.file_size(), command.out.empty());
  options.progress = [&](std::size_t rows, std::size_t bytes) { return progress.tell(rows, bytes); };
  const Result<RunReport> report = run(model, customers, options, output->stream(), sink.get());
  progress.clear();
  output->stream().flush();
  if (interrupted_by() != 0) return ExitCode::Done; // the exit code is the signal's, and no file is replaced
  if (!output->stream().good()) {
    // Writing failed, so reading was ended: what the run says of its input is only the consequence.
    const ExitCode code = output->finish();
    return code == ExitCode::Done ? ExitCode::File : code;
  }
  show(report.diagnostics);
  if (!report) return exit_code_of(report.diagnostics);

  const ExitCode written = finish_files(*output, rejects);
  if (written != ExitCode::Done) return written;
  if (command.summary) say_text(summary_text(model, *report.value, command.options));
  if (report.value->rejects == 0) return ExitCode::Done;
  report_rejects(*report.value, command.rejects);
  return ExitCode::Rejects;
}

} // namespace strata::program
