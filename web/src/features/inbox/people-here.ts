/** Who else has the conversation open, and who writes in it; told live, kept nowhere, forgotten when the line is cut. */
import type { LiveFrame } from "../../api/live";

export interface PersonHere {
  kind: "customer" | "bot" | "staff";
  name: string;
  /** Until when to believe that they write; typing is told again while it goes on. */
  writesUntil: number;
}

const believedFor = 6_000;

export function afterFrame(
  people: readonly PersonHere[],
  frame: LiveFrame,
  now: number,
): readonly PersonHere[] {
  if (frame.type !== "presence" && frame.type !== "typing") return people;
  const actor = frame.metadata.actor as { kind: PersonHere["kind"]; name: string } | undefined;
  if (actor === undefined) return people;
  const others = people.filter((person) => !isSame(person, actor));
  if (frame.type === "presence" && frame.content === "away") return others;
  const before = people.find((person) => isSame(person, actor));
  const isWriting = frame.type === "typing" && frame.content !== "off";
  const writesUntil = isWriting
    ? now + believedFor
    : frame.type === "presence"
      ? (before?.writesUntil ?? 0)
      : 0;
  // A bot is nowhere: it is told of only while it writes.
  if (actor.kind === "bot" && writesUntil === 0) return others;
  return [...others, { ...actor, writesUntil }];
}

/** What they have sent is written. */
export function afterMessage(
  people: readonly PersonHere[],
  actor: { kind: string; name: string },
): readonly PersonHere[] {
  return people.flatMap((person) => {
    if (person.kind !== actor.kind || person.name !== actor.name) {
      return person.kind === "bot" && actor.kind === "bot" ? [] : [person];
    }
    return person.kind === "bot" ? [] : [{ ...person, writesUntil: 0 }];
  });
}

export function stillWriting(people: readonly PersonHere[], now: number): PersonHere[] {
  return people.filter((person) => person.writesUntil > now);
}

/** "Asha is writing", "Asha and Meera are writing". */
export function writingWords(writing: readonly PersonHere[]): string | null {
  const names = writing.map((person) => nameOf(person));
  if (names.length === 0) return null;
  if (names.length === 1) return `${names[0]} is writing`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are writing`;
}

export function nameOf({ kind, name }: Pick<PersonHere, "kind" | "name">): string {
  if (kind === "bot") return "The assistant";
  return name || (kind === "customer" ? "The customer" : "A colleague");
}

function isSame(person: PersonHere, actor: { kind: string; name: string }): boolean {
  return person.kind === actor.kind && person.name === actor.name;
}
