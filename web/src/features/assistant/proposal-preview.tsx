/** What a proposal will do to each record: its name, and every field before and after. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Proposal, ProposalItem } from "../../api/assistant-shapes";
import { objectNamed, objectsQuery } from "../../api/objects";
import { ChangeLines } from "../../design/fields/change-lines";
import { countWords } from "../../design/number-words";
import { textOf } from "./email-text";
import { MailText } from "./mail-text";
import classes from "./proposal.module.css";
import { changesOf } from "./proposal-state";
import { RecordLink } from "./record-link";

const shownAtOnce = 5;

interface ProposalPreviewProps {
  proposal: Proposal;
  /** It was answered: what it was about need not be seen again. */
  isFolded: boolean;
}

export function ProposalPreview({ proposal, isFolded }: ProposalPreviewProps) {
  const [isWanted, want] = useState(false);
  if (isFolded && !isWanted) {
    return (
      <Button variant="default" size="compact-sm" className={classes.more} onClick={() => want(true)}>
        Show what it was about
      </Button>
    );
  }
  return <Preview proposal={proposal} />;
}

function Preview({ proposal }: { proposal: Proposal }) {
  const [isWhole, showWhole] = useState(false);
  const { preview, count } = proposal;
  const [first] = preview;
  const shown = isWhole ? preview : preview.slice(0, shownAtOnce);
  const beyond = count - preview.length;
  if (proposal.verb === "send_email" && preview.length === 1 && first) {
    return <MailText text={textOf(first.after)} />;
  }
  return (
    <>
      <ul className={classes.items}>
        {shown.map((item, index) => (
          <Item key={`${item.object} ${item.id ?? index}`} item={item} />
        ))}
      </ul>
      {shown.length < preview.length && (
        <Button variant="default" size="compact-sm" className={classes.more} onClick={() => showWhole(true)}>
          Show {countWords(preview.length - shown.length)} more
        </Button>
      )}
      {shown.length === preview.length && beyond > 0 && (
        <p className={classes.beyond}>and {countWords(beyond)} more in the same way</p>
      )}
    </>
  );
}

function Item({ item }: { item: ProposalItem }) {
  const objects = useQuery(objectsQuery).data ?? [];
  const meta = objectNamed(objects, item.object);
  const title =
    item.title ?? (item.id === null ? `New ${meta?.label.toLowerCase() ?? "record"}` : `#${item.id}`);
  return (
    <li className={classes.item}>
      {item.id === null ? (
        <span className={classes.itemTitle}>{title}</span>
      ) : (
        <RecordLink object={item.object} id={item.id}>
          {title}
        </RecordLink>
      )}
      {meta && <ChangeLines meta={meta} changes={changesOf(item)} isFirst={item.kind === "create"} />}
    </li>
  );
}
