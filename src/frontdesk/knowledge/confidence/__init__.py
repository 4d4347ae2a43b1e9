"""Confidence: how likely it is that the best passages answer the question, for each bot's own knowledge."""

from frontdesk.knowledge.confidence.calibration import Calibration
from frontdesk.knowledge.confidence.model import ORDINARY_COMMONNESS, ConfidenceModel, Evidence

__all__ = ["ORDINARY_COMMONNESS", "Calibration", "ConfidenceModel", "Evidence"]
