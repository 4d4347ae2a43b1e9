/** One stage: its count and sum, its cards, and more of them as it is scrolled. */
import { useDroppable } from "@dnd-kit/core";
import { Button, Text, VisuallyHidden } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useEffect, useId, useRef, useState } from "react";
import { useMe } from "../../api/me";
import { type CrmRecord, fieldOf, type ObjectMeta } from "../../api/objects";
import type { BoardColumn as Column } from "../../api/record-shapes";
import { moneyText } from "../../design/fields/field-words";
import { countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./board.module.css";
import { BoardCard } from "./board-card";

interface BoardColumnProps {
  id: string;
  meta: ObjectMeta;
  column: Column;
  /** All of them: a card may be sent to any other. */
  columns: Column[];
  /** True while a card of another column is dragged. */
  isGoal: boolean;
  onMove?: (record: CrmRecord, to: string | null) => void;
  onMore: (column: Column) => Promise<void>;
}

export function BoardColumn({ id, meta, column, columns, isGoal, onMove, onMore }: BoardColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id });
  const headingId = useId();
  const list = useRef<HTMLUListElement>(null);
  return (
    <section
      ref={setNodeRef}
      className={classes.column}
      data-over={isOver && isGoal}
      aria-labelledby={headingId}
    >
      <ColumnHead id={headingId} meta={meta} column={column} />
      <ul ref={list} className={classes.cards}>
        {column.items.map((record) => (
          <BoardCard
            key={record.id}
            meta={meta}
            record={record}
            column={column}
            columns={columns}
            onMove={onMove}
          />
        ))}
        {column.items.length === 0 && (
          <li>
            <Text c="dimmed" size="xs" p="xs">
              Nothing here
            </Text>
          </li>
        )}
        {column.next !== null && <More key={column.next} column={column} root={list} onMore={onMore} />}
      </ul>
    </section>
  );
}

function ColumnHead({ id, meta, column }: { id: string; meta: ObjectMeta; column: Column }) {
  const { currency } = useMe().workspace;
  const summed = meta.board?.value && fieldOf(meta, meta.board.value);
  return (
    <div className={classes.head}>
      <h2 id={id} className={classes.stage}>
        {column.label}
      </h2>
      <span className={classes.count}>
        {countWords(column.count)}
        <VisuallyHidden component="span">
          {" "}
          {(column.count === 1 ? meta.label : meta.label_plural).toLowerCase()}
        </VisuallyHidden>
      </span>
      {column.sum !== null && (
        <span className={classes.sum} title={summed ? `Sum of ${summed.label.toLowerCase()}` : undefined}>
          {moneyText(column.sum, currency)}
        </span>
      )}
    </div>
  );
}

interface MoreProps {
  column: Column;
  root: React.RefObject<HTMLUListElement | null>;
  onMore: (column: Column) => Promise<void>;
}

/** Reads on when it comes into sight; the button is for the keyboard and for a second try. */
function More({ column, root, onMore }: MoreProps) {
  const { ref, entry } = useIntersection({ root: root.current, rootMargin: "200px 0px" });
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const isInSight = entry?.isIntersecting === true;

  async function read() {
    setReading(true);
    setError(null);
    try {
      await onMore(column);
    } catch (reason) {
      setError(reason);
    } finally {
      setReading(false);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it comes into sight
  useEffect(() => {
    if (isInSight && !isReading) void read();
  }, [isInSight]);

  return (
    <li ref={ref}>
      {error !== null && <ProblemNotice error={error} />}
      <Button variant="subtle" size="compact-xs" fullWidth loading={isReading} onClick={() => void read()}>
        Show more
      </Button>
    </li>
  );
}
