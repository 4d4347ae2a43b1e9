/** How the customer's messages sounded, one bar a message; the words beside say the same. */
import type { Mood } from "../../api/inbox-help";
import { useMe } from "../../api/me";
import { SentimentMark } from "../../design/marks";
import { timeWords } from "../../design/time-words";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";

const heights: Record<string, string> = { Positive: "100%", Neutral: "65%", Negative: "40%", Angry: "20%" };
const mostShown = 40;

export function SentimentLine({ moods }: { moods: Mood[] }) {
  const { time_zone } = useMe().workspace;
  const shown = moods.slice(-mostShown);
  const [first, last] = [shown[0], shown.at(-1)];
  return (
    <Part title="Sentiment over the conversation">
      {first === undefined || last === undefined ? (
        <NothingYet>Nothing was understood of it yet.</NothingYet>
      ) : (
        <>
          <ol className={`${classes.list} ${classes.moods}`} aria-label="Sentiment of each message">
            {shown.map((mood) => (
              <li
                key={mood.seq}
                data-mood={mood.sentiment}
                style={{ height: heights[mood.sentiment] ?? "65%" }}
                title={`${mood.sentiment}, ${timeWords(mood.at, new Date(), time_zone)}`}
              >
                <span className={classes.hidden}>{mood.sentiment}</span>
              </li>
            ))}
          </ol>
          <span className={classes.quiet}>
            {shown.length > 1 && (
              <>
                at first <SentimentMark sentiment={first.sentiment} />
              </>
            )}
            now <SentimentMark sentiment={last.sentiment} />
          </span>
        </>
      )}
    </Part>
  );
}
