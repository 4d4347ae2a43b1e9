/** One value of one record: read, or edited where it stands. */
import { UnstyledButton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { type CrmRecord, dataOf, type FieldMeta, type ObjectMeta, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { isEmpty, isFigure } from "../../design/fields/field-words";
import { isLate } from "../../design/fields/lateness";
import { CellEditor } from "./cell-editor";
import { ConflictNotice } from "./conflict-notice";
import classes from "./grid.module.css";
import type { RowActions } from "./grid-row";
import type { Conflict, Editing } from "./use-cell-edit";

interface GridCellProps {
  meta: ObjectMeta;
  record: CrmRecord;
  field: FieldMeta;
  /** "row:column", by which the keyboard finds it. */
  place: string;
  isTitle: boolean;
  isActive: boolean;
  mayEdit: boolean;
  editing: Editing | null;
  conflict: Conflict | null;
  actions: RowActions;
}

export function GridCell(props: GridCellProps) {
  const { meta, record, field, place, isTitle, isActive, mayEdit, editing, conflict, actions } = props;
  return (
    <td
      data-cell={place}
      data-field={field.name}
      data-title={isTitle || undefined}
      data-figure={isFigure(field) || undefined}
      data-editing={editing !== null || conflict !== null || undefined}
      tabIndex={isActive ? 0 : -1}
      onDoubleClick={() => mayEdit && actions.edit(record.id, field.name)}
    >
      <div className={classes.value}>
        {isTitle ? (
          <TitleLink {...props} />
        ) : (
          <FieldValue field={field} record={record} isLate={isLate(meta, record, field, new Date())} />
        )}
      </div>
      {mayEdit && editing === null && (
        <UnstyledButton
          className={classes.pencil}
          tabIndex={-1}
          aria-label={`Edit ${field.label.toLowerCase()} of ${titleOf(record)}`}
          onClick={() => actions.edit(record.id, field.name)}
        >
          <IconPencil size={14} aria-hidden="true" />
        </UnstyledButton>
      )}
      {editing && (
        <CellEditor
          field={field}
          record={record}
          editing={editing}
          onSave={(value) => actions.save(record, field, value)}
          onCancel={actions.cancel}
        />
      )}
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          onOverwrite={actions.overwrite}
          onKeepTheirs={actions.keepTheirs}
        />
      )}
    </td>
  );
}

function TitleLink({ meta, record, field, actions }: GridCellProps) {
  function onClick(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    actions.open(record.id);
  }
  return (
    <Link
      to="/records/$object/$id"
      params={{ object: meta.name, id: String(record.id) }}
      preload={false}
      className={classes.title}
      tabIndex={-1}
      onClick={onClick}
    >
      {isEmpty(dataOf(record, field.name)) ? (
        titleOf(record)
      ) : (
        <FieldValue field={field} record={record} isPlain />
      )}
    </Link>
  );
}
