/** Which fields stand as columns, and in which order. */
import { ActionIcon, Button, Checkbox, Divider, Popover, ScrollArea, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { type FieldMeta, fieldOf, type ObjectMeta } from "../../api/objects";
import { folded, startsAWord } from "../../design/word-matching";
import classes from "./records.module.css";

interface ColumnChooserProps {
  meta: ObjectMeta;
  columns: string[];
  onChange: (columns: string[]) => void;
}

export function ColumnChooser({ meta, columns, onChange }: ColumnChooserProps) {
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={14} aria-hidden="true" />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Choices meta={meta} columns={columns} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ meta, columns, onChange }: ColumnChooserProps) {
  const [typed, setTyped] = useState("");
  const shown = columns.flatMap((name) => fieldOf(meta, name) ?? []);
  const hidden = meta.fields.filter((field) => !field.retired && !columns.includes(field.name));
  const fits = (field: FieldMeta) => startsAWord(folded(field.label), folded(typed.trim()));
  const isDefault = columns.join() === meta.list_columns.join();
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        aria-label="Find a column"
        placeholder="Find a column"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <ScrollArea.Autosize mah={360} type="auto" scrollbarSize={6} offsetScrollbars>
        {shown.filter(fits).map((field) => (
          <ShownColumn key={field.name} field={field} columns={columns} onChange={onChange} />
        ))}
        {hidden.some(fits) && <Divider my={6} />}
        {hidden.filter(fits).map((field) => (
          <div key={field.name} className={classes.column}>
            <Checkbox
              size="xs"
              label={field.label}
              checked={false}
              onChange={() => onChange([...columns, field.name])}
            />
          </div>
        ))}
      </ScrollArea.Autosize>
      {!isDefault && (
        <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(meta.list_columns)}>
          The usual columns
        </Button>
      )}
    </Stack>
  );
}

interface ShownColumnProps {
  field: FieldMeta;
  columns: string[];
  onChange: (columns: string[]) => void;
}

function ShownColumn({ field, columns, onChange }: ShownColumnProps) {
  const place = columns.indexOf(field.name);
  return (
    <div className={classes.column}>
      <Checkbox
        size="xs"
        label={field.label}
        checked
        disabled={columns.length === 1}
        onChange={() => onChange(columns.filter((name) => name !== field.name))}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`${field.label} further left`}
        disabled={place === 0}
        onClick={() => onChange(swapped(columns, place, place - 1))}
      >
        <IconArrowUp size={14} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`${field.label} further right`}
        disabled={place === columns.length - 1}
        onClick={() => onChange(swapped(columns, place, place + 1))}
      >
        <IconArrowDown size={14} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

function swapped(columns: string[], one: number, other: number): string[] {
  return columns.map((name, index) =>
    index === one ? (columns[other] ?? name) : index === other ? (columns[one] ?? name) : name,
  );
}
