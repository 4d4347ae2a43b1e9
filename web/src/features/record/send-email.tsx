/** Sends the mail that an email record is: asked once, since what has left cannot be taken back. */
import { IconSend } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendEmail } from "../../api/assistant";
import { RefusedWrite } from "../../api/crm-request";
import { type CrmRecord, dataOf, type ObjectMeta } from "../../api/objects";
import { keepRecord, recordQuery } from "../../api/records";
import { ConfirmButton } from "../../design/confirm-button";
import { showDone } from "../../design/toasts";

interface SendEmailProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

export function SendEmail({ meta, record }: SendEmailProps) {
  const queryClient = useQueryClient();
  const [again, setAgain] = useState(false);
  if (!canBeSent(meta, record)) return null;
  const to = dataOf(record, "to_email");

  /** Throws the server's own words where it was not sent, or may have arrived before. */
  async function send() {
    try {
      await sendEmail(record.id, record.version, again);
    } catch (error) {
      setAgain(error instanceof RefusedWrite && error.body.may_have_arrived === true);
      throw error;
    }
    const now = await queryClient.fetchQuery({ ...recordQuery("emails", record.id), staleTime: 0 });
    keepRecord(queryClient, "emails", now);
    if (now.status === "failed") throw new Error(String(now.error));
    showDone(now.status === "queued" ? "The mail server takes long; the email will say so" : "Sent");
  }

  return (
    <ConfirmButton
      size="xs"
      variant="filled"
      leftSection={<IconSend size={14} stroke={1.6} aria-hidden="true" />}
      label={dataOf(record, "status") === "failed" ? "Send again" : "Send"}
      title={typeof to === "string" ? `Send this mail to ${to}?` : "Send this mail?"}
      consequence="It leaves at once and cannot be taken back."
      confirmLabel={again ? "Send all the same" : "Send now"}
      onConfirm={send}
    />
  );
}

function canBeSent(meta: ObjectMeta, record: CrmRecord): boolean {
  if (meta.name !== "emails" || !meta.rights.update || record.deleted_at !== null) return false;
  const status = dataOf(record, "status");
  return (
    dataOf(record, "direction") === "sent" && (status === null || status === "draft" || status === "failed")
  );
}
