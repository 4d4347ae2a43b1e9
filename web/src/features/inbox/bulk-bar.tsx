/** What can be done with the selected conversations together; what did not go is said, with why. */
import { Anchor, Button, CloseButton, Menu, Popover, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { conversationsKey } from "../../api/inbox";
import { doWithMany } from "../../api/inbox-deeds";
import type { BulkAnswer, BulkDeed, ResolveReason } from "../../api/inbox-shapes";
import { mayAnswer, useMe } from "../../api/me";
import { counted, countWords } from "../../design/number-words";
import { showDone, showProblem } from "../../design/toasts";
import { MemberItems } from "./assign-menu";
import { LabelChoice } from "./label-menu";
import classes from "./list.module.css";
import { SnoozeItems } from "./snooze-menu";
import { reasonWords } from "./view-words";

interface BulkBarProps {
  ids: string[];
  isAll: boolean;
  onAll: () => void;
  onDone: () => void;
}

export function BulkBar({ ids, isAll, onAll, onDone }: BulkBarProps) {
  const me = useMe();
  const queryClient = useQueryClient();
  const bulk = useMutation({
    mutationFn: (deed: BulkDeed) => doWithMany(ids, deed),
    onSuccess: (answer) => {
      showDone(bulkWords(answer));
      onDone();
    },
    onError: showProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: conversationsKey }),
  });
  return (
    <section className={classes.bulk} aria-label="Selected conversations">
      <Text fw={500} size="xs" className="figures" role="status">
        {countWords(ids.length)} selected
      </Text>
      {!isAll && (
        <Anchor component="button" type="button" size="xs" onClick={onAll}>
          All shown
        </Anchor>
      )}
      <CloseButton size="sm" ml="auto" aria-label="Select none" onClick={onDone} />
      {mayAnswer(me) && <BulkDeeds onDeed={bulk.mutate} isRunning={bulk.isPending} />}
    </section>
  );
}

function BulkDeeds({ onDeed, isRunning }: { onDeed: (deed: BulkDeed) => void; isRunning: boolean }) {
  return (
    <div className={classes.bulkDeeds}>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" loading={isRunning}>
            Assign
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
          <MemberItems
            onGive={(to) =>
              onDeed(to === "next" ? { action: "assign", to } : { action: "assign", user_id: to })
            }
          />
        </Menu.Dropdown>
      </Menu>
      <BulkLabel onDeed={onDeed} />
      <Menu position="top-start" width={290}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <SnoozeItems onSleep={(until) => onDeed({ action: "snooze", until })} />
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            Resolve
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.entries(reasonWords) as [ResolveReason, string][]).map(([reason, words]) => (
            <Menu.Item key={reason} onClick={() => onDeed({ action: "resolve", reason, note: "" })}>
              {words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" onClick={() => onDeed({ action: "release" })}>
        Hand back
      </Button>
    </div>
  );
}

function BulkLabel({ onDeed }: { onDeed: (deed: BulkDeed) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-start"
      width={240}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Label
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        {isOpen && (
          <LabelChoice chosen={[]} onToggle={({ id }) => onDeed({ action: "label", label_id: id })} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function bulkWords({ changed, failed }: BulkAnswer): string {
  const done = counted(changed.length, "conversation");
  const [first] = failed;
  if (first === undefined) return `${done} changed`;
  return `${done} changed, ${countWords(failed.length)} not: ${first.detail}`;
}
