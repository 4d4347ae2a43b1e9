/** With what a condition compares: one value, two, several, or a named period. */
import { Group, MultiSelect, NumberInput, Select, Stack, TagsInput, Text } from "@mantine/core";
import type { FieldData, FieldMeta } from "../../api/objects";
import { FieldInput } from "../fields/field-input";
import { titleKey } from "./filter-words";
import type { ValueShape } from "./operator-words";
import { countedDays, namedPeriods, periodWords } from "./periods";
import { SeveralRecords } from "./several-records";

interface ConditionValueProps {
  field: FieldMeta;
  shape: ValueShape;
  value: unknown;
  onChange: (value: unknown) => void;
  titles: ReadonlyMap<string, string>;
}

export function ConditionValue(props: ConditionValueProps) {
  switch (props.shape) {
    case "none":
      return null;
    case "period":
      return <Period value={props.value} onChange={props.onChange} />;
    case "two":
      return <Two {...props} />;
    case "many":
      return <Many {...props} />;
    default:
      return <One {...props} />;
  }
}

function One({ field, value, onChange, titles }: ConditionValueProps) {
  const data = (value ?? null) as FieldData;
  const compared = comparedField(field, value);
  if (field.type === "boolean") return <YesOrNo value={value} onChange={onChange} />;
  return (
    <FieldInput
      field={compared}
      value={data}
      onChange={onChange}
      record={{ labels: { [field.name]: titles.get(titleKey(field, data)) ?? `#${data}` } }}
      isBare
      isInPopover
      autoFocus
    />
  );
}

/** Words are looked for in long texts and addresses too, so any words may be typed. */
function comparedField(field: FieldMeta, value: unknown): FieldMeta {
  // A day alone means all of that day; a moment is edited as one only where the filter holds one already.
  if (field.type === "time" && !isMoment(value)) return { ...field, type: "date", required: true };
  if (field.type === "email" || field.type === "phone" || field.type === "long_text") {
    return { ...field, type: "text", required: true };
  }
  return field.type === "list" ? { ...field, type: "choice", required: true } : { ...field, required: true };
}

function isMoment(value: unknown): boolean {
  return typeof value === "string" && value.includes("T");
}

function YesOrNo({ value, onChange }: Pick<ConditionValueProps, "value" | "onChange">) {
  return (
    <Select
      aria-label="Value"
      data={["Yes", "No"]}
      value={value === null || value === undefined ? null : value === true ? "Yes" : "No"}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === "Yes")}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  );
}

function Two({ field, value, onChange }: ConditionValueProps) {
  const [from = null, to = null] = (Array.isArray(value) ? value : []) as FieldData[];
  const side = (label: string, own: FieldData, put: (next: FieldData) => void) => (
    <FieldInput
      field={{ ...comparedField(field, own), label: `${field.label}, ${label}` }}
      value={own}
      onChange={put}
      isBare
      isInPopover
    />
  );
  return (
    <Stack gap={4}>
      {side("from", from, (next) => onChange([next, to]))}
      <Text size="xs" c="dimmed">
        and
      </Text>
      {side("to", to, (next) => onChange([from, next]))}
    </Stack>
  );
}

function Many({ field, value, onChange, titles }: ConditionValueProps) {
  const values = Array.isArray(value) ? value : [];
  if (field.type === "relation" || field.type === "user") {
    return <SeveralRecords field={field} ids={values} onChange={onChange} titles={titles} />;
  }
  if (field.choices !== null) {
    return (
      <MultiSelect
        aria-label="Values"
        data={field.choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        value={values.map(String)}
        onChange={onChange}
        searchable={field.choices.length > 6}
        comboboxProps={{ withinPortal: false }}
        placeholder={values.length === 0 ? "Choose" : undefined}
        data-autofocus
      />
    );
  }
  return (
    <TagsInput
      aria-label="Values"
      description="Enter after each"
      value={values.map(String)}
      onChange={(written) => onChange(written.map((one) => readAs(field, one)))}
      data-autofocus
    />
  );
}

function readAs(field: FieldMeta, written: string): string | number {
  const isFigure = ["money", "number", "integer", "percent"].includes(field.type);
  const number = Number(written.replaceAll(",", ""));
  return isFigure && !Number.isNaN(number) ? number : written;
}

function Period({ value, onChange }: Pick<ConditionValueProps, "value" | "onChange">) {
  const counted = typeof value === "string" ? countedDays(value) : null;
  const chosen = counted === null ? value : `${counted.direction}_n`;
  return (
    <Stack gap="xs">
      <Select
        aria-label="Period"
        data={[
          ...namedPeriods.map((period) => ({ value: period, label: periodWords(period) })),
          { value: "last_n", label: "in the last … days" },
          { value: "next_n", label: "in the next … days" },
        ]}
        value={typeof chosen === "string" ? chosen : null}
        onChange={(next) => onChange(next?.endsWith("_n") ? `${next.slice(0, 4)}_7_days` : next)}
        placeholder="Choose a period"
        searchable
        maxDropdownHeight={260}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
      {counted && (
        <Group gap="xs">
          <NumberInput
            aria-label="Days"
            w={90}
            min={1}
            max={3650}
            value={counted.days}
            onChange={(days) => onChange(`${counted.direction}_${Math.max(1, Number(days) || 1)}_days`)}
          />
          <Text>days</Text>
        </Group>
      )}
    </Stack>
  );
}
