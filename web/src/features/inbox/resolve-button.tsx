/** Resolves a conversation, with why, and a note on that for the team. */
import { Button, Popover, Radio, Stack, Textarea } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { resolve, unresolve } from "../../api/inbox-deeds";
import type { InboxConversation, ResolveReason } from "../../api/inbox-shapes";
import { usePageKeys } from "../../design/use-page-keys";
import { useDeed } from "./use-deed";
import { reasonWords } from "./view-words";

export function ResolveButton({ conversation }: { conversation: InboxConversation }) {
  const [isOpen, setOpen] = useState(false);
  const deed = useDeed();
  usePageKeys({ e: () => setOpen(true) });
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCheck size={14} aria-hidden="true" />}
          aria-expanded={isOpen}
          loading={deed.isRunning}
          onClick={() => setOpen(!isOpen)}
        >
          Resolve
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <ResolveForm
            onResolve={(reason, note) => {
              setOpen(false);
              deed.run({
                run: () => resolve(conversation.id, reason, note),
                done: "Resolved",
                undo: () => unresolve(conversation),
              });
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ResolveForm({ onResolve }: { onResolve: (reason: ResolveReason, note: string) => void }) {
  const [reason, setReason] = useState<ResolveReason>("solved");
  const [note, setNote] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    onResolve(reason, note.trim());
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Radio.Group label="Why" value={reason} onChange={(value) => setReason(value as ResolveReason)}>
          <Stack gap={10} mt={8}>
            {Object.entries(reasonWords).map(([value, words], index) => (
              <Radio
                key={value}
                size="xs"
                value={value}
                label={words}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          size="xs"
          label="Note for your team"
          autosize
          maxRows={5}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" size="xs">
          Resolve
        </Button>
      </Stack>
    </form>
  );
}
