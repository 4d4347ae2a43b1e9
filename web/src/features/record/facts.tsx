/** The fields of a record, each edited where it stands. */
import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { CrmRecord, FieldMeta, ObjectMeta } from "../../api/objects";
import { Fact } from "./fact";
import classes from "./facts.module.css";

interface FactsProps {
  meta: ObjectMeta;
  record: CrmRecord;
  /** In two columns where there is room. */
  isWide?: boolean;
}

export function Facts({ meta, record, isWide = false }: FactsProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const canEdit = meta.rights.update && record.deleted_at === null;
  return (
    <Stack gap="md">
      {factGroups(meta).map(({ title, fields }) => (
        <div key={title}>
          {title !== mainTitle && (
            <Text size="xs" c="dimmed" fw={500} mb={4}>
              {title}
            </Text>
          )}
          <dl className={classes.facts} data-wide={isWide}>
            {fields.map((field) => (
              <Fact
                key={field.name}
                meta={meta}
                field={field}
                record={record}
                isEditing={editing === field.name}
                onEdit={canEdit && !field.read_only ? () => setEditing(field.name) : undefined}
                onDone={() => setEditing(null)}
              />
            ))}
          </dl>
        </div>
      ))}
    </Stack>
  );
}

const mainTitle = "Facts";
const systemFields = new Set(["id", "owner_id", "created_at", "updated_at"]);

function factGroups(meta: ObjectMeta): { title: string; fields: FieldMeta[] }[] {
  const shown = meta.fields.filter((field) => !field.retired);
  const isSystem = (field: FieldMeta) => systemFields.has(field.name);
  return [
    { title: mainTitle, fields: shown.filter((field) => !field.own && !isSystem(field)) },
    { title: "Own fields", fields: shown.filter((field) => field.own) },
    { title: "Record", fields: shown.filter(isSystem) },
  ].filter(({ fields }) => fields.length > 0);
}
