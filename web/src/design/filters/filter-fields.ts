/** The fields that a filter may name: the object's own, and those of related records one step away; pure. */
import { type FieldMeta, fieldOf, type ObjectMeta } from "../../api/objects";

export interface FilterField {
  /** "city", or "contact_id.city". */
  path: string;
  /** "City", or "Contact › City". */
  label: string;
  field: FieldMeta;
}

export function filterField(
  meta: ObjectMeta,
  objects: readonly ObjectMeta[],
  path: string,
): FilterField | undefined {
  const direct = fieldOf(meta, path);
  if (direct) return { path, label: direct.label, field: direct };
  const [first = "", ...rest] = path.split(".");
  const relation = fieldOf(meta, first);
  const target = objects.find((object) => object.name === relation?.object);
  const field = target && fieldOf(target, rest.join("."));
  return relation && field && { path, label: `${relation.label} › ${field.label}`, field };
}

export function filterFields(meta: ObjectMeta, objects: readonly ObjectMeta[]): FilterField[] {
  const own = usable(meta).map((field) => ({ path: field.name, label: field.label, field }));
  const related = own.flatMap(({ field: relation }) => {
    const target = objects.find((object) => object.name === relation.object);
    return (target === undefined ? [] : usable(target)).map((field) => ({
      path: `${relation.name}.${field.name}`,
      label: `${relation.label} › ${field.label}`,
      field,
    }));
  });
  return [...own, ...related];
}

function usable(meta: ObjectMeta): FieldMeta[] {
  return meta.fields.filter((field) => field.filterable && !field.retired);
}
