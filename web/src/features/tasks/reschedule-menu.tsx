/** Puts a task off: to the days that are chosen often, or to any other. */
import { ActionIcon, Button, Group, Menu, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendarDue } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "../../api/me";
import { type CrmRecord, type FieldData, fieldOf, titleOf, useObject } from "../../api/objects";
import { FieldInput } from "../../design/fields/field-input";
import { timeWords } from "../../design/time-words";
import { laterDays } from "./reschedule";
import classes from "./tasks.module.css";

interface RescheduleMenuProps {
  task: CrmRecord;
  due: string | null;
  onChoose: (due: string | null) => void;
}

export function RescheduleMenu({ task, due, onChoose }: RescheduleMenuProps) {
  const { time_zone, week_start } = useMe().workspace;
  const [isChoosing, chooser] = useDisclosure(false);
  const now = new Date();
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Reschedule ${titleOf(task)}`}>
            <IconCalendarDue size={18} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {laterDays(due, now, time_zone, week_start).map(({ label, at }) => (
            <Menu.Item
              key={label}
              rightSection={<span className={classes.count}>{timeWords(at, now, time_zone)}</span>}
              onClick={() => onChoose(at)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={chooser.open}>Another time</Menu.Item>
          {due !== null && <Menu.Item onClick={() => onChoose(null)}>No date</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isChoosing}
        onClose={chooser.close}
        title={`When is “${titleOf(task)}” due?`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <AnyTime
          due={due}
          onCancel={chooser.close}
          onChoose={(chosen) => {
            chooser.close();
            onChoose(chosen);
          }}
        />
      </Modal>
    </>
  );
}

interface AnyTimeProps {
  due: string | null;
  onCancel: () => void;
  onChoose: (due: string | null) => void;
}

function AnyTime({ due, onCancel, onChoose }: AnyTimeProps) {
  const field = fieldOf(useObject("tasks"), "due_date");
  const [chosen, choose] = useState<FieldData>(due);
  if (field === undefined) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(typeof chosen === "string" ? chosen : null);
      }}
    >
      <Stack>
        <FieldInput field={field} value={chosen} onChange={choose} autoFocus />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit">Save</Button>
        </Group>
      </Stack>
    </form>
  );
}
