/** The first rows as they would become records, each wrong value with its reason beside it. */
import { Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ImportRow, RecordImport } from "../../api/imports";
import { useMe } from "../../api/me";
import { type FieldMeta, fieldOf, type ObjectMeta } from "../../api/objects";
import { asSentence, valueText } from "../../design/fields/field-words";
import { fieldOfColumn } from "./import-mapping";
import { actionWords } from "./import-words";
import classes from "./imports.module.css";

export function ImportPreview({ meta, file }: { meta: ObjectMeta; file: RecordImport }) {
  const fields = matchedFields(meta, file);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={classes.wide} aria-label="The first rows as records" tabIndex={0}>
      <Table className={classes.preview}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Row</Table.Th>
            <Table.Th>Becomes</Table.Th>
            {fields.map((field) => (
              <Table.Th key={field.name}>{field.label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.preview.map((row) => (
            <PreviewRow key={row.row} row={row} fields={fields} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function PreviewRow({ row, fields }: { row: ImportRow; fields: FieldMeta[] }) {
  const { currency, time_zone } = useMe().workspace;
  const around = { currency, timeZone: time_zone, labels: row.labels };
  const shown = new Set(fields.map((field) => field.name));
  const others = row.errors.filter((error) => !shown.has(error.field));
  return (
    <Table.Tr data-wrong={row.errors.length > 0}>
      <Table.Td className="figures">{row.row}</Table.Td>
      <Table.Td>
        {row.errors.length > 0 ? <Reason words="Not imported" /> : actionWords[row.action]}
        {others.map((error) => (
          <Text key={`${error.field}-${error.reason}`} size="xs" c="var(--frontdesk-danger)">
            {asSentence(error.reason)}
          </Text>
        ))}
      </Table.Td>
      {fields.map((field) => {
        const reasons = row.errors.filter((error) => error.field === field.name);
        return (
          <Table.Td key={field.name} data-field data-wrong={reasons.length > 0}>
            <Text lineClamp={2}>
              {row.written[field.name] ?? valueText(field, row.values[field.name], around)}
            </Text>
            {reasons.map(({ reason }) => (
              <Reason key={reason} words={reason} />
            ))}
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

function Reason({ words }: { words: string }) {
  return (
    <span className={classes.reason}>
      <IconAlertTriangle size={14} aria-hidden="true" /> {asSentence(words)}
    </span>
  );
}

/** In the order of the file, so that a row reads as it stands there. */
function matchedFields(meta: ObjectMeta, file: RecordImport): FieldMeta[] {
  return file.columns.flatMap((column) => {
    const name = fieldOfColumn(column, file.options);
    const field = name === null ? undefined : fieldOf(meta, name);
    return field === undefined ? [] : [field];
  });
}
