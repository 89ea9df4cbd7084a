"""`logga` refuses to write what `kontrollera` would call personal data, and never repeats it."""

import pytest

REFUSED = [
    pytest.param("--anteckning", "811228-9874 var med", "personnummer", id="personal number"),
    pytest.param("--anteckning", "19811288-9871", "personnummer", id="coordination number"),
    pytest.param("--plats", "ring 070-174 06 35", "telefonnummer", id="telephone"),
    pytest.param("--källa", "a.ek@example.se", "e-postadress", id="mail"),
    pytest.param("--anteckning", "bilen ABC 123 stoppades", "registreringsnummer", id="plate"),
    pytest.param("--anteckning", "anmäld som 5000-K123456-25", "ärendenummer", id="case number"),
    pytest.param("--part", "polisen 070-174 06 35", "telefonnummer", id="in a list"),
]


def log(cli, *argv):
    return cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", *argv)


@pytest.mark.parametrize(("option", "text", "kind"), REFUSED)
def test_personal_data_is_refused_and_nothing_is_saved(cli, workspace, option, text, kind):
    ran = log(cli, option, text)
    assert (ran.code, ran.out, workspace.log()) == (2, "", [])
    assert ran.err.startswith(f"fel: {option}: det står e")
    assert kind in ran.err
    assert "och inget sparades\ntips: ta bort de" in ran.err
    assert not [word for word in text.split() if not word.isalpha() and word in ran.err]


def test_all_kinds_in_all_places_are_told_at_once(cli, workspace):
    mixed = "811228-9874 och 811228-9874, ring 070-174 06 35"
    ran = log(cli, "--plats", "070-174 06 35", "--anteckning", mixed, "--part", "a.ek@example.se", "--källa", "dnr A1")
    assert (ran.code, ran.out, workspace.log()) == (2, "", [])
    assert ran.err == (
        "fel: --plats: det står ett telefonnummer här; --part: det står en e-postadress här; "
        "--anteckning: det står ett personnummer här; --anteckning: det står ett telefonnummer här, "
        "och inget sparades\ntips: ta bort dem; skriv roll eller område i stället\n"
    )


def test_the_same_kind_in_two_places_keeps_its_own_hint(cli, workspace):
    ran = log(cli, "--plats", "a.ek@example.se", "--anteckning", "b.ek@example.se")
    assert ran.err == (
        "fel: --plats: det står en e-postadress här; --anteckning: det står en e-postadress här, och inget sparades\n"
        "tips: ta bort den; hänvisa till en roll eller en webbplats i stället\n"
    )


SAVED = [
    pytest.param("väg 97 mellan 08-16, K2-huset, dnr A123.456/2025", id="numbers of other kinds"),
    pytest.param("Gustav Adolfs torg och Karl Johans gata", id="places named after people"),
    pytest.param("556036-0793", id="organisation number"),
]


@pytest.mark.parametrize("text", SAVED)
def test_what_only_looks_like_it_is_saved_without_a_word(cli, workspace, text):
    ran = log(cli, "--anteckning", text)
    assert (ran.code, ran.err, len(workspace.log())) == (0, "", 1)


def test_a_probable_name_is_saved_with_a_warning_that_does_not_repeat_it(cli, workspace):
    ran = log(cli, "--anteckning", "Anna Andersson höll i mötet")
    assert (ran.code, len(workspace.log())) == (0, 1)
    (name,) = workspace.log()
    last = f"Läs igenom promises/exempelby/2020-2199/{name} innan du delar den: den kan peka ut en person"
    assert ran.out.splitlines()[-1] == last
    assert ran.err == (
        "varning: --anteckning: det här ser ut som ett personnamn; "
        "skriv rollen i stället, till exempel områdespolisen\n"
    )
