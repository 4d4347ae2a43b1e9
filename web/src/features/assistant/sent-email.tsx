/** An email that has left, or is about to: to read, not to edit. */
import type { Ref } from "react";
import { useMe } from "../../api/me";
import type { CrmRecord } from "../../api/objects";
import { Mark } from "../../design/marks";
import { When } from "../../design/when";
import classes from "./email.module.css";
import { textOf } from "./email-text";
import { MailText } from "./mail-text";
import { RecordLink } from "./record-link";

export function SentEmail({ ref, record }: { ref: Ref<HTMLDivElement>; record: CrmRecord }) {
  const { time_zone } = useMe().workspace;
  const isSent = record.status === "sent";
  return (
    <article
      ref={ref}
      tabIndex={-1}
      className={classes.sent}
      aria-label={isSent ? "Sent email" : "Email to be sent"}
    >
      <div className={classes.sentHead}>
        {isSent ? (
          <Mark shape="✓" tone="success" words="Sent" />
        ) : (
          <Mark shape="○" tone="quiet" words="Waits to be sent" />
        )}
        {isSent && <When at={String(record.sent_at ?? "")} timeZone={time_zone} />}
        <RecordLink object="emails" id={record.id}>
          Open its record
        </RecordLink>
      </div>
      <MailText text={textOf(record)} />
    </article>
  );
}
