/** A record as a card: title, value, contact, age; it is dragged as a whole, or moved by its handle. */
import { useDraggable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMe } from "../../api/me";
import { type CrmRecord, dataOf, fieldOf, type ObjectMeta, titleOf } from "../../api/objects";
import type { BoardColumn } from "../../api/record-shapes";
import { valueText } from "../../design/fields/field-words";
import { exactTime } from "../../design/time-words";
import classes from "./board.module.css";
import { ageWords, companionOf, lateWords } from "./card-words";

interface BoardCardProps {
  meta: ObjectMeta;
  record: CrmRecord;
  column: BoardColumn;
  columns: BoardColumn[];
  onMove?: (record: CrmRecord, to: string | null) => void;
}

export function BoardCard({ meta, record, column, columns, onMove }: BoardCardProps) {
  const drag = useDraggable({ id: record.id, disabled: onMove === undefined });
  const { onKeyDown, ...pointing } = drag.listeners ?? {};
  return (
    <li
      ref={drag.setNodeRef}
      className={classes.card}
      data-gone={drag.isDragging}
      data-movable={onMove !== undefined}
      {...pointing}
    >
      <CardFace meta={meta} record={record} isLink />
      {onMove && (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon
              ref={drag.setActivatorNodeRef}
              className={classes.handle}
              data-handle={record.id}
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Move ${titleOf(record)}`}
              aria-roledescription="draggable"
              aria-describedby={drag.attributes["aria-describedby"]}
              onKeyDown={onKeyDown as React.KeyboardEventHandler | undefined}
            >
              <IconGripVertical size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Move to</Menu.Label>
            {columns
              .filter(({ value }) => value !== column.value)
              .map((goal) => (
                <Menu.Item key={goal.value ?? ""} onClick={() => onMove(record, goal.value)}>
                  {goal.label}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

interface CardFaceProps {
  meta: ObjectMeta;
  record: CrmRecord;
  isLink?: boolean;
}

export function CardFace({ meta, record, isLink = false }: CardFaceProps) {
  const { workspace } = useMe();
  const now = new Date();
  const money = meta.board?.value ? fieldOf(meta, meta.board.value) : undefined;
  const currency = typeof record.currency === "string" ? record.currency : workspace.currency;
  const companion = companionOf(record);
  const late = lateWords(meta, record, now, workspace.time_zone);
  return (
    <>
      {isLink ? (
        <Link
          to="."
          search={(search) => ({ ...search, open: `${meta.name}:${record.id}` })}
          resetScroll={false}
          className={classes.title}
          draggable={false}
        >
          {titleOf(record)}
        </Link>
      ) : (
        <span className={classes.title}>{titleOf(record)}</span>
      )}
      <span className={classes.small}>
        {companion && <span className={classes.companion}>{companion}</span>}
        <span className={classes.age} title={`Created ${exactTime(record.created_at, workspace.time_zone)}`}>
          {ageWords(record.created_at, now)}
        </span>
      </span>
      <span className={classes.foot}>
        {money && (
          <span className={classes.money}>{valueText(money, dataOf(record, money.name), { currency })}</span>
        )}
        {late && <span className={classes.late}>{late}</span>}
      </span>
    </>
  );
}
