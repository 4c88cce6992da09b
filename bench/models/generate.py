"""Models that are too long to write by hand: the one of forty dimensions, and one of any number of lines.

Nothing here is random: the same model comes out every time.
"""

OF_A_KIND = 10
GRADES = {"excellent": 100, "good": 80, "fair": 50, "poor": 20, "none": 0}
COUNT_BANDS = [(7, 100), (30, 80), (60, 50), (120, 25)]  # at most so many : points


def count_bands(number):
    """Each of these dimensions has borders of its own, else one of them would do for all."""
    return [(most + number, points) for most, points in COUNT_BANDS]


def amount_span(number):
    """Spans whose reciprocals have a last decimal, so that every dimension can be written out as it is."""
    return ["1M", "2M", "2.5M", "4M", "5M", "8M", "10M", "12.5M", "16M", "20M"][number - 1]


def forty_dimensions():
    """Ten dimensions of each of four kinds: a column itself, a straight line, bands, a closed set of texts."""
    numbers = [f"{number:02}" for number in range(1, OF_A_KIND + 1)]
    lines = ['model dimensions "Forty dimensions"', "currency EUR", "", "customer {", "  account : text key"]
    grades = ", ".join(f'"{grade}"' for grade in GRADES)
    for number in numbers:
        lines += [f"  share_{number} : number to 1 place in 0 .. 100",
                  f"  amount_{number} : money to 2 places in 0 .. 20M",
                  f"  count_{number} : whole in 0 .. 400",
                  f"  grade_{number} : one of {grades}"]
    lines += ["}", ""]
    for place, number in enumerate(numbers, start=1):
        lines += [f"dimension share_{number} weight 2.5%",
                  f"dimension amount_{number}_points weight 2.5% = linear(amount_{number}, 0, {amount_span(place)})",
                  f"dimension count_{number}_points weight 2.5% = match count_{number} {{"]
        lines += [f"  <= {most} : {points}" for most, points in count_bands(place)]
        lines += ["  otherwise : 0", "}", f"dimension grade_{number}_points weight 2.5% = match grade_{number} {{"]
        lines += [f'  "{grade}" : {points}' for grade, points in GRADES.items()]
        lines += ["}", ""]
    lines += ["score value to 2 places = weighted dimensions", "",
              "tiers by value { S : >= 65; A : >= 55; B : >= 45; C : otherwise }",
              "policy S { discount = 12% }", "policy A { discount = 8% }", "policy B, C { discount = 0% }",
              "reasons 0"]
    return "\n".join(lines) + "\n"


def of_lines(wanted):
    """A model of exactly so many lines, as policies are: columns, definitions, dimensions of bands, caps, examples."""
    lines = ['model long "A long policy"', "currency EUR", "", "customer {", "  account : text key"]
    tail = ["tiers by value {", "  S : >= 80", "  A : >= 60", "  B : >= 40", "  C : otherwise", "}", "",
            "policy S { discount = 12% }", "policy A { discount = 8% }", "policy B { discount = 3% }",
            "policy C { discount = 0% }"]
    # A column of each kind, a definition, two dimensions, a cap and an example for every theme.
    per_theme, bands = 31, 6
    themes = (wanted - len(lines) - len(tail) - 5) // per_theme
    for theme in range(themes):
        lines += [f"  sales_{theme} : money in 0 .. 10M",
                  f"  before_{theme} : money in 0 .. 10M",
                  f'  branch_{theme} : one of "north", "east", "south", "west"',
                  f"  late_{theme} : whole in 0 .. 365 optional"]
    lines += ["}", ""]
    for theme in range(themes):
        lines += [f"define mean_{theme} = weighted {{ sales_{theme} : 60%; before_{theme} : 40% }}", "",
                  f"dimension size_{theme} weight 1 = match mean_{theme} {{"]
        lines += [f"  >= {2 ** (bands - band)}00k : {100 - 10 * band}" for band in range(bands)]
        lines += ["  otherwise : 20", "}", "",
                  f"dimension fit_{theme} weight 2 = match (branch_{theme}, late_{theme}) {{",
                  '  "north", <= 30 : 100', '  "north", missing : 60', '  "east" or "south", <= 60 : 80',
                  '  "west", [0 .. 90] : 50', "  any, missing : 30", "  otherwise : 0", "}", "",
                  f'cap at B "late {theme}" when late_{theme} default 0 > {100 + theme}',
                  f'example "theme {theme}" {{',
                  f"  given sales_{theme} = {theme + 1}00k, before_{theme} = 1M, branch_{theme} = \"east\"",
                  f"  expect mean_{theme} = {60_000 * (theme + 1) + 400_000}", "}", ""]
    lines += ["score value to 2 places = weighted relative dimensions", ""] + tail
    lines += ["# So long is it." for _ in range(wanted - len(lines))]
    return "\n".join(lines) + "\n"
