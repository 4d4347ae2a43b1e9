/** The bell: how much is new to the one who is signed in, live, and what it is. */
import { ActionIcon, Popover, UnstyledButton } from "@mantine/core";
import { type Icon, IconAlertTriangle, IconAt, IconBell, IconClock, IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Notification } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { markRead, notificationsKey, notificationsQuery, unreadQuery } from "../../api/notifications";
import { LoadingRows } from "../../design/loading-rows";
import { counted } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { Tip } from "../../design/tip";
import { When } from "../../design/when";
import classes from "./bell.module.css";
import { useToldLive } from "./use-told-live";

const mostCounted = 99;

export function Bell() {
  const [isOpen, setOpen] = useState(false);
  const unread = useQuery(unreadQuery).data ?? 0;
  useToldLive();
  const label = unread === 0 ? "Notifications" : `Notifications: ${counted(unread, "new one")}`;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={360}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Tip label="Notifications" isOpen={isOpen}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            className={classes.bell}
            aria-label={label}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconBell size={18} stroke={1.6} aria-hidden="true" />
            {unread > 0 && (
              <span className={classes.count} aria-hidden="true">
                {unread > mostCounted ? `${mostCounted}+` : unread}
              </span>
            )}
          </ActionIcon>
        </Popover.Target>
      </Tip>
      <Popover.Dropdown p={0} maw="calc(100vw - 16px)">
        {isOpen && <Told onClose={() => setOpen(false)} hasUnread={unread > 0} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Told({ onClose, hasUnread }: { onClose: () => void; hasUnread: boolean }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const read = useQuery({ ...notificationsQuery, staleTime: 0 });
  const mark = useMutation({
    mutationFn: markRead,
    onSettled: () => queryClient.invalidateQueries({ queryKey: notificationsKey }),
  });

  function open({ id, conversation_id, seq, read_at }: Notification) {
    if (read_at === null) mark.mutate([id]);
    onClose();
    if (conversation_id === null) return;
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: conversation_id },
      hash: seq === null ? undefined : `event-${seq}`,
    });
  }

  return (
    <>
      <div className={classes.head}>
        <h2>Notifications</h2>
        {hasUnread && (
          <UnstyledButton className={classes.all} onClick={() => mark.mutate("all")}>
            Mark all as read
          </UnstyledButton>
        )}
      </div>
      <div className={classes.region}>
        {read.isPending && <LoadingRows rows={4} />}
        {read.isError && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {read.data?.length === 0 && (
          <p className={classes.nothing}>
            Nothing yet. When a colleague names you in a note, you are given a conversation, or a customer
            waits, you are told here.
          </p>
        )}
        <ul className={classes.list}>
          {read.data?.map((notification) => (
            <li key={notification.id}>
              <OneNotification notification={notification} onOpen={() => open(notification)} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

const icons: Record<Notification["kind"], Icon> = {
  mention: IconAt,
  assigned: IconUserPlus,
  waiting: IconClock,
  raised: IconAlertTriangle,
};

function OneNotification({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { time_zone } = useMe().workspace;
  const { kind, words, actor_name, created_at, read_at } = notification;
  const KindIcon = icons[kind];
  return (
    <UnstyledButton className={classes.told} data-unread={read_at === null || undefined} onClick={onOpen}>
      <KindIcon size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.words}>
        <span className={classes.kind}>{kindWords(kind, actor_name)}</span>
        <span>{words}</span>
        <span className={classes.time}>
          <When at={created_at} timeZone={time_zone} />
          {read_at === null && " · new"}
        </span>
      </span>
    </UnstyledButton>
  );
}

function kindWords(kind: Notification["kind"], actor: string): string {
  if (kind === "mention") return `${actor || "A colleague"} named you in a note`;
  if (kind === "assigned")
    return actor ? `${actor} gave you a conversation` : "You were given a conversation";
  return kind === "raised" ? "A customer still waits" : "A customer waits for a person";
}
