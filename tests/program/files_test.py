"""Where results go: files that are the old one or the whole new one, pipes, full disks, Ctrl-C; exit codes 1, 5, 130."""
import os
import signal
import subprocess
import threading
import time
import unittest

from process import CUSTOMERS, DAY, DECISIONS, MODEL, TIME_LIMIT, ProgramTest

RUN = ["run", "model.strata", "customers.csv", DAY]


class Outputs(ProgramTest):
    def test_standard_output(self):
        result = self.strata(*RUN)
        self.assertEqual((result.code, result.out, result.err), (0, DECISIONS, ""))

    def test_out_replaces_a_file(self):
        self.write("decisions.csv", "old")
        os.chmod(self.path("decisions.csv"), 0o640)
        result = self.strata(*RUN, "-o", "decisions.csv")
        self.assertEqual((result.code, result.out, result.err), (0, "", ""))
        self.assertEqual(self.read("decisions.csv"), DECISIONS)
        self.assertEqual(os.stat(self.path("decisions.csv")).st_mode & 0o777, 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ["customers.csv", "decisions.csv", "model.strata"])

    def test_a_failed_run_keeps_the_old_file(self):
        self.write("decisions.csv", "old")
        self.write("customers.csv", "id,turnover\nC1,1\n")
        self.refused([*RUN, "--out", "decisions.csv", "--rejects", "rejects.csv"], 3, "error[E0805]", "revenue")
        self.assertEqual(self.read("decisions.csv"), "old")
        self.assertEqual(sorted(os.listdir(self.folder)), ["customers.csv", "decisions.csv", "model.strata"])

    def test_places_that_cannot_be_written(self):
        os.mkdir(self.path("folder"))
        for option in ["--out", "--rejects"]:
            for place in ["folder", "nowhere/decisions.csv"]:
                with self.subTest(option=option, place=place):
                    self.refused([*RUN, option, place], 5, "error[E0808]", place)

    def test_standard_streams_as_files(self):
        result = self.strata("run", "-", "customers.csv", DAY, stdin=MODEL)
        self.assertEqual((result.code, result.out, result.err), (0, DECISIONS, ""))
        result = self.strata("run", "model.strata", "-", DAY, "--out", "-", stdin=CUSTOMERS)
        self.assertEqual((result.code, result.out, result.err), (0, DECISIONS, ""))
        result = self.strata("check", "-", stdin=MODEL)
        self.assertEqual((result.code, result.out), (0, "standard input: 0 errors, 0 warnings\n"))

    def test_the_same_bytes_again(self):
        first = self.strata(*RUN, "--summary", "--format", "json")
        self.assertEqual((first.out, first.err), (lambda r: (r.out, r.err))(self.strata(*RUN, "--summary", "--format", "json")))


class Inputs(ProgramTest):
    def test_files_that_cannot_be_read(self):
        os.mkdir(self.path("folder"))
        for words in [["run", "none.strata", "customers.csv"], ["check", "none.strata"], ["test", "none.strata"],
                      ["fmt", "none.strata"], ["run", "model.strata", "none.csv", DAY],
                      ["explain", "model.strata", "none.csv", "C1", DAY]]:
            with self.subTest(words=words):
                self.refused(words, 5, "cannot read none.", "No such file or directory")
        for words in [["run", "folder", "customers.csv"], ["check", "folder"], ["run", "model.strata", "folder", DAY]]:
            with self.subTest(words=words):
                self.refused(words, 5, "cannot read folder: Is a directory")

    def test_the_other_models_are_checked_all_the_same(self):
        result = self.strata("check", "none.strata", "model.strata")
        self.assertEqual((result.code, result.out), (5, "model.strata: 0 errors, 0 warnings\n"))


