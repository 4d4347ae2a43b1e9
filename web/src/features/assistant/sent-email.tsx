/** An email that has left, or is about to: to read, not to edit. */
import { useMe } from "../../api/me";
import type { CrmRecord } from "../../api/objects";
import { Mark } from "../../design/marks";
import { When } from "../../design/when";
import classes from "./email.module.css";
import { MailText, textOf } from "./mail-text";
import { RecordLink } from "./record-link";

export function SentEmail({ record }: { record: CrmRecord }) {
  const { time_zone } = useMe().workspace;
  const isSent = record.status === "sent";
  return (
    <article className={classes.sent} aria-label={isSent ? "Sent email" : "Email to be sent"}>
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
