"""What a running text proposes as targets, tried on the texts that the promises of this repository come from."""

from pathlib import Path

import pytest
import yaml

from loftekoll.phrase import Kind, left_out, parse, proposal_of

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT.parent / "shared" / "kallor").glob("*.txt"))
KALIX = [
    ("• Genomföra minst tre medborgarkontakter i snitt per vecka på utvalda platser.", "minst tre medborgarkontakter i snitt per vecka"),
    ("• Genomföra minst fyra trafiksäkerhetsinsatser på särskilt utvalda ställen.", "minst fyra trafiksäkerhetsinsatser"),
    ("• Genomföra minst två riktade insatser i kommunen under året för att förebygga och minska narkotikamissbruk.", "minst två riktade insatser under året"),
    ("• Prioritera det förebyggande arbetet med tidiga insatser i kommunen.", None),
    ("• Genomföra sök med hund i skolmiljö vid minst två tillfällen under året.", "minst två tillfällen under året"),
    ("• Löpande arbeta med grannsamverkan och bistå med material, information och vidareutbildning.", "löpande"),
    ("• Planlägga åtgärder. Detta genom att genomföra minst två trygghetsvandringar tillsammans med kommunen.", "minst två trygghetsvandringar"),
    ("• Under året utföra minst två insatser mot bostadsinbrott och/ eller skoterstölder.", "minst två insatser under året"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [pytest.param(*row, id=row[0][:40]) for row in KALIX])
def test_a_sentence_proposes_its_target(sentence, expected):
    assert proposal_of(sentence).targets == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Medborgarlöftet utvärderas tre gånger under året.", ("minst tre gånger under året",)),
        ("En skriftlig uppföljning sammanställs senast februari 2020.", ("minst en skriftlig uppföljning senast februari 2020",)),
        ("Avstämning sker löpande.", ("löpande",)),
    ],
)  # fmt: skip
def test_how_it_is_followed_up_is_no_target_of_a_commitment(sentence, expected):
    found = proposal_of(sentence)
    assert (found.is_follow_up, found.targets) == (True, expected)


@pytest.mark.parametrize("sentence", ["Det dagliga arbetet fortsätter.", "Kan vara i återkommande veckobrev."])
def test_an_adjective_promises_no_steady_work(sentence):
    found = proposal_of(sentence)
    assert (found.reading.kind, found.targets) == (Kind.CONTINUOUS, ())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Genomföra minst två vandringar i Kalix under året.", ("Genomföra", "i Kalix")),
        ("Polisen (kommunen) går minst en vandring per år; på kvällen!", ("Polisen (kommunen) går", "på kvällen")),
        ("minst två vandringar per år", ()),
    ],
)
def test_what_no_target_has_is_told(sentence, expected):
    assert left_out(parse(sentence)) == expected


def targets_of(promise):
    """The target phrases of a promise file, in order."""
    document = yaml.safe_load((ROOT / "promises" / promise).read_text(encoding="utf-8"))
    commitments = (each for area in document["fokusområden"] for each in area["löften"])
    return [each["mål"] for each in commitments if "mål" in each]


def test_the_reworded_text_proposes_the_targets_of_the_promise():
    proposed = [phrase for sentence, _ in KALIX for phrase in proposal_of(sentence).targets]
    assert proposed == targets_of("kalix/2019.yaml")


@pytest.mark.skipif(not SOURCES, reason="the source documents lie beside the repository")
@pytest.mark.parametrize(
    ("beginning", "promises"),
    [
        ("Kalix – medborgarlöften", ["kalix/2019.yaml"]),
        ("Unga i fokus", ["kalix/2022-2023.yaml"]),
        ("Haparanda – medborgarlöften", ["haparanda/2020-2022.yaml"]),
        ("Medborgarlöfte med fokus", ["sandviken/2020-2021.yaml", "sandviken/2022-2023.yaml"]),
        ("Medborgarlöftet för 2021", ["strangnas/2021.yaml"]),
    ],
)
def test_a_whole_source_proposes_exactly_the_targets_of_its_promise(beginning, promises):
    (text,) = [text for path in SOURCES if beginning in (text := path.read_text(encoding="utf-8"))[:400]]
    found = [proposal_of(line) for line in text.splitlines() if line.strip()]
    proposed = [phrase for each in found if not each.is_follow_up for phrase in each.targets]
    assert proposed == [phrase for promise in promises for phrase in targets_of(promise)]
