/** Puts a conversation to sleep until a time; it wakes then, or when the customer writes. */
import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import { IconMoon } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { snooze, wake } from "../../api/inbox-deeds";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { momentAt, wallTime } from "../../design/fields/written-time";
import { timeWords } from "../../design/time-words";
import { Tip } from "../../design/tip";
import { usePageKeys } from "../../design/use-page-keys";
import { snoozeChoices } from "./snooze-times";
import { useDeed } from "./use-deed";

export function SnoozeMenu({ conversation }: { conversation: InboxConversation }) {
  const deed = useDeed();
  const { id, snoozed_until } = conversation;
  const [isOpen, setOpen] = useState(false);
  const { time_zone } = useMe().workspace;
  usePageKeys({ s: () => setOpen(true) });
  function sleep(until: string) {
    setOpen(false);
    const words = `Asleep until ${timeWords(until, new Date(), time_zone)}`;
    deed.run({ run: () => snooze(id, until), done: words, undo: () => wake(id) });
  }
  return (
    <Menu position="bottom-end" width={290} opened={isOpen} onChange={setOpen}>
      <Tip label={snoozed_until ? "Asleep" : "Snooze"} isOpen={isOpen}>
        <Menu.Target>
          <ActionIcon
            variant={snoozed_until ? "light" : "subtle"}
            color={snoozed_until ? undefined : "gray"}
            size={32}
            aria-label={snoozed_until ? "Asleep: change or wake" : "Snooze"}
          >
            <IconMoon size={18} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
      </Tip>
      <Menu.Dropdown>
        {snoozed_until && (
          <Menu.Item
            onClick={() =>
              deed.run({ run: () => wake(id), undo: () => snooze(id, snoozed_until), done: "Awake" })
            }
          >
            Wake it now
          </Menu.Item>
        )}
        <SnoozeItems onSleep={sleep} />
      </Menu.Dropdown>
    </Menu>
  );
}

export function SnoozeItems({ onSleep }: { onSleep: (until: string) => void }) {
  const { time_zone } = useMe().workspace;
  return (
    <>
      {snoozeChoices(new Date(), time_zone).map(({ label, until }) => (
        <Menu.Item key={label} onClick={() => onSleep(until)}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <OwnTime timeZone={time_zone} onSleep={onSleep} />
    </>
  );
}

function OwnTime({ timeZone, onSleep }: { timeZone: string; onSleep: (until: string) => void }) {
  const [wall, setWall] = useState("");
  const [error, setError] = useState<string | null>(null);
  function submit(event: FormEvent) {
    event.preventDefault();
    const until = wall === "" ? null : momentAt(`${wall.slice(0, 10)} ${wall.slice(11, 16)}:00`, timeZone);
    if (until === null || new Date(until) <= new Date()) setError("Choose a time to come");
    else onSleep(until);
  }
  return (
    <form
      onSubmit={submit}
      style={{ display: "flex", gap: 6, alignItems: "flex-start", padding: "4px 8px 8px" }}
    >
      <TextInput
        type="datetime-local"
        size="xs"
        flex={1}
        miw={0}
        aria-label="Until"
        min={wallTime(new Date().toISOString(), timeZone).slice(0, 16).replace(" ", "T")}
        value={wall}
        error={error}
        onChange={(event) => {
          setWall(event.currentTarget.value);
          setError(null);
        }}
        // Letters typed here are not for the menu.
        onKeyDown={(event) => event.key !== "Escape" && event.stopPropagation()}
      />
      <Button type="submit" size="xs" variant="default" flex="none">
        Set
      </Button>
    </form>
  );
}
