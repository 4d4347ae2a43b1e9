/** Who else is here and who writes, so that two people do not answer at once; and that nothing comes while the line is cut. */
import { IconAlertTriangle, IconWifiOff } from "@tabler/icons-react";
import { useMe } from "../../api/me";
import classes from "./conversation.module.css";
import { nameOf, writingWords } from "./people-here";
import type { LiveConversation } from "./use-live-conversation";

export function PeopleNotice({ live }: { live: LiveConversation }) {
  const me = useMe();
  const colleagues = live.people.filter(({ kind }) => kind === "staff");
  const writing = writingWords(live.writing);
  const isCollision = live.writing.some(({ kind }) => kind === "staff");
  const isCut = live.lineState === "cut" || live.lineState === "ended";
  const names = colleagues.map((person) =>
    person.name === me.name ? `${nameOf(person)} (you in another window?)` : nameOf(person),
  );
  return (
    <div className={classes.people} role="status">
      {isCut && (
        <span className={classes.cut}>
          <IconWifiOff size={14} aria-hidden="true" /> Not connected. What you write is kept; new messages
          come as soon as the connection is back.
        </span>
      )}
      {isCollision && (
        <span className={classes.collision}>
          <IconAlertTriangle size={14} aria-hidden="true" /> {writing} here too. Wait, or agree who answers.
        </span>
      )}
      {!isCollision && writing && <span className={classes.writing}>{writing} …</span>}
      {!isCollision && names.length > 0 && (
        <span>
          {names.join(", ")} {names.length === 1 ? "has" : "have"} this open too.
        </span>
      )}
    </div>
  );
}
