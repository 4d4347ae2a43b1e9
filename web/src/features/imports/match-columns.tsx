/** Each column of the file, some of its values, and the field it is read into. */
import { Select, Table, Text } from "@mantine/core";
import type { ImportColumn, RecordImport } from "../../api/imports";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { fieldOfColumn, importableFields, withColumn } from "./import-mapping";
import { matchWords } from "./import-words";
import classes from "./imports.module.css";

const leftOut = "-";

interface MatchColumnsProps {
  meta: ObjectMeta;
  file: RecordImport;
  onChange: (mapping: Record<string, string | null>) => void;
}

export function MatchColumns({ meta, file, onChange }: MatchColumnsProps) {
  const choices = fieldChoices(importableFields(meta.fields));
  return (
    <div className={classes.wide}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column of the file</Table.Th>
            <Table.Th visibleFrom="sm">Its values</Table.Th>
            <Table.Th>Goes into</Table.Th>
            <Table.Th visibleFrom="sm">Matched</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              field={fieldOfColumn(column, file.options)}
              choices={choices}
              onField={(field) => onChange(withColumn(file.columns, file.options, column.index, field))}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface ColumnRowProps {
  column: ImportColumn;
  field: string | null;
  choices: ReturnType<typeof fieldChoices>;
  onField: (field: string | null) => void;
}

function ColumnRow({ column, field, choices, onField }: ColumnRowProps) {
  const name = column.header || `Column ${column.index + 1}`;
  const score = field === column.field ? column.score : 0;
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500}>{name}</Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={1}>
          {column.samples.filter(Boolean).slice(0, 2).join(" · ")}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text c="dimmed" lineClamp={1} maw={320}>
          {column.samples.filter(Boolean).slice(0, 3).join(" · ") || "–"}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`${name} goes into`}
          size="xs"
          maw={240}
          data={choices}
          value={field ?? leftOut}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such field"
          onChange={(value) => onField(value === null || value === leftOut ? null : value)}
        />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="xs" c="dimmed">
          {matchWords(field, score)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

function fieldChoices(fields: FieldMeta[]) {
  const choice = (field: FieldMeta) => ({ value: field.name, label: field.label });
  const own = fields.filter((field) => field.own).map(choice);
  return [
    { group: "Nothing", items: [{ value: leftOut, label: "Leave out" }] },
    { group: "Fields", items: fields.filter((field) => !field.own).map(choice) },
    ...(own.length > 0 ? [{ group: "Own fields", items: own }] : []),
  ];
}
