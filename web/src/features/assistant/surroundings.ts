/** What the parts of an answer need of where they stand: room, a way to open records, a way to say something. */
import { createContext, useContext } from "react";

export interface Surroundings {
  /** In the panel or on a phone: records stand as cards, not as a table. */
  isNarrow: boolean;
  openRecord: (object: string, id: number) => void;
  say: (message: string) => void;
  /** True while an answer is awaited. */
  isBusy: boolean;
}

const AnswerSurroundings = createContext<Surroundings | null>(null);

export const SurroundAnswers = AnswerSurroundings.Provider;

export function useSurroundings(): Surroundings {
  const found = useContext(AnswerSurroundings);
  if (found === null) throw new Error("An answer stands outside of a conversation.");
  return found;
}
