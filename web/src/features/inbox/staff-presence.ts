/** Which colleagues have which conversation open, and who writes where; told by the inbox's line, kept nowhere. */
import type { LiveFrame } from "../../api/live";

export interface StaffThere {
  id: number;
  name: string;
  writesUntil: number;
}

export type Presence = ReadonlyMap<string, readonly StaffThere[]>;

const believedFor = 6_000;

export function presenceAfter(presence: Presence, frame: LiveFrame, now: number): Presence {
  if (frame.type !== "presence" && frame.type !== "typing") return presence;
  const actor = frame.metadata.actor as { id: number; name: string } | undefined;
  const conversation = frame.metadata.conversation_id;
  if (actor === undefined || typeof conversation !== "string") return presence;
  const there = presence.get(conversation) ?? [];
  const before = there.find(({ id }) => id === actor.id);
  const others = there.filter(({ id }) => id !== actor.id);
  const isAway = frame.type === "presence" && frame.content === "away";
  const writesUntil =
    frame.type === "typing" ? (frame.content === "off" ? 0 : now + believedFor) : (before?.writesUntil ?? 0);
  const after = isAway ? others : [...others, { id: actor.id, name: actor.name, writesUntil }];
  return new Map([...presence, [conversation, after]]);
}

/** "Meera is here", "Meera is writing", for the others than me; null where nobody is. */
export function presenceWords(
  there: readonly StaffThere[] | undefined,
  myId: number,
  now: number,
): string | null {
  const others = there?.filter(({ id }) => id !== myId) ?? [];
  const [first] = others;
  if (first === undefined) return null;
  const writer = others.find(({ writesUntil }) => writesUntil > now);
  if (writer) return `${writer.name || "A colleague"} is writing`;
  if (others.length > 1) return `${others.length} colleagues are here`;
  return `${first.name || "A colleague"} is here`;
}
