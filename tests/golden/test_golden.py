"""Whole screens and reports, kept as files: renewed by `pytest --update-golden`, and read like code."""

import json

import pytest

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
    """Every id of every promise is told once and is a row of its report, in every year and as a whole."""
    document = json.loads(cli("status", "--format", "json").out)
    for promise in document["medborgarlöften"]:
        if promise["kommun"].lower() != kommun:
            continue
        first, last = (int(promise["period"][end][:4]) for end in ("från", "till"))
        period = str(first) if first == last else f"{first}-{last}"
        for argv in ([], *(["--år", str(year)] for year in range(first, last + 1))):
            report = cli("rapport", kommun, "--period", period, *argv).out
            for each in promise["löften"]:
                assert report.count(f"\n- **Id i loggen:** {each['id']}\n") == 1
                assert report.count(f"({each['id']}) |") >= 1, "in the table of its area"
                assert report.count(f" | {each['id']} | antal |") + report.count(f" | {each['id']} | timmar |") >= 1
