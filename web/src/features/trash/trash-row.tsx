/** One deleted record. */
import { Button, Checkbox, Group, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import type { ObjectMeta } from "../../api/objects";
import type { TrashItem } from "../../api/trash";
import { objectIcon } from "../../design/object-icons";
import { TextLink } from "../../design/text-link";
import { showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { PurgeButton } from "./purge-button";
import { useTrash } from "./use-trash";

interface TrashRowProps {
  item: TrashItem;
  meta: ObjectMeta | undefined;
  isChosen: boolean;
  onChoose: () => void;
}

export function TrashRow({ item, meta, isChosen, onChoose }: TrashRowProps) {
  const { time_zone } = useMe().workspace;
  const { restore } = useTrash();
  const bringBack = useMutation({ mutationFn: () => restore([item]), onError: showProblem });
  const KindIcon = objectIcon(item.object, meta?.icon);
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox size="xs" checked={isChosen} aria-label={`Choose ${item.title}`} onChange={onChoose} />
      </Table.Td>
      <Table.Td>
        <TextLink
          to="/records/$object/$id"
          params={{ object: item.object, id: String(item.id) }}
          fw={500}
          style={{ overflowWrap: "anywhere" }}
        >
          {item.title}
        </TextLink>
        <Group gap={4} wrap="nowrap" c="dimmed">
          <KindIcon size={14} stroke={1.6} aria-hidden="true" />
          <Text size="xs">{meta?.label ?? item.object}</Text>
          <Text size="xs" hiddenFrom="sm" component="div">
            · <When at={item.deleted_at} timeZone={time_zone} />
          </Text>
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <When at={item.deleted_at} timeZone={time_zone} />
      </Table.Td>
      <Table.Td visibleFrom="md">{item.deleted_by ?? "–"}</Table.Td>
      <Table.Td visibleFrom="md">
        <When at={item.purged_on} timeZone={time_zone} />
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {(meta?.rights.delete ?? false) && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={bringBack.isPending}
              aria-label={`Restore ${item.title}`}
              onClick={() => bringBack.mutate()}
            >
              Restore
            </Button>
          )}
          {meta?.rights.purge && <PurgeButton items={[item]} words={item.title} isQuiet />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
