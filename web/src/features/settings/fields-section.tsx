/** The workspace's own fields of each object: added and changed without a restart; a retired one keeps its values. */
import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ObjectMeta, objectsQuery } from "../../api/objects";
import { type OwnField, ownFieldsQuery } from "../../api/own-fields";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { EditOwnField } from "./edit-own-field";
import { OwnFieldTable } from "./own-field-table";

export function FieldsSection() {
  const objects = useSuspenseQuery(objectsQuery).data;
  const [object, setObject] = useState(objects.find((one) => one.name === "leads")?.name ?? objects[0]?.name);
  const meta = objects.find((one) => one.name === object);
  if (meta === undefined) return null;
  return (
    <Stack>
      <Select
        label="Fields of"
        data={objects.map((one) => ({ value: one.name, label: one.label_plural }))}
        value={meta.name}
        allowDeselect={false}
        searchable
        maw={240}
        onChange={(value) => value && setObject(value)}
      />
      <OwnFields key={meta.name} meta={meta} objects={objects} />
    </Stack>
  );
}

type Edited = "new" | OwnField | null;

function OwnFields({ meta, objects }: { meta: ObjectMeta; objects: readonly ObjectMeta[] }) {
  const [edited, setEdited] = useState<Edited>(null);
  const fields = useQuery(ownFieldsQuery(meta.name));
  if (fields.isPending) return <LoadingRows rows={3} />;
  if (fields.isError) return <ProblemNotice error={fields.error} onRetry={() => void fields.refetch()} />;
  const add = meta.rights.fields && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setEdited("new")}>
      Add a field
    </Button>
  );
  return (
    <>
      {fields.data.length === 0 ? (
        <EmptyState title={`No own fields of ${meta.label_plural.toLowerCase()} yet`} action={add}>
          A field of your own appears at once in tables, forms, filters, imports and exports.
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <Text c="dimmed" maw="68ch">
              These appear in tables, forms, filters, imports and exports. A retired field is hidden and keeps
              its values.
            </Text>
            {add}
          </Group>
          <OwnFieldTable meta={meta} objects={objects} fields={fields.data} onEdit={setEdited} />
        </>
      )}
      <EditOwnField meta={meta} objects={objects} edited={edited} onClose={() => setEdited(null)} />
    </>
  );
}
