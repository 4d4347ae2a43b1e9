/** The own fields of one object; each is renamed, retired or brought back here. */
import { Button, Group, Table, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ObjectMeta, objectNamed, objectsQuery } from "../../api/objects";
import { changeOwnField, type OwnField, ownFieldsQuery } from "../../api/own-fields";
import { ActionsHeader } from "../../design/actions-header";
import { Mark } from "../../design/marks";
import { showDone, showProblem } from "../../design/toasts";
import { fieldTypeWords } from "./field-type-words";

interface OwnFieldTableProps {
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
  fields: OwnField[];
  onEdit: (field: OwnField) => void;
}

export function OwnFieldTable({ meta, objects, fields, onEdit }: OwnFieldTableProps) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th visibleFrom="md">Details</Table.Th>
          <Table.Th visibleFrom="sm">State</Table.Th>
          <ActionsHeader />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <FieldRow key={field.id} meta={meta} objects={objects} field={field} onEdit={() => onEdit(field)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface FieldRowProps {
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
  field: OwnField;
  onEdit: () => void;
}

function FieldRow({ meta, objects, field, onEdit }: FieldRowProps) {
  const setRetired = useSetRetired(meta, field);
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500} c={field.retired ? "dimmed" : undefined}>
          {field.label}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {field.name}
        </Text>
      </Table.Td>
      <Table.Td>{fieldTypeWords[field.type].title}</Table.Td>
      <Table.Td visibleFrom="md">
        <Text c="dimmed" lineClamp={2} maw={360}>
          {detailWords(field, objects)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {field.retired ? (
          <Mark shape="○" tone="quiet" words="Retired" />
        ) : (
          <Mark shape="●" tone="success" words="In use" />
        )}
      </Table.Td>
      <Table.Td>
        {meta.rights.fields && (
          <Group gap={4} justify="flex-end">
            {!field.retired && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Change ${field.label}`}
                onClick={onEdit}
              >
                Change
              </Button>
            )}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={`${field.retired ? "Bring back" : "Retire"} ${field.label}`}
              onClick={() => void setRetired(!field.retired)}
            >
              {field.retired ? "Bring back" : "Retire"}
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useSetRetired(meta: ObjectMeta, field: OwnField) {
  const queryClient = useQueryClient();

  async function set(retired: boolean): Promise<void> {
    await changeOwnField(meta.name, field.id, { retired });
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ownFieldsQuery(meta.name).queryKey }),
      queryClient.invalidateQueries({ queryKey: objectsQuery.queryKey }),
    ]);
  }

  return async (retired: boolean) => {
    try {
      await set(retired);
      const words = retired ? `${field.label} is retired; its values are kept` : `${field.label} is back`;
      showDone(words, () => set(!retired));
    } catch (error) {
      showProblem(error);
    }
  };
}

function detailWords(field: OwnField, objects: readonly ObjectMeta[]): string {
  const details = [
    field.choices?.map((choice) => choice.label).join(", "),
    field.object && `to ${objectNamed(objects, field.object)?.label_plural.toLowerCase() ?? field.object}`,
    field.required && "required",
    field.indexed && "quick to filter and sort",
  ];
  return details.filter(Boolean).join("; ") || "–";
}
