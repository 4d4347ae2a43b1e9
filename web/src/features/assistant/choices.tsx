/** The readings of what was said, as buttons: each says itself in words that can be understood in one way only. */
import { Button } from "@mantine/core";
import type { Choice } from "../../api/assistant-shapes";
import classes from "./blocks.module.css";
import { useSurroundings } from "./surroundings";

export function Choices({ choices }: { choices: readonly Choice[] }) {
  const { say, isBusy } = useSurroundings();
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.hidden}>Which one do you mean?</legend>
      {choices.map(({ label, message }) => (
        <Button
          key={message}
          variant="default"
          className={classes.choice}
          disabled={isBusy}
          onClick={() => say(message)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

/** What one may well say next; each is said as it is written. */
export function SuggestedActions({ actions }: { actions: readonly string[] }) {
  const { say, isBusy } = useSurroundings();
  if (actions.length === 0) return null;
  return (
    <fieldset className={classes.suggestions}>
      <legend className={classes.hidden}>What you may say next</legend>
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          className={classes.suggestion}
          disabled={isBusy}
          onClick={() => say(action)}
        >
          {action}
        </button>
      ))}
    </fieldset>
  );
}
