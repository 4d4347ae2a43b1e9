/** Where a proposal stands: waiting, answered or too late; and how its question is put; pure. */
import type { Proposal, ProposalItem, ProposalStatus } from "../../api/assistant-shapes";
import type { ObjectMeta } from "../../api/objects";
import type { FieldChange } from "../../api/record-shapes";
import { countedRecords } from "./turn-words";

/** What the server knows, and what the clock adds to it; undefined while the server has not said. */
export function proposalState(
  { expires_at }: Pick<Proposal, "expires_at">,
  known: ProposalStatus | undefined,
  now: Date,
): ProposalStatus | undefined {
  if (known !== "open") return known;
  return new Date(expires_at) <= now ? "expired" : "open";
}

export const stateMarks: Record<
  Exclude<ProposalStatus, "open">,
  { shape: string; tone: string; words: string }
> = {
  confirmed: { shape: "✓", tone: "success", words: "Confirmed" },
  rejected: { shape: "■", tone: "quiet", words: "Cancelled, nothing was done" },
  conflict: { shape: "◆", tone: "warning", words: "Changed meanwhile, nothing was done" },
  expired: { shape: "○", tone: "quiet", words: "Too late to confirm, nothing was done" },
};

/** "Move 7 tasks to the trash": a question with a question mark behind it, and the words of its button. */
export function deedWords({ verb, object, count }: Proposal, objects: readonly ObjectMeta[]): string {
  const records = countedRecords(count, object, objects);
  const deeds: Record<Proposal["verb"], string> = {
    create: `Create ${records}`,
    update: `Change ${records}`,
    delete: `Move ${records} to the trash`,
    merge: `Merge ${records}`,
    send_email: count === 1 ? "Send this email" : `Send ${records}`,
  };
  return deeds[verb];
}

/** What changes of a record; of one that goes there is nothing to compare. */
export function changesOf({ before, after, labels }: ProposalItem): FieldChange[] {
  return Object.entries(after).map(([field, value]) => ({
    field,
    old: before[field] ?? null,
    new: value,
    old_label: labels[field]?.before,
    new_label: labels[field]?.after,
  }));
}

/** "12 min", "40 s": how long a yes still counts. */
export function leftWords(expiresAt: string, now: Date): string {
  const seconds = Math.max(0, Math.round((new Date(expiresAt).getTime() - now.getTime()) / 1000));
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min` : `${seconds} s`;
}
