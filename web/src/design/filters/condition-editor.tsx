/** The editor of one condition: how it compares, and with what. */
import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Condition, Operator } from "../../api/objects";
import { ConditionValue } from "./condition-value";
import type { FilterField } from "./filter-fields";
import { operatorChoice, usualOperator, type ValueShape, valueShape } from "./operator-words";

interface ConditionEditorProps {
  field: FilterField;
  condition?: Condition;
  titles: ReadonlyMap<string, string>;
  onApply: (condition: Condition) => void;
  onRemove?: () => void;
}

export function ConditionEditor({ field, condition, titles, onApply, onRemove }: ConditionEditorProps) {
  const [operator, setOperator] = useState<Operator>(condition?.op ?? usualOperator(field.field));
  const [value, setValue] = useState<unknown>(condition?.value ?? null);
  const shape = valueShape(operator);
  const isReady = shape === "none" || isComplete(value, shape === "two");

  function choose(next: Operator) {
    setValue(carriedOver(value, shape, valueShape(next)));
    setOperator(next);
  }

  function apply(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!isReady) return;
    onApply({ field: field.path, op: operator, ...(shape === "none" ? {} : { value }) });
  }

  return (
    <form onSubmit={apply} aria-label={`Filter by ${field.label}`}>
      <Stack gap="xs">
        {/* Above, because the lists of the inputs open over what is below. */}
        <Group justify="space-between" gap={4} wrap="nowrap">
          <Text fw={500}>{field.label}</Text>
          <Group gap={4} wrap="nowrap">
            {onRemove && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
                Remove
              </Button>
            )}
            <Button type="submit" size="compact-sm" disabled={!isReady}>
              Apply
            </Button>
          </Group>
        </Group>
        <Select
          aria-label="How it compares"
          data={field.field.operators.map((one) => ({ value: one, label: operatorChoice(field.field, one) }))}
          value={operator}
          onChange={(next) => next !== null && choose(next as Operator)}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <ConditionValue
          key={shape}
          field={field.field}
          shape={shape}
          value={value}
          onChange={setValue}
          titles={titles}
        />
      </Stack>
    </form>
  );
}

/** What was given already stays where the other shape can hold it. */
function carriedOver(value: unknown, from: ValueShape, to: ValueShape): unknown {
  if (from === to) return value;
  if (to === "many" && from === "one") return isGiven(value) ? [value] : null;
  if (to === "one" && from === "many" && Array.isArray(value)) return value[0] ?? null;
  return null;
}

function isComplete(value: unknown, isPair: boolean): boolean {
  if (Array.isArray(value))
    return value.length > 0 && value.every(isGiven) && (!isPair || value.length === 2);
  return isGiven(value);
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== "";
}
