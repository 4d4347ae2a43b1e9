/** The kinds of fields a workspace may add, in words. */
import type { FieldType } from "../../api/objects";

export const fieldTypeWords: Record<FieldType, { title: string; about: string }> = {
  text: { title: "Text", about: "a line of words" },
  long_text: { title: "Long text", about: "several lines" },
  choice: { title: "Choice", about: "one of a list" },
  list: { title: "Several choices", about: "any of a list" },
  boolean: { title: "Yes or no", about: "a box to tick" },
  number: { title: "Number", about: "with decimals" },
  integer: { title: "Whole number", about: "without decimals" },
  money: { title: "Money", about: "an amount" },
  percent: { title: "Percent", about: "a share of 100" },
  date: { title: "Date", about: "a day" },
  time: { title: "Date and time", about: "a moment" },
  email: { title: "Email", about: "an address to write to" },
  phone: { title: "Phone", about: "a number to call" },
  relation: { title: "Another record", about: "a link to it" },
  user: { title: "Person of the team", about: "one of the staff" },
};

export const fieldTypeChoices = (
  Object.entries(fieldTypeWords) as [FieldType, { title: string; about: string }][]
).map(([value, { title, about }]) => ({ value, label: `${title}: ${about}` }));

export function hasChoices(type: FieldType): boolean {
  return type === "choice" || type === "list";
}
