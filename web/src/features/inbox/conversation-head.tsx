/** Whose conversation this is, where it stands, and what can be done with it. */
import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowLeft,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
} from "@tabler/icons-react";
import type { InboxConversation } from "../../api/inbox-shapes";
import { mayAnswer, useMe } from "../../api/me";
import { StateMark } from "../../design/marks";
import { timeWords } from "../../design/time-words";
import classes from "./conversation.module.css";
import { Deeds } from "./deeds";
import { LabelMark } from "./label-mark";
import { nameOfCustomer } from "./row-words";
import type { LiveConversation } from "./use-live-conversation";
import { reasonWords } from "./view-words";

interface ConversationHeadProps {
  conversation: InboxConversation;
  live: LiveConversation;
  /** Where the list does not stand beside it. */
  onBack?: () => void;
  hasDetails: boolean;
  onDetails: () => void;
}

export function ConversationHead({
  conversation,
  live,
  onBack,
  hasDetails,
  onDetails,
}: ConversationHeadProps) {
  const me = useMe();
  const DetailsIcon = hasDetails ? IconLayoutSidebarRightCollapse : IconLayoutSidebarRightExpand;
  const detailsLabel = hasDetails ? "Hide the details" : "Show the details";
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        {onBack && (
          <ActionIcon variant="subtle" color="gray" size={36} aria-label="Back to the list" onClick={onBack}>
            <IconArrowLeft size={18} aria-hidden="true" />
          </ActionIcon>
        )}
        <div className={classes.names}>
          <h2>{nameOfCustomer(conversation)}</h2>
          <Facts conversation={conversation} live={live} />
        </div>
      </div>
      <div className={classes.deeds}>
        {mayAnswer(me) && <Deeds conversation={conversation} />}
        <Tooltip label={detailsLabel}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={detailsLabel}
            aria-expanded={hasDetails}
            onClick={onDetails}
          >
            <DetailsIcon size={18} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function Facts({ conversation, live }: Pick<ConversationHeadProps, "conversation" | "live">) {
  const { time_zone } = useMe().workspace;
  const { assigned_to_name, snoozed_until, resolve_reason, labels, late } = conversation;
  const isHere = live.people.some(({ kind }) => kind === "customer");
  return (
    <div className={classes.facts}>
      {late && <span className={classes.late}>Late</span>}
      <StateMark state={conversation.state} />
      {assigned_to_name && <span>{assigned_to_name}</span>}
      {resolve_reason && <span>{reasonWords[resolve_reason]}</span>}
      {snoozed_until && <span>asleep until {timeWords(snoozed_until, new Date(), time_zone)}</span>}
      <span>{conversation.bot_name}</span>
      {isHere && <span className={classes.here}>● customer is here</span>}
      {labels.map((label) => (
        <LabelMark key={label.id} label={label} />
      ))}
    </div>
  );
}
