/** A drafted email as it is edited: kept in its record a moment after each pause, and before it is sent. */
import { useDebouncedCallback } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendEmail } from "../../api/assistant";
import { updateRecord, type Values } from "../../api/record-writes";
import { keepRecord, recordQuery } from "../../api/records";
import { type EmailText, textOf, withoutSaved } from "./email-text";
import { useForget } from "./use-forget";

const pause = 700;
const whileQueued = 3_000;

export function useEmailDraft(id: number) {
  const queryClient = useQueryClient();
  const forget = useForget();
  const email = useQuery({
    ...recordQuery("emails", id),
    // The mail server takes long sometimes; then the record says later what came of it.
    refetchInterval: ({ state }) => (state.data?.status === "queued" ? whileQueued : false),
  });
  const [edits, setEdits] = useState<Partial<EmailText>>({});

  const saving = useMutation({
    mutationFn: (values: Partial<EmailText>) => updateRecord("emails", id, asValues(values)),
    onSuccess: ({ record }, saved) => {
      keepRecord(queryClient, "emails", record);
      // What was typed meanwhile is not saved yet.
      setEdits((now) => withoutSaved(now, saved));
    },
  });
  const saveSoon = useDebouncedCallback((values: Partial<EmailText>) => saving.mutate(values), pause);

  const sending = useMutation({
    mutationFn: async (again: boolean) => {
      saveSoon.cancel();
      const saved = Object.keys(edits).length > 0 ? (await saving.mutateAsync(edits)).record : email.data;
      if (saved !== undefined) await sendEmail(id, saved.version, again);
    },
    // Also a send that failed is written down in the record.
    onSettled: () => {
      forget(["emails"]);
      return queryClient.invalidateQueries({ queryKey: recordQuery("emails", id).queryKey });
    },
  });

  function change(field: keyof EmailText, value: string) {
    const next = { ...edits, [field]: value };
    setEdits(next);
    saveSoon(next);
  }

  return {
    email,
    text: email.data === undefined ? null : { ...textOf(email.data), ...edits },
    isUnsaved: Object.keys(edits).length > 0,
    saving,
    sending,
    change,
  };
}

function asValues(values: Partial<EmailText>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === "" ? null : value]),
  );
}
