/** What the customer asked before, each a step away. */
import { Link } from "@tanstack/react-router";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { StateMark } from "../../design/marks";
import { When } from "../../design/when";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";

export function EarlierConversations({ earlier }: { earlier: InboxConversation[] }) {
  const { time_zone } = useMe().workspace;
  return (
    <Part title="Other conversations">
      {earlier.length === 0 ? (
        <NothingYet>None: this is the first.</NothingYet>
      ) : (
        <ul className={classes.list}>
          {earlier.map((conversation) => (
            <li key={conversation.id}>
              <Link
                to="/inbox/$conversationId"
                params={{ conversationId: conversation.id }}
                search={(now: object) => now}
                className={classes.earlier}
              >
                <span className={classes.words}>{conversation.first_words || "No words yet"}</span>
                <span className={classes.quiet}>
                  <StateMark state={conversation.state} />
                  <When at={conversation.last_message_at ?? conversation.created_at} timeZone={time_zone} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
