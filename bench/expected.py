"""What each workload's model must decide, once more and by other means: Python's fractions, a row at a time.

Each function takes a row of the table (a dict) and returns the row of the result as the program writes it.
"""
from fractions import Fraction

SABC_INDUSTRIES = dict(Manufacturing=70, Retail=55, Healthcare=80, Finance=90, Education=40, Energy=65, Logistics=60,
                       Technology=95)
GRADES = dict(excellent=100, good=80, fair=50, poor=20, none=0)
AS_OF = (2025, 1, 1)


def half_away(value, places):
    scaled = abs(value) * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10 ** places)


def half_even(value, places):
    return Fraction(round(value * 10 ** places), 10 ** places)  # Python's own rounding of a fraction


def floor(value, places):
    return Fraction(value * 10 ** places // 1, 10 ** places)


def text(value, places=None):
    """A plain decimal: with so many places, or with as many as it needs."""
    needed = 0
    while places is None and (value * 10 ** needed).denominator != 1:
        needed += 1
    digits = needed if places is None else places
    scaled = value * 10 ** digits
    assert scaled.denominator == 1, f"{value} has more than {digits} places"
    whole = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    sign = "-" if scaled < 0 else ""
    return sign + (whole[:-digits] + "." + whole[-digits:] if digits else whole)


def at_least(value, bands, otherwise):
    return next((points for border, points in bands if value >= border), otherwise)


def at_most(value, bands, otherwise):
    return next((points for border, points in bands if value <= border), otherwise)


def linear(value, low, high):
    return min(max(Fraction(value - low) / (high - low), 0), 1) * 100


def clamped(value):
    return min(max(value, 0), 100)


def weighted(parts):
    return sum(Fraction(weight) / 1000 * points for weight, points in parts)


def reasons(plain, parts, names):
    """The plain ones, then what was lost against 100 points each; three at most."""
    lost = [(Fraction(weight, 1000) * (100 - points), name) for name, (weight, points) in zip(names, parts)]
    lost = sorted((entry for entry in lost if half_away(entry[0], 4) != 0), key=lambda entry: -entry[0])
    return "; ".join((plain + [f"{name} -{text(half_away(points, 4))}" for points, name in lost])[:3])


def sabc(row):
    revenue = weighted([(500, Fraction(row["revenue_y1"])), (300, Fraction(row["revenue_y2"])),
                        (200, Fraction(row["revenue_y3"]))])
    days = row["payment_days"]
    on_time = 40 if days == "" else at_most(int(days), [(15, 100), (30, 85), (60, 60), (90, 30)], 0)
    score = half_even(weighted([
        (350, at_least(revenue, [(50_000_000, 100), (10_000_000, 85), (2_000_000, 65), (500_000, 45), (100_000, 25)], 10)),
        (150, SABC_INDUSTRIES[row["industry"]]),
        (250, linear(Fraction(row["potential"]), 0, 50_000_000)),
        (100, at_least(int(row["years"]), [(7, 100), (3, 80), (1, 50)], 20)),
        (150, max(0, on_time - 5 * int(row["complaints"])))]), 2)
    tier = at_least(score, [(80, "S"), (65, "A"), (45, "B")], "C")
    discount, factor, share = {"S": ("12.5", 10_000, 20), "A": ("8.0", 6_000, 15), "B": ("4.5", 3_000, 10),
                               "C": ("0.0", 0, 0)}[tier]
    credit = half_even(min(score * factor, Fraction(share, 100) * revenue), 2)
    return [row["id"], text(score, 2), tier, discount, text(credit, 2)]


def wide(row):
    turnover, visits = Fraction(row["turnover"]), int(row["visits"])
    year, month, day = map(int, row["joined"].split("-"))
    years = AS_OF[0] - year - (AS_OF[1:] < (month, day))
    parts = [(300, at_least(turnover, [(10_000_000, 100), (1_000_000, 80), (100_000, 50)], 20)),
             (250, linear(Fraction(row["margin"]), 0, 1_000_000)),
             (200, at_least(years, [(10, 100), (5, 70), (1, 40)], 10)),
             (150, 60 if row["segment"] == "export" else min(100, 5 * visits)),
             (100, Fraction(row["rating"]))]
    value = weighted(parts)
    tier = base = at_least(value, [(75, "S"), (60, "A"), (40, "B")], "C")
    if int(row["complaints"] or 0) > 10 and base in "SA":
        tier = "B"
    rebate = {"S": min(Fraction(50_000), turnover / 50), "A": turnover / 100}.get(tier, Fraction(0))
    why = reasons(["complaints"] if tier != base else [], parts, ["size", "profit", "loyalty", "contact", "rating"])
    manager = {"S": "dedicated team", "A": "named manager"}.get(tier, "pooled")
    return [row["customer_no"], tier, text(half_away(value, 2), 2), manager, text(half_away(rebate, 2), 2), why]


def dimensions(row):
    spans = [Fraction(millions) * 1_000_000 for millions in ("1", "2", "2.5", "4", "5", "8", "10", "12.5", "16", "20")]
    value = Fraction(0)
    for place, span in enumerate(spans, start=1):
        number = f"{place:02}"
        value += Fraction(row[f"share_{number}"]) + linear(Fraction(row[f"amount_{number}"]), 0, span)
        value += at_most(int(row[f"count_{number}"]),
                         [(7 + place, 100), (30 + place, 80), (60 + place, 50), (120 + place, 25)], 0)
        value += GRADES[row[f"grade_{number}"]]
    value /= 40
    tier, discount = at_least(value, [(65, ("S", "0.12")), (55, ("A", "0.08")), (45, ("B", "0"))], ("C", "0"))
    return [row["account"], tier, text(half_away(value, 2), 2), discount]


def division(row):
    get = {name: Fraction(cell) for name, cell in row.items() if name != "shop"}
    revenue, orders, staff = get["revenue"], get["orders"], get["staff"]
    floor_space = Fraction(revenue / get["area"] * 100 // 1, 100)
    value = weighted([
        (250, clamped(half_away(100 * (revenue - get["cost"]) / revenue, 2))),
        (150, 50 if get["last_revenue"] == 0 else clamped(half_away(100 * revenue / get["last_revenue"] - 50, 1))),
        (150, clamped(half_away(100 * orders / get["visitors"], 2))),
        (100, 0 if orders == 0 else linear(half_away(revenue / orders, 2), 0, 2000)),
        (100, linear(half_even(revenue / staff, 0), 0, 500_000)),
        (100, at_least(floor_space, [(20_000, 100), (5_000, 70), (1_000, 40)], 10)),
        (100, 100 if get["stock"] == 0 else min(100, floor(5 * get["cost"] / get["stock"], 1))),
        (50, 0 if orders == 0 else 100 - half_away(100 * get["returns"] / orders, 1))])
    tier = at_least(value, [(60, "gold"), (50, "silver"), (35, "bronze")], "grey")
    bonus = {"gold": revenue / (10 * staff), "silver": revenue / (20 * staff)}.get(tier, Fraction(0))
    return [row["shop"], tier, text(half_away(value, 2), 2), text(half_away(bonus, 2), 2)]


def chinese(row):
    revenue, late = Fraction(row["年收入"]), row["逾期天数"]
    parts = [(400, at_least(revenue, [(200_000_000, 100), (50_000_000, 80), (5_000_000, 50)], 20)),
             (250, {"通信": 100, "政府": 80, "金融": 80}.get(row["行业"], 40)),
             (150, linear(int(row["合作年限"]), 0, 10)),
             (200, 70 if late == "" else at_most(int(late), [(15, 100), (60, 60)], 0))]
    value = weighted(parts)
    tiers = ["战略客户", "伙伴客户", "普通客户"]
    tier = base = at_least(value, [(80, tiers[0]), (65, tiers[1])], tiers[2])
    if int(late or 0) > 365:
        tier = tiers[2]
    share, manager = {tiers[0]: (12, "专属团队"), tiers[1]: (6, "客户经理"), tiers[2]: (0, "公共席位")}[tier]
    why = reasons(["逾期超过一年"] if tier != base else [], parts, ["规模", "行业地位", "合作", "信用"])
    return [row["客户编号"], tier, text(half_away(value, 2), 2), row["客户名称"],
            "true" if row["省份"] == "北京市" else "false", manager, text(half_away(Fraction(share, 100) * revenue, 2), 2),
            why]
