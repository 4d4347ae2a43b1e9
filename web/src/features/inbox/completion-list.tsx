/** What fits the words behind `/` or `@`: walked with the arrows, taken with Enter or Tab, while the caret stays. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { type Ref, useImperativeHandle, useState } from "react";
import { savedRepliesQuery } from "../../api/inbox";
import { renderedReply } from "../../api/inbox-deeds";
import type { Member } from "../../api/members";
import { showDone, showProblem } from "../../design/toasts";
import { fitting, type Trigger } from "./completion";
import classes from "./composer.module.css";

const mostShown = 8;

export interface CompletionHandle {
  /** True where the key was for the list. */
  press: (key: string) => boolean;
}

interface CompletionListProps {
  ref: Ref<CompletionHandle>;
  trigger: Trigger;
  conversationId: string;
  colleagues: Member[];
  onChoose: (inserted: string) => void;
}

interface Offer {
  key: string;
  title: string;
  about: string;
  take: () => void;
}

export function CompletionList({ ref, trigger, conversationId, colleagues, onChoose }: CompletionListProps) {
  const isReplies = trigger.sign === "/";
  const replies = useQuery({ ...savedRepliesQuery, enabled: isReplies });
  const render = useMutation({
    mutationFn: (replyId: number) => renderedReply(replyId, conversationId),
    onSuccess: ({ content, missing }) => {
      onChoose(content);
      if (missing.length > 0)
        showDone(`Not known, fill it in yourself: ${missing.join(", ").replaceAll("_", " ")}`);
    },
    onError: showProblem,
  });
  const offers = isReplies
    ? fitting(replies.data?.items ?? [], trigger.words, ({ shortcut, title }) => [shortcut, title]).map(
        (reply): Offer => ({
          key: `reply-${reply.id}`,
          title: `/${reply.shortcut}`,
          about: reply.title,
          take: () => render.mutate(reply.id),
        }),
      )
    : fitting(colleagues, trigger.words, ({ name }) => [name]).map(
        (member): Offer => ({
          key: `member-${member.id}`,
          title: member.name,
          about: "",
          take: () => onChoose(`@${member.name}`),
        }),
      );
  return (
    <Offers
      ref={ref}
      key={trigger.words}
      offers={offers.slice(0, mostShown)}
      isReplies={isReplies}
      isRead={!isReplies || replies.isSuccess}
    />
  );
}

interface OffersProps {
  ref: Ref<CompletionHandle>;
  offers: Offer[];
  isReplies: boolean;
  isRead: boolean;
}

function Offers({ ref, offers, isReplies, isRead }: OffersProps) {
  const [active, setActive] = useState(0);
  useImperativeHandle(ref, () => ({
    press: (key) => {
      if (offers.length === 0) return false;
      if (key === "ArrowDown") setActive((active + 1) % offers.length);
      else if (key === "ArrowUp") setActive((active - 1 + offers.length) % offers.length);
      else if (key === "Enter" || key === "Tab") offers[active]?.take();
      else return false;
      return true;
    },
  }));
  const name = isReplies ? "Saved replies" : "Colleagues";
  if (offers.length === 0) {
    if (!isRead) return null;
    return (
      <p className={classes.completions} role="status">
        {isReplies ? "No saved reply begins like this" : "No colleague is called like this"}
      </p>
    );
  }
  return (
    <div id="completions" className={classes.completions} role="listbox" aria-label={name}>
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the field, where the caret stays
        <div
          key={offer.key}
          id={index === active ? "completion-active" : undefined}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setActive(index)}
          onClick={offer.take}
        >
          <span className={classes.offerTitle}>{offer.title}</span>
          <span className={classes.offerAbout}>{offer.about}</span>
        </div>
      ))}
    </div>
  );
}
