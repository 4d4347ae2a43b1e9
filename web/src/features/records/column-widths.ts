/** How wide a column stands, in pixels, by the type of its field; pure. */
import type { FieldMeta, FieldType } from "../../api/objects";

const widths: Record<FieldType, number> = {
  text: 150,
  long_text: 260,
  email: 210,
  phone: 150,
  money: 120,
  number: 100,
  integer: 100,
  percent: 90,
  date: 120,
  time: 130,
  boolean: 80,
  choice: 140,
  list: 280,
  relation: 180,
  user: 150,
};

const firstColumn = 220;
export const checkColumn = 40;

export function columnWidth(field: FieldMeta, index: number): number {
  const width = field.name === "id" ? 72 : widths[field.type];
  return index === 0 ? Math.max(width, firstColumn) : width;
}
