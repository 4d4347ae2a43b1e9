/** What one may say to begin with, of the records that there are; pure. */
import { type ObjectMeta, objectNamed } from "../../api/objects";

export interface ExampleGroup {
  title: string;
  /** Asking harms nothing and is sent at once; what would write or needs a value is put into the box first. */
  isAsking: boolean;
  sentences: string[];
}

/** The record that is open, by its object and its title. */
export interface Opened {
  object: string;
  title: string;
}

/** `lead`: the name of one that is there. Of what is open there may be nothing to say; then it is as if it were not. */
export function examplesFor(
  objects: readonly ObjectMeta[],
  lead: string | undefined,
  opened: Opened | null,
): ExampleGroup[] {
  const ofOne = opened ? filled(aboutOne(objects, opened)) : [];
  return ofOne.length > 0 ? ofOne : filled(aboutAll(objects, lead));
}

function filled(groups: ExampleGroup[]): ExampleGroup[] {
  return groups.filter(({ sentences }) => sentences.length > 0);
}

function aboutAll(objects: readonly ObjectMeta[], lead: string | undefined): ExampleGroup[] {
  const has = (name: string) => objectNamed(objects, name) !== undefined;
  const may = (name: string, deed: "create" | "update") => objectNamed(objects, name)?.rights[deed] === true;
  return [
    {
      title: "Ask",
      isAsking: true,
      sentences: [
        ...(has("leads") ? ["Which leads need follow up today?"] : []),
        ...(has("tasks") ? ["Show me overdue tasks"] : []),
        ...(has("deals") ? ["Total value of deals by status"] : []),
        ...(lead ? [`Give me full summary of lead ${lead}`] : []),
      ],
    },
    {
      title: "Have it done",
      isAsking: false,
      sentences: [
        ...(may("leads", "create")
          ? ["Create a new lead named John Doe, john@example.com, from referral"]
          : []),
        ...(may("tasks", "create") ? [`Remind me to call ${lead ?? "John Doe"} tomorrow at 4pm`] : []),
        ...(lead && may("emails", "create") ? [`Draft follow-up email for lead ${lead}`] : []),
      ],
    },
  ];
}

const people = new Set(["leads", "contacts"]);
const summed = new Set(["leads", "contacts", "deals"]);

function aboutOne(objects: readonly ObjectMeta[], { object, title }: Opened): ExampleGroup[] {
  const meta = objectNamed(objects, object);
  if (meta === undefined) return [];
  const label = meta.label.toLowerCase();
  const may = (name: string) => objectNamed(objects, name)?.rights.create === true;
  const isPerson = people.has(meta.name);
  const toDo = [
    ...(isPerson && may("emails") ? [`Draft follow-up email for this ${label}`] : []),
    ...(isPerson && may("tasks") ? [`Remind me to call ${title} tomorrow at 4pm`] : []),
    ...(isPerson && may("notes") ? [`Add a note to ${label} ${title}: called back`] : []),
    ...(meta.name === "deals" && meta.rights.update ? ["Mark this deal as won"] : []),
    ...(meta.name === "tasks" && meta.rights.update ? ["Mark this task as completed"] : []),
  ];
  return [
    { title: "Ask", isAsking: true, sentences: summed.has(meta.name) ? [`Summarise this ${label}`] : [] },
    { title: "Have it done", isAsking: false, sentences: toDo },
  ];
}
