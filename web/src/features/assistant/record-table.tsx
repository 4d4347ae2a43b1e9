/** Records of an answer: a table where there is room, cards where there is not; each opens. */
import { Table } from "@mantine/core";
import type { KeyboardEvent, MouseEvent } from "react";
import { type CrmRecord, dataOf, type FieldMeta, fieldOf, type ObjectMeta, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { isEmpty, isFigure } from "../../design/fields/field-words";
import { isLate } from "../../design/fields/lateness";
import { RecordLink } from "./record-link";
import classes from "./records.module.css";
import { useSurroundings } from "./surroundings";

interface RecordTableProps {
  meta: ObjectMeta;
  records: readonly CrmRecord[];
  columns: string[];
}

export function RecordTable({ meta, records, columns }: RecordTableProps) {
  const { isNarrow } = useSurroundings();
  const fields = columns.flatMap((name) => fieldOf(meta, name) ?? []);
  return isNarrow ? (
    <Cards meta={meta} records={records} fields={fields} />
  ) : (
    <Rows meta={meta} records={records} fields={fields} />
  );
}

interface RowsProps extends Omit<RecordTableProps, "columns"> {
  fields: FieldMeta[];
}

function Rows({ meta, records, fields }: RowsProps) {
  const { openRecord } = useSurroundings();
  return (
    <div className={classes.tableBox}>
      <Table className={classes.table} aria-label={meta.label_plural} onKeyDown={walk}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{meta.label}</Table.Th>
            {fields.map((field) => (
              <Table.Th key={field.name} ta={isFigure(field) ? "right" : undefined}>
                {field.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((record) => (
            <Table.Tr
              key={record.id}
              className={classes.row}
              onClick={(event) => !isOnControl(event) && openRecord(meta.name, record.id)}
            >
              <Table.Td>
                <RecordLink object={meta.name} id={record.id}>
                  {titleOf(record)}
                </RecordLink>
              </Table.Td>
              {fields.map((field) => (
                <Table.Td key={field.name} ta={isFigure(field) ? "right" : undefined}>
                  <FieldValue
                    field={field}
                    record={record}
                    isLate={isLate(meta, record, field, new Date())}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Cards({ meta, records, fields }: RowsProps) {
  return (
    <ul className={classes.cards} aria-label={meta.label_plural} onKeyDown={walk}>
      {records.map((record) => (
        <li key={record.id} className={classes.card}>
          <RecordLink object={meta.name} id={record.id} className={classes.cardTitle}>
            {titleOf(record)}
          </RecordLink>
          <div className={classes.facts}>
            {fields
              .filter((field) => !isEmpty(dataOf(record, field.name)))
              .map((field) => (
                <span key={field.name} className={classes.fact}>
                  <span className={classes.hidden}>{field.label}: </span>
                  <FieldValue
                    field={field}
                    record={record}
                    isPlain
                    isLate={isLate(meta, record, field, new Date())}
                  />
                </span>
              ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** The arrows lead from record to record; Enter opens, since each is a link. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key];
  const row = event.target instanceof Element ? event.target.closest("tr, li") : null;
  if (step === undefined || row === null) return;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const link = next?.querySelector<HTMLElement>("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}

function isOnControl(event: MouseEvent): boolean {
  const isControl = event.target instanceof Element && event.target.closest("a, button") !== null;
  return isControl || window.getSelection()?.type === "Range";
}
