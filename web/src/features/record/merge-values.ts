/** Two or more records of one person become one: which value of each field stays. */
import { type CrmRecord, dataOf, type FieldData, type FieldMeta } from "../../api/objects";

/** Field name to the id of the record whose value stays. */
export type Choices = Record<string, number>;

/** Fields whose values differ between the records; only these need a decision. */
export function differingFields(fields: FieldMeta[], records: CrmRecord[]): FieldMeta[] {
  return fields.filter((field) => {
    if (field.read_only || field.retired) return false;
    const values = new Set(records.map((record) => JSON.stringify(dataOf(record, field.name))));
    return values.size > 1;
  });
}

/** The kept record's own value, or the first that another one has where it has none. */
export function firstChoices(fields: FieldMeta[], records: CrmRecord[], keep: number): Choices {
  const inOrder = [...records].sort((one, other) => Number(other.id === keep) - Number(one.id === keep));
  return Object.fromEntries(
    fields.map((field) => {
      const filled = inOrder.find((record) => !isEmpty(dataOf(record, field.name)));
      return [field.name, filled?.id ?? keep];
    }),
  );
}

/** What must be told to the server: the values that do not come from the kept record. */
export function chosenValues(
  fields: FieldMeta[],
  records: CrmRecord[],
  keep: number,
  choices: Choices,
): Record<string, FieldData> {
  const taken = fields.flatMap((field) => {
    const from = choices[field.name] ?? keep;
    const record = records.find((one) => one.id === from);
    return from === keep || record === undefined ? [] : [[field.name, dataOf(record, field.name)] as const];
  });
  return Object.fromEntries(taken);
}

function isEmpty(value: FieldData): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
