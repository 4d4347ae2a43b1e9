/** An answer with its source marks as small numbered notes; each opens its passage where a page lets it. */
import type { CitedPassage } from "../api/types";
import classes from "./answer-text.module.css";
import { linkedParts } from "./links";
import { answerParts } from "./source-notes";

/** Keeps a note on the line of the word before it. */
const wordJoiner = "\u2060";

interface AnswerTextProps {
  text: string;
  sources: CitedPassage[];
  onOpenSource?: (source: CitedPassage) => void;
}

export function AnswerText({ text, sources, onOpenSource }: AnswerTextProps) {
  let offset = 0;
  return (
    <p className={classes.text}>
      {answerParts(text, sources.length).map((part) => {
        const key = offset;
        offset += part.kind === "text" ? part.text.length : 1;
        if (part.kind === "text") return <Linked key={key} text={part.text} />;
        const source = sources[part.number - 1];
        return source ? (
          <span key={key}>
            {wordJoiner}
            <SourceNote number={part.number} source={source} onOpen={onOpenSource} />
          </span>
        ) : null;
      })}
    </p>
  );
}

/** A text with its addresses as links. */
export function Linked({ text }: { text: string }) {
  let offset = 0;
  return linkedParts(text).map((part) => {
    const key = offset;
    offset += part.text.length;
    if (part.kind === "text") return <span key={key}>{part.text}</span>;
    return (
      <a key={key} href={part.address} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    );
  });
}

interface SourceNoteProps {
  number: number;
  source: CitedPassage;
  onOpen?: (source: CitedPassage) => void;
}

function SourceNote({ number, source, onOpen }: SourceNoteProps) {
  if (!onOpen) {
    return (
      <span className={classes.note} title={source.title}>
        {number}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes.note}
      aria-label={`Source ${number}: ${source.title}`}
      onClick={() => onOpen(source)}
    >
      {number}
    </button>
  );
}
