import { describe, expect, it } from "vitest";
import type { CrmRecord, FieldMeta } from "../../api/objects";
import { chosenValues, differingFields, firstChoices } from "./merge-values";

function field(name: string, changes: Partial<FieldMeta> = {}): FieldMeta {
  return { name, label: name, type: "text", read_only: false, retired: false, ...changes } as FieldMeta;
}

function record(
  id: number,
  values: Record<string, unknown>,
  custom: Record<string, unknown> = {},
): CrmRecord {
  return { id, labels: {}, custom, ...values } as unknown as CrmRecord;
}

const fields = [
  field("name"),
  field("email"),
  field("city"),
  field("custom.shoe_size"),
  field("id", { read_only: true }),
];
const jane = record(1, { name: "Jane Doe", email: "jane@example.com", city: null }, { shoe_size: null });
const double = record(2, { name: "Jane Do", email: "jane@example.com", city: "Pune" }, { shoe_size: 39 });
const both = [jane, double];

describe("merging records", () => {
  it("asks only about what differs", () => {
    expect(differingFields(fields, both).map(({ name }) => name)).toEqual([
      "name",
      "city",
      "custom.shoe_size",
    ]);
  });

  it("takes a value of the other record only where the kept one has none", () => {
    const differing = differingFields(fields, both);
    expect(firstChoices(differing, both, 1)).toEqual({ name: 1, city: 2, "custom.shoe_size": 2 });
    expect(firstChoices(differing, both, 2)).toEqual({ name: 2, city: 2, "custom.shoe_size": 2 });
  });

  it("tells the server what does not come from the kept record", () => {
    const differing = differingFields(fields, both);
    const values = chosenValues(differing, both, 1, { name: 1, city: 2, "custom.shoe_size": 2 });
    expect(values).toEqual({ city: "Pune", "custom.shoe_size": 39 });
  });
});
