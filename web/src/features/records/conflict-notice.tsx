/** Two people changed one value: what the other wrote, and whose shall stand. */
import { Button, Group, Popover, Stack, Text } from "@mantine/core";
import { useMe } from "../../api/me";
import { dataOf } from "../../api/objects";
import { valueText } from "../../design/fields/field-words";
import classes from "./grid.module.css";
import type { Conflict } from "./use-cell-edit";

interface ConflictNoticeProps {
  conflict: Conflict;
  onOverwrite: () => void;
  onKeepTheirs: () => void;
}

export function ConflictNotice({ conflict, onOverwrite, onKeepTheirs }: ConflictNoticeProps) {
  const { workspace } = useMe();
  const { field, current, mine } = conflict;
  const around = {
    labels: current.labels,
    currency: workspace.currency,
    timeZone: workspace.time_zone,
  };
  const theirs = valueText(field, dataOf(current, field.name), around);
  const isNamed = field.type === "relation" || field.type === "user";
  return (
    <Popover opened position="bottom-start" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown
        role="alertdialog"
        aria-label="Changed by somebody else"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") onKeepTheirs();
        }}
        onClick={(event) => event.stopPropagation()}
      >
        <Stack gap="xs">
          <Text>
            Somebody else changed {field.label.toLowerCase()} to <b>{theirs}</b> meanwhile.
            {!isNamed && (
              <>
                {" "}
                You wrote <b>{valueText(field, mine, around)}</b>.
              </>
            )}
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={onKeepTheirs} data-autofocus>
              Keep theirs
            </Button>
            <Button size="xs" onClick={onOverwrite}>
              Overwrite
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
