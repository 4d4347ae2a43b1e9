/** What is being typed ahead in the composer: `/refund` for a saved reply, `@mee` for a colleague; pure. */

export interface Trigger {
  sign: "/" | "@";
  /** What stands behind the sign. */
  words: string;
  /** Where the sign stands in the text, and where the caret. */
  from: number;
  to: number;
}

const pattern = /(?:^|[\s(])([/@])([\p{L}\p{N}._-]*)$/u;

export function triggerAt(text: string, caret: number): Trigger | null {
  const found = pattern.exec(text.slice(0, caret));
  if (found === null) return null;
  const [, sign, words = ""] = found;
  return { sign: sign as "/" | "@", words, from: caret - words.length - 1, to: caret };
}

export interface Written {
  text: string;
  caret: number;
}

export function completed(text: string, trigger: Trigger, inserted: string): Written {
  const behind = text.slice(trigger.to);
  const gap = /^\s/.test(behind) ? "" : " ";
  const written = text.slice(0, trigger.from) + inserted + gap + behind;
  return { text: written, caret: trigger.from + inserted.length + 1 };
}

interface Named {
  id: number;
  name: string;
}

/** Colleagues whose name stands behind an @, the longest names first so that "@Meera Rao" is not only "@Meera". */
export function mentionedIn(text: string, colleagues: readonly Named[]): number[] {
  let rest = text;
  const found: number[] = [];
  for (const { id, name } of [...colleagues].sort((one, two) => two.name.length - one.name.length)) {
    const mention = `@${name}`;
    if (name === "" || !rest.includes(mention)) continue;
    found.push(id);
    rest = rest.replaceAll(mention, "");
  }
  return found;
}

/** Those that begin with the words before those that hold them elsewhere. */
export function fitting<Item>(
  items: readonly Item[],
  words: string,
  textsOf: (item: Item) => string[],
): Item[] {
  const wanted = words.toLowerCase();
  const rank = (item: Item) => {
    const texts = textsOf(item).map((text) => text.toLowerCase());
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((one) => one.rank < 2)
    .sort((one, two) => one.rank - two.rank)
    .map((one) => one.item);
}
