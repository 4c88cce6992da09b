"""The workloads, and what the limit of each is estimated to be."""
import os
from dataclasses import dataclass, field
from typing import Callable

import expected
from models import generate

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Workload:
    """`keys`, `amounts`, `counts`, `codes` are the fields that the model reads, by kind; a date costs what an amount
    does. `operations` are those that a hand-written evaluation needs for a customer, counted like the limit's own:
    an addition, comparison, product, pick or conversion each; a rounding is 12, a division by a column 16 more."""

    name: str
    says: str
    decide: Callable
    keys: int
    amounts: int
    counts: int
    codes: int
    operations: int
    quoted: bool = False
    options: list = field(default_factory=list)
    make_model: Callable = None
    header: list = field(default_factory=list)  # of the result

    def model(self, folder):
        """Where the model stands; a long one is written into the folder first."""
        if self.make_model is None:
            return os.path.join(HERE, "models", f"{self.name}.strata")
        path = os.path.join(folder, f"{self.name}.strata")
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.make_model())
        return path


SABC_OPERATIONS = 90  # of the limit's `evaluate`, counted in its source

WORKLOADS = [
    Workload("sabc", "5 dimensions, 4 tiers, 2 values for each customer", expected.sabc,
             keys=1, amounts=4, counts=3, codes=1, operations=SABC_OPERATIONS,
             options=["--columns", "id,score,tier,discount,credit_limit"],
             header=["id", "score", "tier", "discount", "credit_limit"]),
    Workload("wide", "60 columns, 8 of them read; reasons", expected.wide,
             # The three greatest of five losses: 9 exchanges of 3 operations each.
             keys=1, amounts=4, counts=2, codes=1, operations=105 + 27,
             options=["--as-of", "2025-01-01"],
             header=["customer_no", "tier", "value", "manager", "rebate", "reasons"]),
    Workload("dimensions", "40 dimensions over 40 columns", expected.dimensions,
             keys=1, amounts=20, counts=10, codes=10, operations=250, make_model=generate.forty_dimensions,
             header=["account", "tier", "value", "discount"]),
    Workload("division", "a division by a column and a rounding in each of 8 dimensions", expected.division,
             keys=1, amounts=5, counts=4, codes=0, operations=10 * 28 + 60,
             header=["shop", "tier", "value", "bonus"]),
    Workload("chinese", "Chinese text in quotes, some with commas; reasons", expected.chinese,
             keys=3, amounts=1, counts=2, codes=1, operations=80 + 18, quoted=True,
             header=["客户编号", "tier", "得分", "名称", "直辖市", "负责人", "授信额度", "reasons"]),
]


def estimated_limit(workload, stages, read_bytes, written_bytes):
    """Nanoseconds per customer on one thread, part by part, from what the parts of the measured limit cost.

    Reading, the index of fields and writing go by the bytes; fields by their kind; evaluation by operations."""
    measured_read = stages["read_bytes"] / stages["customers"]
    measured_written = stages["written_bytes"] / stages["customers"]
    return {
        "read": stages["read"] / measured_read * read_bytes,
        "index": stages["index_quoted" if workload.quoted else "index"] / measured_read * read_bytes,
        "fields": workload.keys * stages["keys"] + workload.codes * stages["codes"]
        + workload.amounts * stages["amounts"] / 4 + workload.counts * stages["counts"] / 3,
        "evaluate": workload.operations * stages["evaluate"] / SABC_OPERATIONS,
        "write": (stages["format"] + stages["write"]) / measured_written * written_bytes,
    }
