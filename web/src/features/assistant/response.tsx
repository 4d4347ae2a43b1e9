/** What the assistant says, with how the turn ended where that is not plain from what is shown below. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Answer } from "../../api/assistant-shapes";
import { Mark } from "../../design/marks";
import { countWords } from "../../design/number-words";
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
          <Points key={index} points={part.points} />
        ),
      )}
    </div>
  );
}

const shownAtOnce = 8;

function Points({ points }: { points: string[] }) {
  const [isWhole, showWhole] = useState(false);
  const shown = isWhole ? points : points.slice(0, shownAtOnce);
  return (
    <>
      <ul>
        {shown.map((point, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two points may say the same, and their order stays
          <li key={index}>{point}</li>
        ))}
      </ul>
      {shown.length < points.length && (
        <Button variant="default" size="compact-sm" className={classes.more} onClick={() => showWhole(true)}>
          Show {countWords(points.length - shown.length)} more
        </Button>
      )}
    </>
  );
}
