/** What stands where nothing was said yet: what the assistant is for, and sentences to begin with. */
import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { objectNamed, objectsQuery, titleOf } from "../../api/objects";
import { choicesQuery } from "../../api/records";
import { type ExampleGroup, examplesFor, type Opened } from "./example-sentences";
import classes from "./start.module.css";
import { useSurroundings } from "./surroundings";

interface StartProps {
  opened: Opened | null;
  onWrite: (sentence: string) => void;
}

export function Start({ opened, onWrite }: StartProps) {
  const objects = useQuery(objectsQuery).data ?? [];
  const hasLeads = objectNamed(objects, "leads") !== undefined;
  const [lead] = useQuery({ ...choicesQuery("leads", "", 1), enabled: hasLeads }).data?.items ?? [];
  return (
    <div className={classes.start}>
      <div>
        <Title order={2}>Ask about your records, or say what to do</Title>
        <p className={classes.about}>
          Write as you would to a colleague. Changes can be undone; deleting, changing many and sending wait
          for your yes.
        </p>
      </div>
      {examplesFor(objects, lead && titleOf(lead), opened).map((group) => (
        <Examples key={group.title} group={group} onWrite={onWrite} />
      ))}
    </div>
  );
}

function Examples({ group, onWrite }: { group: ExampleGroup; onWrite: (sentence: string) => void }) {
  const { say, isBusy } = useSurroundings();
  return (
    <fieldset className={classes.group}>
      <legend>{group.title}</legend>
      {group.sentences.map((sentence) => (
        <button
          key={sentence}
          type="button"
          className={classes.example}
          disabled={isBusy}
          onClick={() => (group.isAsking ? say(sentence) : onWrite(sentence))}
        >
          {sentence}
        </button>
      ))}
    </fieldset>
  );
}
