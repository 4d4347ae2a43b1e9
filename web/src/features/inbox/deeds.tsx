/** What a member of staff can do with the open conversation; the likely next step stands out. */
import { Button } from "@mantine/core";
import { assign, release, reopen, take } from "../../api/inbox-deeds";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { usePageKeys } from "../../design/use-page-keys";
import { AssignMenu } from "./assign-menu";
import { LabelMenu } from "./label-menu";
import { MoreMenu } from "./more-menu";
import { ResolveButton } from "./resolve-button";
import { SnoozeMenu } from "./snooze-menu";
import { useDeed } from "./use-deed";

export function Deeds({ conversation }: { conversation: InboxConversation }) {
  if (conversation.merged_into !== null) return <MoreMenu conversation={conversation} />;
  return (
    <>
      <NextStep conversation={conversation} />
      {conversation.state !== "resolved" && (
        <>
          <ResolveButton conversation={conversation} />
          <AssignMenu conversation={conversation} />
          <SnoozeMenu conversation={conversation} />
        </>
      )}
      <LabelMenu conversation={conversation} />
      <MoreMenu conversation={conversation} />
    </>
  );
}

function NextStep({ conversation }: { conversation: InboxConversation }) {
  const me = useMe();
  const deed = useDeed();
  const { id, state, assigned_to } = conversation;
  const isMine = state === "human" && assigned_to === me.id;
  const isTaken = state === "human" && assigned_to !== null && !isMine;
  const takeIt = () => deed.run({ run: () => (isTaken ? assign(id, me.id) : take(id)) });
  usePageKeys(isMine || state === "resolved" ? {} : { t: takeIt });
  if (state === "resolved") {
    return (
      <Button
        size="xs"
        variant="default"
        loading={deed.isRunning}
        onClick={() => deed.run({ run: () => reopen(id) })}
      >
        Reopen
      </Button>
    );
  }
  if (isMine) {
    return (
      <Button
        size="xs"
        variant="default"
        loading={deed.isRunning}
        onClick={() => deed.run({ run: () => release(id) })}
      >
        Hand back
      </Button>
    );
  }
  return (
    <Button size="xs" variant={isTaken ? "default" : "filled"} loading={deed.isRunning} onClick={takeIt}>
      {isTaken ? "Take over" : "Take"}
    </Button>
  );
}
