/** The workspace's own fields of an object: added, renamed and retired without a restart. */
import { queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { FieldData, FieldMeta, FieldType } from "./objects";

export interface OwnField extends FieldMeta {
  id: number;
}

export interface NewOwnField {
  label: string;
  type: FieldType;
  required: boolean;
  indexed: boolean;
  choices?: string[];
  /** The object that a relation points to. */
  object?: string;
  default?: FieldData;
}

export type OwnFieldChanges = Partial<
  Pick<NewOwnField, "label" | "required" | "indexed" | "choices"> & { retired: boolean }
>;

export function ownFieldsQuery(object: string) {
  return queryOptions({
    queryKey: ["own-fields", object],
    queryFn: async () => (await crmRequest<{ items: OwnField[] }>("GET", path(object))).data.items,
  });
}

export async function addOwnField(object: string, field: NewOwnField): Promise<OwnField> {
  return (await crmRequest<OwnField>("POST", path(object), { body: field })).data;
}

export async function changeOwnField(
  object: string,
  fieldId: number,
  changes: OwnFieldChanges,
): Promise<OwnField> {
  return (await crmRequest<OwnField>("PATCH", `${path(object)}/${fieldId}`, { body: changes })).data;
}

function path(object: string): string {
  return `/meta/objects/${object}/fields`;
}
