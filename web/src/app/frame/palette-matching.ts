/** Which commands fit the words typed so far; the best first. */
import { folded, startsAWord } from "../../design/word-matching";

export interface Matchable {
  label: string;
  /** Other words by which people look for it. */
  keywords?: readonly string[];
}

/** Every word typed must begin a word of the label or of the keywords. Commands whose label begins with the words come first. */
export function matching<Command extends Matchable>(commands: readonly Command[], words: string): Command[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...commands];
  const fitting = commands.filter((command) => {
    const text = folded([command.label, ...(command.keywords ?? [])].join(" "));
    return wanted.every((word) => startsAWord(text, word));
  });
  const begins = (command: Command) => folded(command.label).startsWith(wanted.join(" "));
  return [...fitting.filter(begins), ...fitting.filter((command) => !begins(command))];
}
