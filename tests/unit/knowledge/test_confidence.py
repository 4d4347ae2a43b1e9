"""The confidence model and the calibration of bots."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.knowledge.bot_calibration import FEWEST_FAQS, calibrated, left_out
from frontdesk.knowledge.confidence import Calibration, ConfidenceModel, Evidence
from frontdesk.knowledge.index_repository import Sample

MODEL = ConfidenceModel.shipped()
SHARE = st.floats(0, 1)
EVIDENCE = st.builds(Evidence, SHARE, SHARE, SHARE)
CALIBRATION = st.builds(Calibration, st.floats(-3, 3))


@given(EVIDENCE, CALIBRATION)
def test_confidence_is_a_probability(evidence: Evidence, calibration: Calibration) -> None:
    assert 0 <= MODEL.probability(evidence, calibration) <= 1


@given(EVIDENCE, CALIBRATION, SHARE)
def test_confidence_never_falls_with_the_score(evidence: Evidence, calibration: Calibration, score: float) -> None:
    other = Evidence(score, evidence.runner_up, evidence.commonness)
    low, high = sorted((evidence, other), key=lambda each: each.score)
    assert MODEL.probability(low, calibration) <= MODEL.probability(high, calibration)


@given(EVIDENCE, CALIBRATION, st.floats(0.05, 0.95))
def test_the_score_needed_is_where_the_answer_begins(
    evidence: Evidence, calibration: Calibration, confidence: float
) -> None:
    needed = MODEL.score_needed(evidence, calibration, confidence)
    assert 0 <= needed <= 1
    if evidence.score > needed + 1e-3:
        assert MODEL.probability(evidence, calibration) >= confidence
    if evidence.score < needed - 1e-3:
        assert MODEL.probability(evidence, calibration) < confidence


def test_a_clear_answer_is_answered_and_a_stray_question_is_not() -> None:
    clear, stray = Evidence(0.72, 0.3, 0.1), Evidence(0.15, 0.1, 0.05)
    assert MODEL.probability(clear, Calibration()) > 0.9
    assert MODEL.probability(stray, Calibration()) < 0.3


def test_the_third_passage_is_the_runner_up_and_the_best_is_not_common() -> None:
    evidence = Evidence.of(0.8, 0.7, [0.75, 0.3], mean_meaning=0.2, passages=11)
    assert evidence.runner_up == 0.3
    assert evidence.commonness == pytest.approx((0.2 * 11 - 0.7) / 10)


def test_a_bot_with_one_passage_is_compared_with_an_ordinary_one() -> None:
    assert 0 < Evidence.of(0.8, 0.8, [], 0.8, 1).runner_up < 0.8


def sample(likeness: float, count: int = 20) -> tuple[Sample, np.ndarray]:
    """FAQs that are all alike to this degree, and the vectors of their questions."""
    alone = np.eye(count, 32, dtype=np.float32)
    shared = np.zeros((count, 32), dtype=np.float32)
    shared[:, 31] = 1
    vectors = np.sqrt(1 - likeness) * alone + np.sqrt(likeness) * shared
    return Sample(["faq"] * count, [str(row) for row in range(count)], vectors), vectors


def test_own_entries_are_left_out() -> None:
    found = left_out(*sample(0.3))
    assert [round(each.score, 3) for each in found] == [0.3] * 20


def test_a_bot_whose_faqs_are_alike_asks_for_a_higher_score() -> None:
    diverse, narrow = calibrated(MODEL, *sample(0.1)), calibrated(MODEL, *sample(0.6))
    assert diverse.limit is not None
    assert narrow.limit is not None
    assert narrow.limit > diverse.limit
    assert narrow.shift < diverse.shift


def test_a_bot_with_few_faqs_is_taken_for_an_ordinary_one() -> None:
    calibration = calibrated(MODEL, *sample(0.3, FEWEST_FAQS - 1))
    assert calibration.shift == 0
    assert calibration.limit is not None


def test_a_calibration_is_kept_as_json() -> None:
    kept = Calibration(-0.4, 0.5)
    assert Calibration.from_json(kept.as_json()) == kept
    assert Calibration.from_json(None) == Calibration()
