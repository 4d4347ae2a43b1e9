"""A report in words. Every number in it stands in the report."""

from datetime import timedelta

from frontdesk.analytics.report_schemas import AnalyticsReport


def in_words(report: AnalyticsReport) -> str:
    """A few sentences: how much, how it went, how fast people were, how it was rated, what was asked."""
    if not (report.conversations or report.queries):
        return f"{report.bot_name} had no conversations from {_period(report)}."
    parts = [
        f"From {_period(report)}, {report.bot_name} had {_count(report.conversations, 'new conversation')} with"
        f" {_count(report.messages, 'message')}.",
        _went(report),
        _people(report),
        _rated(report),
        _asked(report),
    ]
    return " ".join(part for part in parts if part)


def _went(report: AnalyticsReport) -> str:
    if report.escalation_rate is None or report.resolution.rate is None:
        return ""
    sentence = f"{_percent(report.resolution.rate)} are settled, {_percent(report.escalation_rate)} went to a person"
    reasons = sorted(report.escalation_reasons.items(), key=lambda item: (-item[1], item[0]))
    return f"{sentence}{f', most often for: {_plain(reasons[0][0])}' if reasons else ''}."


def _people(report: AnalyticsReport) -> str:
    people = report.first_human_answer
    sentences = []
    if people.answered and people.median_seconds is not None:
        kept = people.in_time
        target = f", {_percent(kept)} within {people.target_minutes} minutes" if kept is not None else ""
        sentences.append(f"Half of the first answers of people came within {_time(people.median_seconds)}{target}.")
    if people.waiting:
        late = f", {people.late_now} of them too long" if people.late_now else ""
        sentences.append(f"{_count(people.waiting, 'customer')} now {_verb(people.waiting)} for a person{late}.")
    return " ".join(sentences)


def _rated(report: AnalyticsReport) -> str:
    feedback = report.feedback
    thumbs = f"{feedback.up} good and {feedback.down} bad ratings of answers" if feedback.up or feedback.down else ""
    csat = f"satisfaction {feedback.csat} of 5 by {feedback.csat_answered}" if feedback.csat is not None else ""
    told = ", ".join(part for part in (thumbs, csat) if part)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _asked(report: AnalyticsReport) -> str:
    top = f"Asked most: {report.top_questions[0].question}" if report.top_questions else ""
    open_ones = report.unanswered_questions
    gap = f"Most often without an answer: {open_ones[0].question}" if open_ones else ""
    return " ".join(part for part in (top, gap) if part)


def _period(report: AnalyticsReport) -> str:
    start, end = report.period_start, report.period_end - timedelta(microseconds=1)
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"


def _time(seconds: float) -> str:
    return f"{round(seconds)} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _verb(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _plain(reason: str) -> str:
    return reason.replace("_", " ")
