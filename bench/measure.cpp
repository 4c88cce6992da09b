// Runs a program and writes down what it took: strata_bench_measure OUTPUT PROGRAM [ARGUMENT…]
// The program's standard output goes to OUTPUT (- leaves it), its messages to ours. A line of JSON on our
// standard output tells seconds, processor seconds, the greatest memory in kilobytes, and the exit code. A
// program of its own, because the kernel counts what the parent holds at the start as the child's memory, and
// a script holds more than Strata.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("strata_bench_measure OUTPUT PROGRAM [ARGUMENT…]\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    if (std::strcmp(argv[1], "-") != 0) {
      const int output = open(argv[1], O_CREAT | O_TRUNC | O_WRONLY, 0644);
      if (output < 0 || dup2(output, STDOUT_FILENO) < 0) _exit(126);
      close(output);
    }
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) return 1;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  std::printf("{\"wall\": %.6f, \"processor\": %.6f, \"kilobytes\": %ld, \"exit\": %d}\n", wall.count(),
              seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss,
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
