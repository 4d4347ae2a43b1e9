"""Calibrates a bot from its own knowledge.

Each of the bot's FAQ questions is asked with its own entry left out: a question of the bot's very topic that it cannot
answer. How sure the model is of those says how much likeness means nothing on this bot; where it is surer than on the
domains that it was fitted on, every confidence of the bot is lowered, and the other way round.
"""

import numpy as np
from numpy.typing import NDArray

from frontdesk.knowledge.confidence import ORDINARY_COMMONNESS, Calibration, ConfidenceModel, Evidence
from frontdesk.knowledge.index_repository import Sample

# A bot with fewer FAQs says too little of itself and is taken for an ordinary one.
FEWEST_FAQS = 5
# The confidence for which a bot's score limit is worked out.
ANSWERED_FROM = 0.6


def left_out(sample: Sample, asked: NDArray[np.float32]) -> list[Evidence]:
    """What the sample's first FAQ questions find among all passages but their own.

    `asked`: vectors of these questions, float32 [n, dimension], in the sample's order.
    """
    own = [row for row, kind in enumerate(sample.kinds) if kind == "faq"]
    return [_without(np.delete(sample.vectors, row, axis=0) @ vector) for row, vector in zip(own, asked, strict=False)]


def _without(similarities: NDArray[np.float32]) -> Evidence:
    best, *runners_up = [max(float(each), 0.0) for each in np.sort(similarities)[::-1][:4]]
    return Evidence.of(best, best, runners_up, float(similarities.mean()), len(similarities))


def calibrated(model: ConfidenceModel, sample: Sample, asked: NDArray[np.float32]) -> Calibration:
    """The calibration of the bot that the sample comes from. `asked` as in `left_out`."""
    if len(asked) < FEWEST_FAQS:
        ordinary = Evidence(score=0.3, runner_up=0.25, commonness=ORDINARY_COMMONNESS)
        return Calibration(0.0, round(model.score_needed(ordinary, Calibration(), ANSWERED_FROM), 4))
    found = left_out(sample, asked)
    shift = model.shift_for(float(np.median([model.logit(each) for each in found])))
    columns = zip(*((each.score, each.runner_up, each.commonness) for each in found), strict=True)
    ordinary = Evidence(*(float(np.median(column)) for column in columns))
    limit = model.score_needed(ordinary, Calibration(shift), ANSWERED_FROM)
    return Calibration(round(shift, 4), round(limit, 4))
