/** Thumbs under an answer, with a comment for who wants to say why. */
import { ActionIcon, Button } from "@mantine/core";
import { IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { MessageEntry, Thumb } from "../../api/conversation-log";
import { asProblem } from "../../api/problem";
import classes from "./messages.module.css";

interface RateAnswerProps {
  message: MessageEntry;
  onRate: (seq: number, thumb: Thumb, comment: string) => Promise<void>;
}

const thumbs = [
  { value: "up", words: "Helpful", icon: IconThumbUp },
  { value: "down", words: "Not helpful", icon: IconThumbDown },
] as const;

export function RateAnswer({ message, onRate }: RateAnswerProps) {
  const [chosen, setChosen] = useState<Thumb | null>(null);
  const [step, setStep] = useState<"idle" | "comment" | "thanked">("idle");
  const [reason, setReason] = useState<string | null>(null);
  const thumb = chosen ?? message.thumb;

  async function rate(value: Thumb, comment: string, next: "comment" | "thanked") {
    setChosen(value);
    setReason(null);
    try {
      await onRate(message.seq, value, comment);
      setStep(next);
    } catch (error) {
      setChosen(null);
      setReason(asProblem(error).detail);
    }
  }

  function sendComment(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const comment = String(new FormData(event.currentTarget).get("comment")).trim();
    if (thumb !== null && comment !== "") void rate(thumb, comment, "thanked");
    else setStep("idle");
  }

  return (
    <div className={classes.rating}>
      {thumbs.map(({ value, words, icon: ThumbIcon }) => (
        <ActionIcon
          key={value}
          variant={thumb === value ? "light" : "subtle"}
          color={thumb === value ? "accent" : "gray"}
          size={32}
          aria-label={words}
          aria-pressed={thumb === value}
          title={words}
          onClick={() => void rate(value, "", "comment")}
        >
          <ThumbIcon size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      ))}
      {step === "comment" && (
        <form className={classes.comment} onSubmit={sendComment}>
          <input
            name="comment"
            maxLength={2000}
            aria-label="Comment on this answer"
            placeholder={thumb === "down" ? "What was missing? (optional)" : "Anything to add? (optional)"}
          />
          <Button type="submit" variant="default" size="xs" h={36}>
            Send
          </Button>
        </form>
      )}
      {step === "thanked" && <span role="status">Thank you, your comment was sent.</span>}
      {reason !== null && <span role="alert">{reason}</span>}
    </div>
  );
}
