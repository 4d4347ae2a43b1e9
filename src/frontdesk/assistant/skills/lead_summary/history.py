"""History of a record: what happened with it and to it, in one order, the newest first."""

from frontdesk.assistant.skills.lead_summary.dossier import DEALS, Dossier, moment
from frontdesk.assistant.skills.lead_summary.entries import change_told
from frontdesk.assistant.skills.lead_summary.figures import line
from frontdesk.assistant.spoken import counted, stamp
from frontdesk.crm.scope import Scope


def history(scope: Scope, dossier: Dossier, most: int) -> list[str]:
    """Lines with their times, as many as are wanted, then how many are older. What is open is told elsewhere."""
    found = [
        (one.at, line(scope, dossier, one))
        for name, dealings in dossier.dealings.items()
        for one in (dealings.done if name != DEALS else ())
    ]
    for item in dossier.changes:
        at = moment(item["at"])
        found.append((at, f"{stamp(dossier.habits, at)} · {change_told(dossier, item)}"))
    lines = [words for _, words in sorted(found, key=lambda entry: entry[0], reverse=True)][:most]
    older = dossier.length - len(lines)
    return [*lines, f"… and {counted(older, 'older entry', 'older entries')}"] if older > 0 and lines else lines
