/** The editor over a cell: Enter keeps, Escape leaves as it was, going elsewhere keeps. */
import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { type CrmRecord, dataOf, type FieldData, type FieldMeta } from "../../api/objects";
import { FieldInput } from "../../design/fields/field-input";
import classes from "./grid.module.css";
import type { Editing } from "./use-cell-edit";

interface CellEditorProps {
  field: FieldMeta;
  record: CrmRecord;
  editing: Editing;
  onSave: (value: FieldData) => void;
  onCancel: () => void;
}

export function CellEditor({ field, record, editing, onSave, onCancel }: CellEditorProps) {
  const [value, setValue] = useState<FieldData>(editing.draft ?? dataOf(record, field.name));
  const [isTouched, setTouched] = useState(false);
  const isDone = useRef(false);
  const box = useRef<HTMLDivElement>(null);

  /** Ends once. Whoever ends with a key stands in the cell again. */
  function finish(then: () => void, isLeft = false) {
    if (isDone.current) return;
    isDone.current = true;
    if (!isLeft) box.current?.closest("td")?.focus();
    then();
  }

  function change(next: FieldData) {
    setValue(next);
    setTouched(true);
    if (isChosen(field)) finish(() => onSave(next));
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Escape") finish(onCancel);
    else if (event.key === "Enter" && !event.defaultPrevented && endsWithEnter(field, event)) {
      event.preventDefault();
      // A day that was typed is read when the input hears Enter, which is after this.
      setTimeout(() => finish(() => onSave(latest.current)));
    }
  }

  const latest = useRef(value);
  latest.current = value;

  function onBlur(event: FocusEvent) {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    setTimeout(() => finish(isTouched ? () => onSave(latest.current) : onCancel, true));
  }

  return (
    <div
      ref={box}
      className={classes.editor}
      role="none"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onClick={(event) => event.stopPropagation()}
    >
      <FieldInput
        field={field}
        value={value}
        onChange={change}
        record={record}
        error={isTouched ? undefined : editing.error}
        isBare
        autoFocus
      />
    </div>
  );
}

/** What is chosen from a list is meant at once; what is typed is kept with Enter. */
function isChosen(field: FieldMeta): boolean {
  return (
    field.type === "choice" || field.type === "relation" || field.type === "user" || field.type === "boolean"
  );
}

function endsWithEnter(field: FieldMeta, event: KeyboardEvent): boolean {
  return field.type !== "long_text" || event.ctrlKey || event.metaKey;
}
