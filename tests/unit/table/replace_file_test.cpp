// A result file is the old one or the whole new one: renames, permissions, links, devices, full disks.
#include "runtime/table/replace_file.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace strata {
namespace {

namespace fs = std::filesystem;

/// An empty folder that goes away with the test.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "strata-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  [[nodiscard]] std::string file(const std::string& name) const { return (path / name).string(); }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), {}));
  }
  fs::path path;
};

std::string text_of(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

ReplaceFile opened(const std::string& path) {
  auto result = ReplaceFile::open(path);
  REQUIRE(std::holds_alternative<ReplaceFile>(result));
  return std::get<ReplaceFile>(std::move(result));
}

std::string open_error(const std::string& path) {
  auto result = ReplaceFile::open(path);
  const auto* error = std::get_if<FileError>(&result);
  return error == nullptr ? "" : error->message;
}

TEST_CASE("a file has its old text until the new one is committed") {
  const Folder folder;
  const std::string path = folder.file("out.csv");
  put(path, "old");
  {
    ReplaceFile file = opened(path);
    file.stream() << "new " << std::string(200'000, 'x');
    file.stream().flush();
    CHECK(text_of(path) == "old");
    CHECK(folder.entries() == 2);
  }
  CHECK(text_of(path) == "old");
  CHECK(folder.entries() == 1);
  ReplaceFile file = opened(path);
  file.stream() << "new " << std::string(200'000, 'x');
  CHECK(!file.commit());
  CHECK(!file.commit());
  CHECK(text_of(path) == "new " + std::string(200'000, 'x'));
  CHECK(folder.entries() == 1);
}

TEST_CASE("a new file has usual permissions, an existing one keeps its own") {
  const Folder folder;
  const mode_t mask = ::umask(022);
  CHECK(!opened(folder.file("new")).commit());
  CHECK((fs::status(folder.file("new")).permissions() & fs::perms::all) == static_cast<fs::perms>(0644));
  ::chmod(folder.file("new").c_str(), 0640);
  CHECK(!opened(folder.file("new")).commit());
  CHECK((fs::status(folder.file("new")).permissions() & fs::perms::all) == static_cast<fs::perms>(0640));
  ::umask(mask);
}

TEST_CASE("a symbolic link stays, and what it names is replaced") {
  const Folder folder;
  fs::create_directory(folder.path / "real");
  put(folder.file("real/a.csv"), "old");
  fs::create_symlink("real/a.csv", folder.path / "link");
  fs::create_symlink("real/not-yet.csv", folder.path / "dangling");
  for (const std::string name : {"link", "dangling"}) {
    ReplaceFile file = opened(folder.file(name));
    file.stream() << name;
    CHECK(!file.commit());
    CHECK(fs::is_symlink(folder.path / name));
  }
  CHECK(text_of(folder.file("real/a.csv")) == "link");
  CHECK(text_of(folder.file("real/not-yet.csv")) == "dangling");
}

TEST_CASE("what cannot be opened is said in the operating system's words") {
  const Folder folder;
  CHECK(open_error(folder.path.string()) == "Is a directory");
  CHECK(open_error(folder.file("none/out.csv")) == "No such file or directory");
  put(folder.file("plain"), "");
  CHECK(open_error(folder.file("plain/out.csv")) == "Not a directory");
  CHECK(open_error("/dev/fd/987") == "Bad file descriptor");
  CHECK(open_error("") == "No such file or directory");
  if (::geteuid() != 0) {
    ::chmod(folder.file("plain").c_str(), 0444);
    CHECK(open_error(folder.file("plain")) == "Permission denied");
  }
}

TEST_CASE("a name of the greatest length still has a file beside it") {
  const Folder folder;
  const std::string path = folder.file(std::string(255, 'n'));
  ReplaceFile file = opened(path);
  file.stream() << "x";
  CHECK(!file.commit());
  CHECK(text_of(path) == "x");
}

TEST_CASE("a full disk is noticed") {
  ReplaceFile file = opened("/dev/full");
  file.stream() << "some text";
  const auto error = file.commit();
  REQUIRE(error);
  CHECK(error->number == ENOSPC);
  CHECK(error->message == "No space left on device");
  CHECK(error->path == "/dev/full");
  ReplaceFile large = opened("/dev/full");
  large.stream() << std::string(1'000'000, 'x');
  CHECK(large.stream().bad());
  CHECK(large.commit());
}

TEST_CASE("pipes and descriptors are written straight") {
  const Folder folder;
  const std::string path = folder.file("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::string received;
  std::thread reader([&] { received = text_of(path); });
  {
    ReplaceFile file = opened(path);
    file.stream() << "through";
    CHECK(!file.commit());
  }
  reader.join();
  CHECK(received == "through");

  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  {
    ReplaceFile file = opened("/dev/fd/" + std::to_string(ends[1]));
    file.stream() << "abc";
    CHECK(!file.commit());
  }
  char bytes[4] = {};
  CHECK(::read(ends[0], bytes, 3) == 3);
  CHECK(std::string(bytes) == "abc");
  ::close(ends[0]);
  ::close(ends[1]);
}

} // namespace
} // namespace strata
