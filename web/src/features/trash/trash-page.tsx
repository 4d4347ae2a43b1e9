/** What was deleted, over all objects: brought back with one click, removed for good only by an admin. */
import { Checkbox, Group, Select, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ObjectMeta, objectNamed, objectsQuery } from "../../api/objects";
import { type TrashItem, trashQuery } from "../../api/trash";
import { ActionsHeader } from "../../design/actions-header";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { counted } from "../../design/number-words";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { ChosenBar } from "./chosen-bar";
import { TrashRow } from "./trash-row";
import { keyOf } from "./trash-words";

const everything = "";

export function TrashPage() {
  const objects = useSuspenseQuery(objectsQuery).data;
  const [object, setObject] = useState<string>(everything);
  const kinds = [
    { value: everything, label: "Everything" },
    ...objects.map((one) => ({ value: one.name, label: one.label_plural })),
  ];
  return (
    <Page
      title="Trash"
      about="Deleted records wait here until they are removed for good. Until then they can be brought back whole."
      actions={
        <Select
          aria-label="Which records"
          data={kinds}
          value={object}
          allowDeselect={false}
          searchable
          w={180}
          onChange={(value) => setObject(value ?? everything)}
        />
      }
    >
      <Deleted key={object} object={object || undefined} objects={objects} />
    </Page>
  );
}

interface DeletedProps {
  object: string | undefined;
  objects: readonly ObjectMeta[];
}

function Deleted({ object, objects }: DeletedProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const trash = useInfiniteQuery(trashQuery(object));
  if (trash.isPending) return <LoadingRows />;
  if (trash.isError) return <ProblemNotice error={trash.error} onRetry={() => void trash.refetch()} />;
  const items = trash.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState title="The trash is empty">
        What you delete comes here first, so that it can be brought back.
      </EmptyState>
    );
  }
  const chosenItems = items.filter((item) => chosen.has(keyOf(item)));
  return (
    <Stack>
      <Group mih={30} gap="xs">
        {chosenItems.length === 0 ? (
          <Text c="dimmed">{counted(trash.data.pages[0]?.total ?? items.length, "record")}</Text>
        ) : (
          <ChosenBar items={chosenItems} objects={objects} onDone={() => setChosen(new Set())} />
        )}
      </Group>
      <DeletedTable items={items} objects={objects} chosen={chosen} onChosen={setChosen} />
      <ShowMore
        shown={items.length}
        total={trash.data.pages[0]?.total ?? items.length}
        hasMore={trash.hasNextPage}
        isLoading={trash.isFetchingNextPage}
        onMore={() => void trash.fetchNextPage()}
      />
    </Stack>
  );
}

interface DeletedTableProps {
  items: TrashItem[];
  objects: readonly ObjectMeta[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

function DeletedTable({ items, objects, chosen, onChosen }: DeletedTableProps) {
  const areAllChosen = items.every((item) => chosen.has(keyOf(item)));

  function toggle(item: TrashItem) {
    const next = new Set(chosen);
    if (!next.delete(keyOf(item))) next.add(keyOf(item));
    onChosen(next);
  }

  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36}>
            <Checkbox
              size="xs"
              aria-label="Choose all shown"
              checked={areAllChosen}
              indeterminate={chosen.size > 0 && !areAllChosen}
              onChange={() => onChosen(areAllChosen ? new Set() : new Set(items.map(keyOf)))}
            />
          </Table.Th>
          <Table.Th>Record</Table.Th>
          <Table.Th visibleFrom="sm">Deleted</Table.Th>
          <Table.Th visibleFrom="md">By</Table.Th>
          <Table.Th visibleFrom="md">Removed for good</Table.Th>
          <ActionsHeader />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <TrashRow
            key={keyOf(item)}
            item={item}
            meta={objectNamed(objects, item.object)}
            isChosen={chosen.has(keyOf(item))}
            onChoose={() => toggle(item)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
