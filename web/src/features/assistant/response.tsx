/** What the assistant says, with how the turn ended where that is not plain from what is shown below. */
import type { Answer } from "../../api/assistant-shapes";
import { Mark } from "../../design/marks";
import classes from "./blocks.module.css";
import { responseParts } from "./response-parts";
import { outcomeMark } from "./turn-words";

export function Response({ answer }: { answer: Answer }) {
  const mark = outcomeMark(answer);
  return (
    <div className={classes.response}>
      {mark && <Mark {...mark} />}
      {responseParts(answer.response).map((part, index) =>
        part.kind === "text" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text of an answer does not change
          <p key={index}>{part.text}</p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text of an answer does not change
          <ul key={index}>
            {part.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}
