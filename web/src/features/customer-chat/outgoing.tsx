/** A message that is not in the log yet: on its way, or not sent and kept. */
import { Button } from "@mantine/core";
import type { OutgoingMessage } from "../../api/customer-chat/outbox";
import classes from "./messages.module.css";

interface OutgoingProps {
  outgoing: OutgoingMessage;
  onSendAgain: () => void;
  onDiscard: () => void;
}

export function Outgoing({ outgoing, onSendAgain, onDiscard }: OutgoingProps) {
  return (
    <li className={classes.outgoing} data-status={outgoing.status}>
      <span className={classes.hidden}>You said: </span>
      {outgoing.text && <p className={classes.said}>{outgoing.text}</p>}
      {outgoing.fileNames.map((name) => (
        <p key={name} className={classes.file}>
          {name}
        </p>
      ))}
      {outgoing.status === "failed" && (
        <div className={classes.failed} role="alert">
          <span>Not sent. {outgoing.reason}</span>
          <Button size="xs" variant="default" onClick={onSendAgain}>
            Send again
          </Button>
          <Button size="xs" variant="subtle" onClick={onDiscard}>
            Discard
          </Button>
        </div>
      )}
    </li>
  );
}
