/** What one may say to begin with, of the records that there are; pure. */
import type { Viewing } from "../../api/assistant-shapes";
import { type ObjectMeta, objectNamed } from "../../api/objects";

export interface ExampleGroup {
  title: string;
  /** Asking harms nothing and is sent at once; what would write or needs a value is put into the box first. */
  isAsking: boolean;
  sentences: string[];
}

/** `lead`: the name of one that is there. */
export function examplesFor(
  objects: readonly ObjectMeta[],
  lead: string | undefined,
  viewing: Viewing | null,
): ExampleGroup[] {
  const groups = viewing ? aboutOne(objects, viewing) : aboutAll(objects, lead);
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

const mailedTo = new Set(["leads", "contacts"]);
const summed = new Set(["leads", "contacts", "deals"]);

function aboutOne(objects: readonly ObjectMeta[], viewing: Viewing): ExampleGroup[] {
  const meta = objectNamed(objects, viewing.object);
  if (meta === undefined) return [];
  const label = meta.label.toLowerCase();
  const mayWrite = (name: string) => objectNamed(objects, name)?.rights.create === true;
  return [
    {
      title: "Ask",
      isAsking: true,
      sentences: summed.has(meta.name) ? [`Summarise this ${label}`] : [],
    },
    {
      title: "Have it done",
      isAsking: false,
      sentences: [
        ...(mailedTo.has(meta.name) && mayWrite("emails") ? [`Draft follow-up email for this ${label}`] : []),
        ...(mayWrite("tasks") ? [`Remind me about this ${label} tomorrow at 10am`] : []),
        ...(mayWrite("notes") ? [`Add a note to this ${label}: `] : []),
      ],
    },
  ];
}
