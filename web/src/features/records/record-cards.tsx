/** The records on a phone: each a card with its title and what matters most; a tap opens it. */
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type CrmRecord, dataOf, type FieldMeta, fieldOf, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { isEmpty } from "../../design/fields/field-words";
import { isLate } from "../../design/fields/lateness";
import { counted } from "../../design/number-words";
import classes from "./records.module.css";
import type { RecordsView } from "./use-records-page";

const guessedHeight = 76;
const shownFacts = 4;
const readAhead = 10;

interface RecordCardsProps {
  page: RecordsView;
  items: CrmRecord[];
  total: number;
  hasMore: boolean;
  isReading: boolean;
  onMore: () => void;
}

export function RecordCards({ page, items, total, hasMore, isReading, onMore }: RecordCardsProps) {
  const { meta, state } = page;
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => guessedHeight,
    overscan: 6,
    scrollMargin: top,
  });
  const inSight = rows.getVirtualItems();
  const isNear = (inSight.at(-1)?.index ?? 0) >= items.length - readAhead;
  useEffect(() => {
    if (isNear && hasMore) onMore();
  }, [isNear, hasMore, onMore]);
  const facts = state.columns
    .flatMap((name) => fieldOf(meta, name) ?? [])
    .filter((field) => !meta.title_fields.includes(field.name));
  return (
    <div>
      <Text c="dimmed" size="xs" mb={4} className="figures">
        {counted(total, meta.label.toLowerCase(), meta.label_plural.toLowerCase())}
      </Text>
      <div ref={list} className={classes.cards} style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const record = items[index];
          return (
            record && (
              <div
                key={record.id}
                ref={rows.measureElement}
                data-index={index}
                className={classes.place}
                style={{ transform: `translateY(${start - top}px)` }}
              >
                <RecordCard page={page} record={record} facts={facts} />
              </div>
            )
          );
        })}
      </div>
      {isReading && (
        <Text c="dimmed" size="xs" role="status">
          Reading more
        </Text>
      )}
    </div>
  );
}

interface RecordCardProps {
  page: RecordsView;
  record: CrmRecord;
  facts: FieldMeta[];
}

function RecordCard({ page, record, facts }: RecordCardProps) {
  const shown = facts
    .filter((field) => !isEmpty(dataOf(record, field.name)) && !isSaidBefore(facts, field, record))
    .slice(0, shownFacts);
  function onClick(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    page.open(record.id);
  }
  return (
    <div className={classes.card}>
      <Link
        to="/records/$object/$id"
        params={{ object: page.meta.name, id: String(record.id) }}
        preload={false}
        className={classes.cardTitle}
        onClick={onClick}
      >
        {titleOf(record)}
      </Link>
      <div className={classes.facts}>
        {shown.map((field) => (
          <span key={field.name} className={classes.fact}>
            <span className={classes.hidden}>{field.label}: </span>
            <FieldValue
              field={field}
              record={record}
              isPlain
              isLate={isLate(page.meta, record, field, new Date())}
            />
          </span>
        ))}
      </div>
    </div>
  );
}

/** The lead and the contact of a deal are mostly one person: once is enough on a card. */
function isSaidBefore(facts: FieldMeta[], field: FieldMeta, record: CrmRecord): boolean {
  const label = record.labels[field.name];
  const before = facts.slice(0, facts.indexOf(field));
  return label !== undefined && before.some((one) => record.labels[one.name] === label);
}
