"""Whole screens and reports, kept as files: renewed by `pytest --update-golden`, and read like code."""

import json

import pytest

# The reports of real municipalities hold nothing that is logged; what they show is that nothing is left out.
SCREENS = {
    "status-alla.txt": ["status", "--per", "2026-02-15"],
    "status-kalix-2019.txt": ["status", "kalix", "--period", "2019", "--per", "2019-06-30"],
    "status-kalix-2022.txt": ["status", "kalix", "--per", "2022-06-30"],
    "status-haparanda-2021.txt": ["status", "haparanda", "--per", "2021-06-30"],
    "status-exempelby-2024-12-01.txt": ["status", "exempelby", "--per", "2024-12-01"],
    "status-exempelby-2025-01-03.txt": ["status", "exempelby", "--per", "2025-01-03"],
    "status-exempelby-2025-08-20.txt": ["status", "exempelby", "--per", "2025-08-20"],
    "status-exempelby-2026-02-15.txt": ["status", "exempelby", "--per", "2026-02-15"],
    "status-exempelby-detaljer.txt": ["status", "exempelby", "--per", "2025-08-20", "--detaljer"],
    "status-exempelby-slut-detaljer.txt": ["status", "exempelby", "--per", "2026-02-15", "--detaljer"],
    "status-exempelby.json": ["status", "exempelby", "--per", "2025-08-20", "--format", "json"],
    "rapport-exempelby-2025.md": ["rapport", "exempelby", "--per", "2026-02-15"],
    "rapport-exempelby-under-aret.md": ["rapport", "exempelby", "--per", "2025-08-20"],
    "rapport-kalix-2019.md": ["rapport", "kalix", "--period", "2019", "--per", "2020-02-01"],
    "rapport-haparanda-2020-2022.md": ["rapport", "haparanda", "--per", "2023-02-01"],
    "rapport-haparanda-2021.md": ["rapport", "haparanda", "--år", "2021", "--per", "2023-02-01"],
    "rapport-sandviken-2022-2023.md": ["rapport", "sandviken", "--per", "2024-02-01"],
    "rapport-strangnas-2021.md": ["rapport", "strängnäs", "--per", "2022-02-01"],
}


@pytest.mark.parametrize(("name", "argv"), SCREENS.items(), ids=SCREENS)
@pytest.mark.usefixtures("published")
def test_screen(cli, golden, name, argv):
    ran = cli(*argv)
    assert (ran.code, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize("kommun", ["exempelby", "haparanda", "kalix", "sandviken", "strängnäs"])
@pytest.mark.usefixtures("published")
def test_no_commitment_is_left_out(cli, kommun):
    """Every id of every promise is a heading and a row of its report, in every year and as a whole."""
    document = json.loads(cli("status", "--format", "json").out)
    for promise in document["medborgarlöften"]:
        if promise["kommun"].lower() != kommun:
            continue
        first, last = (int(promise["period"][end][:4]) for end in ("från", "till"))
        period = str(first) if first == last else f"{first}-{last}"
        for argv in ([], *(["--år", str(year)] for year in range(first, last + 1))):
            report = cli("rapport", kommun, "--period", period, *argv).out
            for each in promise["löften"]:
                assert report.count(f"\n### {each['id']}\n") == 1
                assert report.count(f"\n| {each['id']} |") >= 2, "in the table of its area and in the appendix"
