// Tries the inputs that are kept in files: replay_model FILE-OR-FOLDER… Exit code 1 where one breaks a
// promise or is slow.
#include <algorithm>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/target.hpp"

namespace {

namespace fs = std::filesystem;

// Each takes well under one; a sanitizer and a busy machine make it more.
constexpr std::clock_t kLongest = 60 * CLOCKS_PER_SEC; // of the processor: a busy machine changes nothing

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// What is wrong with the input, or nothing.
std::string problem_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return "it cannot be read";
  const std::string input{std::istreambuf_iterator<char>(file), {}};
  const std::clock_t begin = std::clock();
  try {
    strata::fuzz::try_input(input);
  } catch (const std::exception& error) {
    return error.what();
  }
  return std::clock() - begin > kLongest ? "it takes too long" : "";
}

} // namespace

int main(int count, char** words) {
  std::size_t tried = 0, failed = 0;
  for (int i = 1; i < count; ++i) {
    for (const fs::path& path : files_of(words[i])) {
      std::cout << path.string() << std::endl; // before it is tried: the last name is that of a crash
      const std::string problem = problem_of(path);
      ++tried;
      if (problem.empty()) continue;
      ++failed;
      std::cout << "  FAILED: " << problem << '\n';
    }
  }
  std::cout << tried << " inputs tried, " << failed << " failed\n";
  return tried > 0 && failed == 0 ? 0 : 1;
}
