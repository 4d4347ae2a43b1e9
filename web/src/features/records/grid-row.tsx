/** One record as a row: a click opens it beside the table, with Control in a new tab. */
import { Checkbox } from "@mantine/core";
import { type MouseEvent, memo } from "react";
import type { CrmRecord, FieldData, FieldMeta, ObjectMeta } from "../../api/objects";
import { titleOf } from "../../api/objects";
import classes from "./grid.module.css";
import { GridCell } from "./grid-cell";
import type { Conflict, Editing } from "./use-cell-edit";

export interface RowActions {
  open: (id: number) => void;
  choose: (id: number, isReach: boolean) => void;
  edit: (id: number, field: string) => void;
  save: (record: CrmRecord, field: FieldMeta, value: FieldData) => void;
  cancel: () => void;
  overwrite: () => void;
  keepTheirs: () => void;
}

interface GridRowProps {
  meta: ObjectMeta;
  record: CrmRecord;
  index: number;
  fields: FieldMeta[];
  isChosen: boolean;
  isOpen: boolean;
  /** The column that the keyboard stands in, where it stands in this row. */
  activeColumn: number | null;
  mayEdit: boolean;
  editing: Editing | null;
  conflict: Conflict | null;
  actions: RowActions;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { meta, record, index, fields, isChosen, isOpen, activeColumn, mayEdit, actions } = props;

  function onClick(event: MouseEvent) {
    if (isOnControl(event) || hasMarkedText()) return;
    if (isIn(event, "[data-check]")) actions.choose(record.id, event.shiftKey);
    else if (event.ctrlKey || event.metaKey) window.open(addressOf(meta.name, record.id), "_blank");
    else actions.open(record.id);
  }

  return (
    <tr
      className={classes.row}
      data-chosen={isChosen || undefined}
      data-open={isOpen || undefined}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      onClick={onClick}
      onAuxClick={(event) => {
        if (event.button === 1 && !isOnControl(event)) window.open(addressOf(meta.name, record.id), "_blank");
      }}
    >
      <td
        className={classes.check}
        data-check
        data-cell={`${index}:0`}
        tabIndex={activeColumn === 0 ? 0 : -1}
      >
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Select ${titleOf(record)}`}
          checked={isChosen}
          onChange={(event) =>
            actions.choose(record.id, event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey)
          }
        />
      </td>
      {fields.map((field, column) => (
        <GridCell
          key={field.name}
          meta={meta}
          record={record}
          field={field}
          place={`${index}:${column + 1}`}
          isTitle={column === 0}
          isActive={activeColumn === column + 1}
          mayEdit={mayEdit && !field.read_only}
          editing={props.editing?.field === field.name ? props.editing : null}
          conflict={props.conflict?.field.name === field.name ? props.conflict : null}
          actions={actions}
        />
      ))}
    </tr>
  );
});

export function addressOf(object: string, id: number): string {
  return `/records/${object}/${id}`;
}

function isOnControl(event: MouseEvent): boolean {
  return isIn(event, "a, button, input, label");
}

function isIn(event: MouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

/** Somebody who marks words in a cell to copy them does not want to open the record. */
function hasMarkedText(): boolean {
  return window.getSelection()?.type === "Range";
}
