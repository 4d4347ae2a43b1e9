/** The table: only the rows in sight are drawn, the next page is read before the last row is reached. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { type CrmRecord, type FieldMeta, fieldOf, type ObjectMeta } from "../../api/objects";
import { checkColumn, columnWidth } from "./column-widths";
import classes from "./grid.module.css";
import { GridFoot } from "./grid-foot";
import { GridHeader } from "./grid-header";
import { addressOf, GridRow, type RowActions } from "./grid-row";
import { listQueryOf, type PageState, sortAfter, sortKeys } from "./page-state";
import type { Selection } from "./selection";
import type { CellEdit } from "./use-cell-edit";
import { useGridFocus } from "./use-grid-focus";

const rowHeight = 36;
const readAhead = 30;

export interface RecordGridProps {
  meta: ObjectMeta;
  state: PageState;
  items: CrmRecord[];
  total: number;
  isEstimate: boolean;
  hasMore: boolean;
  onMore: () => void;
  openId: number | null;
  onOpen: (id: number) => void;
  onSort: (sort: string) => void;
  selection: Selection;
  onChoose: (id: number, isReach: boolean) => void;
  onChooseAll: () => void;
  edit: CellEdit;
}

export function RecordGrid(props: RecordGridProps) {
  const { meta, state, items, total, isEstimate, selection, edit } = props;
  const region = useRef<HTMLDivElement>(null);
  const fields = useShownFields(meta, state.columns);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight,
  });
  const inSight = rows.getVirtualItems();
  const first = inSight[0]?.index ?? 0;
  const last = inSight.at(-1)?.index ?? -1;
  useReadAhead(last, props);
  const focus = useGridFocus(region, items.length, fields.length + 1, (row) => rows.scrollToIndex(row));
  const tabRow = focus.place.row >= first && focus.place.row <= last ? focus.place.row : first;
  const actions = useRowActions(props);

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.cell === undefined) return;
    if (focus.move(event)) return;
    const record = items[focus.place.row];
    const field = fields[focus.place.column - 1];
    if (record === undefined) return;
    const done = deedOf(event, record, field, props);
    if (done === null) return;
    event.preventDefault();
    done();
  }

  const width = fields.reduce((sum, field, index) => sum + columnWidth(field, index), checkColumn);
  return (
    <div ref={region} className={classes.region} data-scroll-restoration-id="records">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked and edited by keyboard
        role="grid"
        aria-label={meta.label_plural}
        aria-rowcount={isEstimate ? -1 : total + 1}
        aria-multiselectable="true"
        className={classes.table}
        style={{ minWidth: width }}
        onKeyDown={onKeyDown}
        onFocus={focus.follow}
      >
        <colgroup>
          <col style={{ width: checkColumn }} />
          {fields.map((field, index) => (
            // The last takes what is left, so that the others keep their places.
            <col
              key={field.name}
              style={{ width: index === fields.length - 1 ? undefined : columnWidth(field, index) }}
            />
          ))}
        </colgroup>
        <GridHeader
          fields={fields}
          sort={sortKeys(state.sort)}
          onSort={(field, isMore) => props.onSort(sortAfter(meta, state.sort, field, isMore))}
          isAllChosen={items.length > 0 && items.every(({ id }) => selection.ids.has(id))}
          isSomeChosen={selection.ids.size > 0}
          onChooseAll={props.onChooseAll}
        />
        <tbody>
          <Spacer height={inSight[0]?.start ?? 0} />
          {inSight.map(({ index }) => {
            const record = items[index];
            return (
              record && (
                <GridRow
                  key={record.id}
                  meta={meta}
                  record={record}
                  index={index}
                  fields={fields}
                  isChosen={selection.isAll || selection.ids.has(record.id)}
                  isOpen={props.openId === record.id}
                  activeColumn={tabRow === index ? focus.place.column : null}
                  mayEdit={meta.rights.update}
                  editing={edit.editing?.id === record.id ? edit.editing : null}
                  conflict={edit.conflict?.id === record.id ? edit.conflict : null}
                  actions={actions}
                />
              )
            );
          })}
          <Spacer height={rows.getTotalSize() - (inSight.at(-1)?.end ?? 0)} />
        </tbody>
        <GridFoot
          meta={meta}
          fields={fields}
          query={listQueryOf(state)}
          total={total}
          isEstimate={isEstimate}
        />
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused
    <tr className={classes.spacer} aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}

function useShownFields(meta: ObjectMeta, columns: string[]): FieldMeta[] {
  const names = columns.join(",");
  return useMemo(() => names.split(",").flatMap((name) => fieldOf(meta, name) ?? []), [meta, names]);
}

function useReadAhead(last: number, { items, hasMore, onMore }: RecordGridProps) {
  const isNear = last >= items.length - readAhead;
  useEffect(() => {
    if (isNear && hasMore) onMore();
  }, [isNear, hasMore, onMore]);
}

/** The same functions for as long as the table stands, so that a row is drawn again only when it changed. */
function useRowActions(props: RecordGridProps): RowActions {
  const latest = useRef(props);
  latest.current = props;
  const [actions] = useState<RowActions>(() => ({
    open: (id) => latest.current.onOpen(id),
    choose: (id, isReach) => latest.current.onChoose(id, isReach),
    edit: (id, field) => latest.current.edit.start(id, field),
    save: (record, field, value) => latest.current.edit.save(record, field, value),
    cancel: () => latest.current.edit.cancel(),
    overwrite: () => latest.current.edit.overwrite(),
    keepTheirs: () => latest.current.edit.keepTheirs(),
  }));
  return actions;
}

/** What a key does to the record in which the keyboard stands; null where it does nothing. */
function deedOf(
  event: KeyboardEvent,
  record: CrmRecord,
  field: FieldMeta | undefined,
  { meta, onOpen, onChoose, edit }: RecordGridProps,
): (() => void) | null {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (event.key === "Enter" && !isPlain) return () => window.open(addressOf(meta.name, record.id), "_blank");
  if (!isPlain) return null;
  if (event.key === "Enter") return () => onOpen(record.id);
  if (event.key === " " || event.key === "x") return () => onChoose(record.id, event.shiftKey);
  const mayEdit = field !== undefined && !field.read_only && meta.rights.update;
  return (event.key === "e" || event.key === "F2") && mayEdit
    ? () => edit.start(record.id, field.name)
    : null;
}
