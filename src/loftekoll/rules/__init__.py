"""What `kontrollera` looks for: one rule a module, and one tuple that lists them in order of code."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding
from loftekoll.rules import (
    lk101_encoding,
    lk102_conflict,
    lk103_syntax,
    lk104_tab,
    lk105_construct,
    lk106_depth,
    lk107_empty,
    lk108_duplicate_key,
    lk109_unknown_key,
    lk110_missing_key,
    lk111_wrong_value,
    lk112_date,
    lk113_municipality,
    lk114_bare_code,
    lk115_id,
    lk116_file_name,
    lk117_leftover,
    lk118_unreadable,
    lk119_stray,
    lk120_unknown_promise,
    lk121_unknown_party,
    lk122_allowance,
    lk123_unused_allowance,
    lk201_numeral,
    lk202_two_numbers,
    lk203_ambiguous_period,
    lk204_unreadable_target,
    lk205_target_date,
    lk206_vague_quantity,
    lk207_no_target,
    lk208_text_differs,
    lk209_unaccented,
    lk210_no_window,
    lk211_mixed_targets,
    lk212_condition,
    lk213_no_unit,
    lk214_left_out,
    lk215_vague_verb,
    lk216_no_responsible,
    lk217_several_promises,
    lk301_outside_period,
    lk302_future,
    lk303_overlap,
    lk304_early_follow_up,
    lk305_long_stretch,
    lk306_late_signature,
    lk307_late_change,
    lk401_unknown_commitment,
    lk402_count,
    lk403_double,
    lk404_log_name,
    lk405_nothing_logged,
    lk406_long_silence,
    lk407_no_hours,
    lk408_same_mark,
    lk501_personal_number,
    lk502_telephone,
    lk503_mail,
    lk504_plate,
    lk505_case_number,
    lk506_name,
    lk601_lost_entry,
    lk602_changed_entry,
    lk603_easier_target,
    lk604_removed_commitment,
    lk605_signed_text,
    lk606_not_compared,
)
from loftekoll.rules.rule import Case, Rule, Surroundings

RULES: tuple[Rule, ...] = (
    lk101_encoding.RULE,
    lk102_conflict.RULE,
    lk103_syntax.RULE,
    lk104_tab.RULE,
    lk105_construct.RULE,
    lk106_depth.RULE,
    lk107_empty.RULE,
    lk108_duplicate_key.RULE,
    lk109_unknown_key.RULE,
    lk110_missing_key.RULE,
    lk111_wrong_value.RULE,
    lk112_date.RULE,
    lk113_municipality.RULE,
    lk114_bare_code.RULE,
    lk115_id.RULE,
    lk116_file_name.RULE,
    lk117_leftover.RULE,
    lk118_unreadable.RULE,
    lk119_stray.RULE,
    lk120_unknown_promise.RULE,
    lk121_unknown_party.RULE,
    lk122_allowance.RULE,
    lk123_unused_allowance.RULE,
    lk201_numeral.RULE,
    lk202_two_numbers.RULE,
    lk203_ambiguous_period.RULE,
    lk204_unreadable_target.RULE,
    lk205_target_date.RULE,
    lk206_vague_quantity.RULE,
    lk207_no_target.RULE,
    lk208_text_differs.RULE,
    lk209_unaccented.RULE,
    lk210_no_window.RULE,
    lk211_mixed_targets.RULE,
    lk212_condition.RULE,
    lk213_no_unit.RULE,
    lk214_left_out.RULE,
    lk215_vague_verb.RULE,
    lk216_no_responsible.RULE,
    lk217_several_promises.RULE,
    lk301_outside_period.RULE,
    lk302_future.RULE,
    lk303_overlap.RULE,
    lk304_early_follow_up.RULE,
    lk305_long_stretch.RULE,
    lk306_late_signature.RULE,
    lk307_late_change.RULE,
    lk401_unknown_commitment.RULE,
    lk402_count.RULE,
    lk403_double.RULE,
    lk404_log_name.RULE,
    lk405_nothing_logged.RULE,
    lk406_long_silence.RULE,
    lk407_no_hours.RULE,
    lk408_same_mark.RULE,
    lk501_personal_number.RULE,
    lk502_telephone.RULE,
    lk503_mail.RULE,
    lk504_plate.RULE,
    lk505_case_number.RULE,
    lk506_name.RULE,
    lk601_lost_entry.RULE,
    lk602_changed_entry.RULE,
    lk603_easier_target.RULE,
    lk604_removed_commitment.RULE,
    lk605_signed_text.RULE,
    lk606_not_compared.RULE,
)

BY_CODE = {rule.code: rule for rule in RULES}


def check(case: Case) -> Iterator[Finding]:
    """Everything that the rules have to say about one promise and its log, in order of rule."""
    for rule in RULES:
        if rule.check is not None:
            for finding in rule.check(case):
                yield finding._replace(code=rule.code, severity=rule.severity)


def check_across(surroundings: Surroundings) -> Iterator[Finding]:
    """Everything that the rules have to say about a promise among the others, in order of rule."""
    for rule in RULES:
        if rule.across is not None:
            for finding in rule.across(surroundings):
                yield finding._replace(code=rule.code, severity=rule.severity)


def with_severity(finding: Finding) -> Finding:
    """A finding of the reader with the severity of its rule."""
    return finding._replace(severity=BY_CODE[finding.code].severity)
