/** What else hangs on the record: each list with its first entries, the whole of it, and a way to add. */
import { ActionIcon, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type CrmRecord, type ObjectMeta, objectNamed, objectsQuery, titleOf } from "../../api/objects";
import { listQuery } from "../../api/records";
import { countWords } from "../../design/number-words";
import { objectIcon } from "../../design/object-icons";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { AddRelated } from "./add-related";
import classes from "./related.module.css";
import { relatedLists, tellingFields } from "./related-choice";
import { RelatedLine } from "./related-line";

interface RelatedListsProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

export function RelatedLists({ meta, record }: RelatedListsProps) {
  const objects = useSuspenseQuery(objectsQuery).data;
  const lists = relatedLists(meta).flatMap(({ object, field, label }) => {
    const other = objectNamed(objects, object);
    return other === undefined ? [] : [{ other, field, label }];
  });
  if (lists.length === 0) return <Text c="dimmed">Nothing else hangs on this.</Text>;
  return (
    <Stack gap="lg">
      {lists.map(({ other, field, label }) => (
        <RelatedList
          key={`${other.name}-${field}`}
          other={other}
          link={field}
          label={label}
          record={record}
        />
      ))}
    </Stack>
  );
}

const shownRecords = 5;

interface RelatedListProps {
  other: ObjectMeta;
  link: string;
  label: string;
  record: CrmRecord;
}

function RelatedList({ other, link, label, record }: RelatedListProps) {
  const [isAdding, adding] = useDisclosure(false);
  const filter = { field: link, op: "eq", value: record.id } as const;
  const list = useInfiniteQuery(
    listQuery(other.name, { filter, sort: other.default_sort, limit: shownRecords }),
  );
  const page = list.data?.pages[0];
  const ListIcon = objectIcon(other.name, other.icon);
  const canAdd = other.rights.create && record.deleted_at === null;
  return (
    <section>
      <Group justify="space-between" wrap="nowrap" gap="xs" className={classes.head}>
        <Title order={2} size="h3" className={classes.title}>
          <ListIcon size={16} stroke={1.6} aria-hidden="true" />
          {label}
          <Text span c="dimmed" className="figures">
            {page && countWords(page.total)}
          </Text>
        </Title>
        {canAdd && (
          <Tooltip label={`Add ${other.label.toLowerCase()}`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={`Add ${other.label.toLowerCase()}`}
              onClick={adding.open}
            >
              <IconPlus size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {page?.items.length === 0 && (
        <Text size="xs" c="dimmed">
          None yet
        </Text>
      )}
      <ul className={classes.lines}>
        {page?.items.map((item) => (
          <RelatedLine key={item.id} meta={other} record={item} fields={tellingFields(other, link)} />
        ))}
      </ul>
      {page && page.total > shownRecords && (
        <TextLink
          to="/records/$object"
          params={{ object: other.name }}
          search={{ filter: { ...filter } }}
          size="xs"
        >
          All {countWords(page.total)}
        </TextLink>
      )}
      <AddRelated
        meta={other}
        preset={{ [link]: record.id }}
        presetWords={titleOf(record)}
        opened={isAdding}
        onClose={adding.close}
      />
    </section>
  );
}
