/** What happened between the messages, in one quiet line. */
import type { NoticeEntry } from "../../api/conversation-log";
import { useMe } from "../../api/me";
import { When } from "../../design/when";
import { eventWords } from "./event-words";
import classes from "./log.module.css";

export function NoticeLine({ notice }: { notice: NoticeEntry }) {
  const { time_zone } = useMe().workspace;
  const words = eventWords(notice, { now: new Date(), timeZone: time_zone });
  if (words === null) return null;
  return (
    <li id={`event-${notice.seq}`} className={classes.notice}>
      {words} · <When at={notice.at} timeZone={time_zone} />
    </li>
  );
}