class Rejects(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("customers.csv", "id,revenue\nC1,1500\nC2,many\n,5\nC1,7\n")

    def test_rejects_are_counted_and_listed(self):
        result = self.strata(*RUN, "--rejects", "rejects.csv")
        self.assertEqual(result.code, 1)
        self.assertEqual(result.out.split("\n")[:2], ["id,tier,reasons", "C1,A,"])
        self.assertIn("4 rows read: 1 cell of 1 row could not be used; 2 rows are not in the decision table", result.err)
        self.assertIn("all of them stand in rejects.csv", result.err)
        lines = self.read("rejects.csv").split("\n")
        self.assertEqual(lines[0], "file,line,key,column,text,reason")
        self.assertEqual(len(lines), 5)
        self.assertTrue(lines[1].startswith("customers.csv,3,C2,revenue,many,"), lines[1])

    def test_without_a_file_the_option_is_named_where_more_were_rejected(self):
        self.write("customers.csv", "id,revenue\n" + "".join(f"C{i},many\n" for i in range(100)))
        result = self.strata(*RUN)
        self.assertEqual(result.code, 1)
        self.assertIn("--rejects FILE lists them all", result.err)
        self.assertLess(result.err.count("\n"), 20)

    def test_rejects_of_a_clean_table(self):
        self.write("customers.csv", CUSTOMERS)
        result = self.strata(*RUN, "--rejects", "rejects.csv")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(self.read("rejects.csv").count("\n"), 1)

    def test_rejects_on_standard_output(self):
        result = self.strata(*RUN, "--rejects", "-", "--out", "decisions.csv")
        self.assertEqual(result.code, 1)
        self.assertEqual(result.out.count("\n"), 4)
        self.assertTrue(result.err.endswith("\n  all of them are on standard output\n"), result.err)


class FullAndClosed(ProgramTest):
    """Disks that are full and readers that have gone away."""

    def many(self, rows=200_000):
        self.write("customers.csv", "id,revenue\n" + "".join(f"C{i},{i}\n" for i in range(rows)))

    def test_full_disk(self):
        for words in [[*RUN, "--out", "/dev/full"], [*RUN, "--rejects", "/dev/full", "--out", "decisions.csv"]]:
            with self.subTest(words=words):
                self.refused(words, 5, "No space left on device")

    def test_full_disk_on_standard_output(self):
        for words in [RUN, ["--help"], ["check", "model.strata"], ["explain", "E0201"], ["models"], ["fmt", "-"]]:
            with self.subTest(words=words), open("/dev/full", "wb") as full:
                result = self.strata(*words, stdin=MODEL, stdout=full)
                self.assertEqual(result.code, 5)
                self.assertEqual(result.err, "strata: cannot write standard output: No space left on device\n")

    def test_full_disk_while_much_is_written(self):
        self.many()
        with open("/dev/full", "wb") as full:
            result = self.strata(*RUN, stdout=full)
        self.assertEqual((result.code, result.err), (5, "strata: cannot write standard output: No space left on device\n"))

    def test_closed_standard_output(self):
        process = self.start(*RUN, stdout=None, preexec_fn=lambda: os.close(1))
        _, err = process.communicate(timeout=TIME_LIMIT)
        self.assertEqual(process.returncode, 5)
        self.assertEqual(err.decode(), "strata: cannot write standard output: Bad file descriptor\n")

    def test_closed_pipe_is_quiet(self):
        self.many()
        process = self.start(*RUN)
        self.assertEqual(process.stdout.readline(), b"id,tier,reasons\n")
        process.stdout.close()
        err = process.stderr.read()
        self.assertEqual((process.wait(TIME_LIMIT), err), (141, b""))

    def test_closed_pipe_ends_an_endless_run(self):
        process = self.start("run", "model.strata", "-", DAY)
        reader = subprocess.Popen(["head", "-n", "1"], stdin=process.stdout, stdout=subprocess.DEVNULL)
        process.stdout.close()
        process.stdout = None
        try:
            process.stdin.write(b"id,revenue\n")
            for i in range(10_000_000):
                process.stdin.write(b"C%d,%d\n" % (i, i))
        except BrokenPipeError:
            pass  # the program has ended, as it should
        else:
            self.fail("the program reads on although nobody reads its output")
        reader.wait(TIME_LIMIT)
        self.assertEqual(process.wait(TIME_LIMIT), 141)


class Interrupted(ProgramTest):
    def interrupt(self, number, *words, text):
        """Starts a run that waits for more input, stops it, and gives its exit code and messages."""
        process = self.start(*words)
        process.stdin.write(text)
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(number)
        _, err = process.communicate(timeout=TIME_LIMIT)
        return process.returncode, err

    def test_ctrl_c_leaves_the_old_files(self):
        self.write("decisions.csv", "old")
        rows = b"id,revenue\n" + b"".join(b"C%d,1\n" % i for i in range(100_000))
        code = self.interrupt(signal.SIGINT, "run", "model.strata", "-", DAY, "--out", "decisions.csv", "--rejects",
                              "rejects.csv", text=rows)
        self.assertEqual(code, (130, b""))
        self.assertEqual(self.read("decisions.csv"), "old")
        self.assertEqual(sorted(os.listdir(self.folder)), ["customers.csv", "decisions.csv", "model.strata"])

    def test_a_pipe_gets_whole_lines(self):
        process = self.start("run", "model.strata", "-", DAY)
        source, process.stdin = process.stdin, None

        def feed():
            try:
                source.write(b"id,revenue\n")
                for i in range(100_000_000):
                    source.write(b"C%d,1\n" % i)
            except BrokenPipeError:
                source.raw.close()

        feeding = threading.Thread(target=feed)
        feeding.start()
        text = process.stdout.read(100_000)
        process.send_signal(signal.SIGINT)
        text += process.stdout.read()
        self.assertEqual(process.wait(TIME_LIMIT), 130)
        feeding.join(TIME_LIMIT)
        self.assertTrue(text.endswith(b"\n"), text[-80:])

    def test_ctrl_c_while_a_model_is_read(self):
        self.assertEqual(self.interrupt(signal.SIGINT, "check", "-", text=b"model m\n"), (130, b""))

    def test_a_polite_end_leaves_the_old_files_too(self):
        self.write("decisions.csv", "old")
        code = self.interrupt(signal.SIGTERM, "run", "model.strata", "-", DAY, "--out", "decisions.csv",
                              text=b"id,revenue\nC1,1\n")
        self.assertEqual(code, (128 + signal.SIGTERM, b""))
        self.assertEqual(sorted(os.listdir(self.folder)), ["customers.csv", "decisions.csv", "model.strata"])


if __name__ == "__main__":
    unittest.main()
