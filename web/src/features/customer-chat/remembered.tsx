/** What the desk remembers of the customer: they see it, and can have it forgotten. */
import { ActionIcon, Modal } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Remembered as Fact } from "../../api/customer-chat/desk-calls";
import { asProblem } from "../../api/problem";
import classes from "./remembered.module.css";
import type { Conversation } from "./use-conversation";

export function Remembered({ conversation }: { conversation: Conversation }) {
  const [facts, setFacts] = useState<Fact[] | null>(null);
  const [reason, setReason] = useState<string | null>(null);

  function show() {
    conversation.remembered().then(
      (found) => {
        setFacts(found);
        setReason(null);
      },
      (error: unknown) => setReason(asProblem(error).detail),
    );
  }

  function forget(fact: Fact) {
    conversation.forget(fact.id).then(show, (error: unknown) => setReason(asProblem(error).detail));
  }

  return (
    <>
      <button type="button" onClick={show}>
        What we remember
      </button>
      {reason !== null && facts === null && <span role="alert">{reason}</span>}
      <Modal
        opened={facts !== null}
        onClose={() => setFacts(null)}
        title="What we remember of you"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {facts?.length === 0 ? (
          <p>Nothing. What you tell us of yourself, such as your name or your plan, would appear here.</p>
        ) : (
          <ul className={classes.facts}>
            {facts?.map((fact) => (
              <li key={fact.id}>
                <span>{fact.content}</span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={`Forget: ${fact.content}`}
                  onClick={() => forget(fact)}
                >
                  <IconTrash size={18} stroke={1.6} aria-hidden="true" />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        {reason !== null && <p role="alert">{reason}</p>}
      </Modal>
    </>
  );
}
