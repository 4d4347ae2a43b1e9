/** Which lists stand beside a record, and what tells one of their entries from another. */
import type { FieldMeta, ObjectMeta } from "../../api/objects";

const onTimeline = new Set(["activities", "notes", "emails", "calls", "meetings", "messages"]);

/** What the timeline shows already is not listed again. */
export function relatedLists(meta: ObjectMeta): ObjectMeta["related"] {
  return meta.related.filter(({ object }) => !meta.timeline || !onTimeline.has(object));
}

const shownFields = 2;

/** The state, the amount, the day: what a short line says beside the title. */
export function tellingFields(meta: ObjectMeta, link: string): FieldMeta[] {
  const worth = (field: FieldMeta) => {
    if (meta.title_fields.includes(field.name) || field.name === link || field.retired) return 0;
    if (field.name === meta.board?.field || /^(lead_)?status$/.test(field.name)) return 4;
    if (field.name === meta.board?.value || field.name === meta.due_field) return 3;
    if (!meta.list_columns.includes(field.name)) return 0;
    return field.type === "choice" || field.type === "date" || field.type === "time" ? 2 : 1;
  };
  return meta.fields
    .filter((field) => worth(field) > 0)
    .sort((one, other) => worth(other) - worth(one))
    .slice(0, shownFields);
}
