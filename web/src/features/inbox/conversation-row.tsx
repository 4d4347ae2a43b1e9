/** One conversation in the list: who, about what, since when nobody answers, how it sounds, whose it is. */
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { InboxConversation } from "../../api/inbox-shapes";
import type { InboxView } from "../../api/inbox-view";
import { useMe } from "../../api/me";
import { stateWords } from "../../design/conversation-words";
import { CategoryMark, PriorityMark, SentimentMark } from "../../design/marks";
import { exactTime, timeWords } from "../../design/time-words";
import { LabelMark } from "./label-mark";
import classes from "./list.module.css";
import { ageOf, ageWords, nameOfCustomer } from "./row-words";

interface ConversationRowProps {
  conversation: InboxConversation;
  view: InboxView;
  now: Date;
  /** Which colleague is in it. */
  presence: string | null;
  isOpen: boolean;
  isChosen: boolean;
  /** The row that Tab leads to. */
  isReached: boolean;
  onChoose: (isReach: boolean) => void;
}

export function ConversationRow(props: ConversationRowProps) {
  const { conversation, view, presence, isOpen, isChosen, isReached, onChoose } = props;
  const name = nameOfCustomer(conversation);
  return (
    <div
      className={classes.row}
      data-conversation={conversation.id}
      data-open={isOpen || undefined}
      data-chosen={isChosen || undefined}
      data-late={conversation.late || undefined}
    >
      <Checkbox
        size="xs"
        className={classes.check}
        aria-label={`Select ${name}`}
        checked={isChosen}
        tabIndex={-1}
        onChange={(event) => onChoose((event.nativeEvent as MouseEvent).shiftKey === true)}
      />
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(now) => ({ ...view, details: now.details })}
        resetScroll={false}
        className={classes.link}
        tabIndex={isReached ? 0 : -1}
        aria-current={isOpen ? "true" : undefined}
      >
        <span className={classes.line}>
          <span className={classes.name}>{name}</span>
          <Age {...props} />
        </span>
        <span className={classes.words}>{conversation.first_words || "No words yet"}</span>
        <Facts conversation={conversation} presence={presence} />
      </Link>
    </div>
  );
}

function Age({ conversation, now }: ConversationRowProps) {
  const { time_zone } = useMe().workspace;
  const { at, isUnanswered } = ageOf(conversation);
  return (
    <span
      className={classes.age}
      data-unanswered={isUnanswered || undefined}
      title={exactTime(at, time_zone)}
    >
      {conversation.late && <strong>Late </strong>}
      {isUnanswered && !conversation.late && <span className={classes.hidden}>Unanswered for </span>}
      {isUnanswered ? ageWords(at, now) : timeWords(at, now, time_zone)}
    </span>
  );
}

function Facts({ conversation, presence }: Pick<ConversationRowProps, "conversation" | "presence">) {
  const { state, priority, sentiment, category, labels, assigned_to_name } = conversation;
  return (
    <span className={classes.facts}>
      <span className={classes.state} data-state={state}>
        {state === "human" ? `With ${assigned_to_name ?? "a person"}` : shortStates[state]}
      </span>
      {presence && <span className={classes.presence}>{presence}</span>}
      {priority !== null && <PriorityMark priority={priority} />}
      {sentiment !== null && <SentimentMark sentiment={sentiment} />}
      {category !== null && <CategoryMark category={category} />}
      {labels.map((label) => (
        <LabelMark key={label.id} label={label} />
      ))}
    </span>
  );
}

const shortStates = { ...stateWords, bot: "Assistant", waiting: "Waiting" };
