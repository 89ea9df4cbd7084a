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
    lk301_outside_period,
    lk302_future,
    lk303_overlap,
    lk304_early_follow_up,
    lk305_long_stretch,
    lk401_unknown_commitment,
    lk402_count,
    lk403_double,
    lk404_log_name,
)
from loftekoll.rules.rule import Case, Rule

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
    lk301_outside_period.RULE,
    lk302_future.RULE,
    lk303_overlap.RULE,
    lk304_early_follow_up.RULE,
    lk305_long_stretch.RULE,
    lk401_unknown_commitment.RULE,
    lk402_count.RULE,
    lk403_double.RULE,
    lk404_log_name.RULE,
)

BY_CODE = {rule.code: rule for rule in RULES}


def check(case: Case) -> Iterator[Finding]:
    """Everything that the rules have to say about one promise and its log, in order of rule."""
    for rule in RULES:
        if rule.check is not None:
            for finding in rule.check(case):
                yield finding._replace(code=rule.code, severity=rule.severity)


def with_severity(finding: Finding) -> Finding:
    """A finding of the reader with the severity of its rule."""
    return finding._replace(severity=BY_CODE[finding.code].severity)
