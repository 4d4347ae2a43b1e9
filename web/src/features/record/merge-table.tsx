/** The values that differ, side by side, one of each chosen. */
import { Radio, Table, Text } from "@mantine/core";
import { type CrmRecord, type FieldMeta, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { When } from "../../design/when";
import classes from "./merge.module.css";
import type { Choices } from "./merge-values";

interface MergeTableProps {
  /** What one record is called, so that two of the same name can be told apart: "Lead". */
  label: string;
  fields: FieldMeta[];
  records: CrmRecord[];
  choices: Choices;
  onChoose: (field: string, recordId: number) => void;
}

export function MergeTable({ label, fields, records, choices, onChoose }: MergeTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={classes.wide} aria-label="Values that differ" tabIndex={0}>
      <Table highlightOnHover={false} __vars={{ "--records": String(records.length) }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            {records.map((record, index) => (
              <Table.Th key={record.id}>
                <div className={classes.who}>
                  {titleOf(record)}
                  <Text size="xs" c="dimmed" fw={400} component="div">
                    {label} {record.id}, {index === 0 ? "stays" : "is merged into it"}, changed{" "}
                    <When at={record.updated_at} />
                  </Text>
                </div>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field.name}>
              <Table.Th scope="row" className={classes.field}>
                {field.label}
              </Table.Th>
              {records.map((record) => (
                <Table.Td key={record.id} data-chosen={choices[field.name] === record.id}>
                  <Radio
                    name={`merge-${field.name}`}
                    checked={choices[field.name] === record.id}
                    onChange={() => onChoose(field.name, record.id)}
                    label={<FieldValue field={field} record={record} isPlain />}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
