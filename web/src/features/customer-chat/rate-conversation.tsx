/** How it went, asked once when the conversation was closed. */
import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { LiveChat } from "../../api/customer-chat/live-chat";
import { asProblem } from "../../api/problem";
import { scores } from "../../design/customer-words";
import classes from "./rate-conversation.module.css";

export function RateConversation({ chat }: { chat: LiveChat }) {
  const [score, setScore] = useState<number | null>(null);
  const [reason, setReason] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const chosen = scores.find(({ value }) => value === score);
    if (chosen === undefined) return;
    setReason(null);
    chat
      .rate(null, chosen.value, String(fields.get("comment")).trim())
      .catch((error: unknown) => setReason(asProblem(error).detail));
  }

  return (
    <form className={classes.card} onSubmit={submit}>
      <fieldset className={classes.scores}>
        <legend>How did we do?</legend>
        {scores.map(({ value, words }) => (
          <label key={value} data-chosen={score === value || undefined}>
            <input type="radio" name="score" value={value} onChange={() => setScore(value)} />
            <span aria-hidden="true">{value}</span>
            <span className={classes.words}>{words}</span>
          </label>
        ))}
      </fieldset>
      {score !== null && (
        <div className={classes.comment}>
          <input
            name="comment"
            maxLength={2000}
            aria-label="Comment"
            placeholder="Anything to add? (optional)"
          />
          <Button type="submit" h={40}>
            Send rating
          </Button>
        </div>
      )}
      {reason !== null && <p role="alert">{reason}</p>}
    </form>
  );
}
