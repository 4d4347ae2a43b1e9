/** The editor of a field, by its type. */
import {
  Checkbox,
  MultiSelect,
  NumberInput,
  Select,
  Skeleton,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { useMe } from "../../api/me";
import type { FieldData, FieldMeta } from "../../api/objects";
import { dropdownParts, inputParts } from "./input-parts";
import { MemberField } from "./member-field";
import { RecordField } from "./record-field";

const DateField = lazy(() => import("./date-field").then((module) => ({ default: module.DateField })));

export interface FieldInputProps {
  field: FieldMeta;
  value: FieldData;
  onChange: (value: FieldData) => void;
  error?: ReactNode;
  /** The record that is edited: its labels name what its ids mean, its currency stands before its money. */
  record?: { labels: Record<string, string>; currency?: unknown };
  /** Without a label of its own, for a cell or a chip; the label is still its accessible name. */
  isBare?: boolean;
  /** Inside a popover: a list beside it would count as outside, and choosing from it would close the popover. */
  isInPopover?: boolean;
  autoFocus?: boolean;
  /** What an empty member means, where that is not nobody. */
  emptyWords?: string;
  disabled?: boolean;
}

export function FieldInput(props: FieldInputProps) {
  switch (props.field.type) {
    case "long_text":
      return <LongTextField {...props} />;
    case "money":
    case "number":
    case "integer":
    case "percent":
      return <FigureField {...props} />;
    case "date":
    case "time":
      return (
        <Suspense fallback={<Skeleton height={36} />}>
          <DateField {...props} />
        </Suspense>
      );
    case "boolean":
      return <YesNoField {...props} />;
    case "choice":
      return <ChoiceField {...props} />;
    case "list":
      return <SeveralField {...props} />;
    case "relation":
      return <RecordField {...props} />;
    case "user":
      return <MemberField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

const inputTypes: Partial<Record<FieldMeta["type"], string>> = { email: "email", phone: "tel" };

function TextField(props: FieldInputProps) {
  const { field, value, onChange } = props;
  return (
    <TextInput
      {...inputParts(props)}
      type={inputTypes[field.type] ?? "text"}
      autoComplete="off"
      maxLength={field.max_length ?? undefined}
      value={value === null ? "" : String(value)}
      onChange={(event) => onChange(orNull(event.currentTarget.value))}
    />
  );
}

function LongTextField(props: FieldInputProps) {
  const { field, value, onChange } = props;
  return (
    <Textarea
      {...inputParts(props)}
      autosize
      minRows={props.isBare ? 2 : 3}
      maxRows={12}
      maxLength={field.max_length ?? undefined}
      value={value === null ? "" : String(value)}
      onChange={(event) => onChange(orNull(event.currentTarget.value))}
    />
  );
}

function FigureField(props: FieldInputProps) {
  const { field, value, onChange, record } = props;
  const { workspace } = useMe();
  const currency = typeof record?.currency === "string" ? record.currency : workspace.currency;
  return (
    <NumberInput
      {...inputParts(props)}
      value={typeof value === "number" ? value : ""}
      onChange={(written) => onChange(typeof written === "number" ? written : numberOrNull(written))}
      min={field.minimum ?? undefined}
      max={field.maximum ?? undefined}
      clampBehavior="none"
      allowDecimal={field.type !== "integer"}
      decimalScale={field.type === "money" ? 2 : undefined}
      thousandSeparator=","
      hideControls
      rightSection={field.type === "percent" ? "%" : field.type === "money" ? currency : undefined}
      rightSectionWidth={field.type === "money" ? 48 : undefined}
    />
  );
}

function YesNoField(props: FieldInputProps) {
  const { value, onChange } = props;
  const parts = { checked: value === true, ...inputParts(props) };
  if (props.isBare) {
    return <Checkbox {...parts} onChange={(event) => onChange(event.currentTarget.checked)} />;
  }
  const { withAsterisk: _, ...rest } = { withAsterisk: false, ...parts };
  return <Switch {...rest} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

function ChoiceField(props: FieldInputProps) {
  const { field, value, onChange } = props;
  return (
    <Select
      {...inputParts(props)}
      data={choiceOptions(field, value)}
      value={typeof value === "string" ? value : null}
      onChange={onChange}
      searchable={(field.choices?.length ?? 0) > 6}
      selectFirstOptionOnChange
      clearable={!field.required}
      clearButtonProps={{ "aria-label": `Empty ${field.label}` }}
      comboboxProps={dropdownParts(props)}
    />
  );
}

function SeveralField(props: FieldInputProps) {
  const { field, value, onChange } = props;
  return (
    <MultiSelect
      {...inputParts(props)}
      data={choiceOptions(field, value)}
      value={Array.isArray(value) ? value : []}
      onChange={(values) => onChange(values.length === 0 ? null : values)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `Empty ${field.label}` }}
      comboboxProps={dropdownParts(props)}
    />
  );
}

/** A value that is no choice any more stays choosable, so that saving the rest does not lose it. */
function choiceOptions(field: FieldMeta, value: FieldData) {
  const options = (field.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }));
  const held = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  const gone = held.filter((one) => !options.some((option) => option.value === one));
  return [...options, ...gone.map((one) => ({ value: one, label: one }))];
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

function numberOrNull(text: string): number | null {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? null : number;
}
