// Positions in texts: lines and columns as a person counts them.
#include <catch2/catch.hpp>

#include "lang/source/source.hpp"

namespace strata {

TEST_CASE("a position counts lines and characters from 1") {
  const SourceText text("m", "ab\n规模 = 1\n");
  CHECK(text.position(0) == Position{1, 1});
  CHECK(text.position(2) == Position{1, 3});
  CHECK(text.position(3) == Position{2, 1});
  CHECK(text.position(9) == Position{2, 3}); // two characters of three bytes
}

TEST_CASE("a position behind the end is behind the last character") {
  const SourceText text("m", "ab\ncd");
  CHECK(text.position(5) == Position{2, 3});
  CHECK(SourceText("m", "").position(0) == Position{1, 1});
}

TEST_CASE("a line comes without its end, whatever that is") {
  const SourceText text("m", "one\r\ntwo\n\nfour");
  CHECK(text.line(1) == "one");
  CHECK(text.line(2) == "two");
  CHECK(text.line(3).empty());
  CHECK(text.line(4) == "four");
  CHECK(text.line(5).empty());
}

TEST_CASE("sources keep their numbers as texts are added") {
  Sources sources;
  const SourceId first = sources.add("a", "alpha");
  const SourceId second = sources.add("b", "beta");
  CHECK(sources.text({first, 0, 5}) == "alpha");
  CHECK(sources.text({second, 1, 3}) == "et");
  CHECK(sources[first].name() == "a");
}

TEST_CASE("a span over two spans") {
  CHECK(cover({0, 4, 6}, {0, 9, 12}) == Span{0, 4, 12});
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("abc") == 3);
  CHECK(count_characters("规模") == 2);
}

} // namespace strata
