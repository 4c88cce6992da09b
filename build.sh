#!/usr/bin/env bash
# Builds, shows and tests Strata. Each command does all the set-up that it needs, on a fresh Debian 12 too:
#
#   ./build.sh demo             builds the program and runs it on the examples
#   ./build.sh test             builds everything and runs every test
#   ./build.sh sanitize         the tests with sanitizers: addresses and undefined behaviour, then threads
#   ./build.sh fuzz [SECONDS]   tries made-up models, then made-up tables, for so long each (300)
#   ./build.sh aarch64          builds for 64-bit ARM and runs the golden tests under an emulator
#   ./build.sh setup            only installs the packages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packages=(g++ cmake ninja-build ccache pkg-config python3 git
          tao-pegtl-dev libboost-dev libfmt-dev libutf8proc-dev libuchardet-dev nlohmann-json3-dev libcli11-dev
          libreadline-dev catch2 librapidcheck-dev)
# The tests of the session need a pseudo-terminal, those of the editor's grammar npm; one from elsewhere will do.
for_tests=(python3-pexpect)
command -v npm > /dev/null || for_tests+=(nodejs npm)

setup() { # PACKAGES beside those that every command needs
  local wanted=("${packages[@]}" "$@")
  if ! command -v dpkg-query > /dev/null; then
    echo "build.sh: this is not a Debian system; Strata needs what Debian 12 calls: ${wanted[*]}" >&2
    return
  fi
  local missing=()
  for package in "${wanted[@]}"; do
    [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  echo "build.sh: installing ${missing[*]}"
  as_root "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${missing[*]}"
}

as_root() { # COMMANDS
  if [[ $EUID -eq 0 ]]; then
    sh -c "$1"
  elif command -v sudo > /dev/null; then
    sudo sh -c "$1"
  else
    echo "build.sh: as root, run: $1" >&2
    exit 1
  fi
}

build() { # PRESET [TARGET]
  echo "build.sh: building; the first time takes some minutes"
  cmake --preset "$1" --log-level=WARNING
  cmake --build --preset "$1" -j "$(nproc)" ${2:+--target "$2"} -- --quiet # ninja: errors only
}

# A command as a reader would type it, then what it prints.
show() {
  echo
  echo "\$ strata $*"
  build/release/repl/strata "$@"
}

demo() {
  setup
  build release strata
  local model=examples/sabc/sabc.strata customers=examples/sabc/customers.csv day=2025-01-01
  local decisions=build/demo/decisions.csv
  mkdir -p build/demo
  show check "$model"
  show test "$model"
  build/release/repl/strata run "$model" "$customers" --as-of "$day" --format table > build/demo/decisions.txt
  echo
  echo "\$ strata run $model $customers --as-of $day --format table | head -12"
  head -12 build/demo/decisions.txt
  show explain "$model" "$customers" "$(sed -n '2s/,.*//p' "$customers")" --as-of "$day"
  show run "$model" "$customers" --as-of "$day" --labels --out "$decisions" --summary
  echo "Every account's tier, and what it gets, stands in $decisions (open it in a spreadsheet)."
  echo "The policy is $model, a text to read and change. docs/tutorial.md begins at the beginning."
}

run_tests() {
  setup "${for_tests[@]}"
  build dev
  ctest --preset dev -j "$(nproc)"
}

sanitize() {
  setup "${for_tests[@]}"
  build asan
  ctest --preset asan -j "$(nproc)" --label-exclude text
  # Only the tests of the interface start threads; the rest would say nothing new at ten times the price.
  build tsan test_api
  ctest --preset tsan -R '^unit_api$'
}

fuzz() { # SECONDS
  setup clang-19 libclang-rt-19-dev
  build fuzz fuzzers
  local target fuzzing=build/fuzz/tests/fuzz status=0
  for target in model table; do
    mkdir -p "$fuzzing/grown/$target" "$fuzzing/found/$target"
    nice "$fuzzing/fuzz_$target" -max_total_time="$1" -max_len=8192 -timeout=30 -rss_limit_mb=2048 -print_final_stats=1 \
      -dict="$fuzzing/corpus/$target.dict" -artifact_prefix="$fuzzing/found/$target/" \
      "$fuzzing/grown/$target" "$fuzzing/corpus/$target" "tests/fuzz/findings/$target" || status=1
  done
  [[ $status -eq 0 ]] || echo "build.sh: what was found stands in $fuzzing/found/" >&2
  return "$status"
}

aarch64() {
  dpkg --print-foreign-architectures | grep -qx arm64 || as_root "dpkg --add-architecture arm64"
  setup g++-aarch64-linux-gnu qemu-user-static libfmt-dev:arm64 libutf8proc-dev:arm64 libuchardet-dev:arm64 \
    libreadline-dev:arm64
  build aarch64 strata
  python3 -B tests/golden/run.py "qemu-aarch64-static build/aarch64/repl/strata"
}

case "${1:-}" in
  setup) setup "${for_tests[@]}" ;;
  demo) demo ;;
  test) run_tests ;;
  sanitize) sanitize ;;
  fuzz) fuzz "${2:-300}" ;;
  aarch64) aarch64 ;;
  *)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
