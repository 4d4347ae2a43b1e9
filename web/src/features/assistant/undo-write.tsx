/** Takes one write back, or does it again; where that is not possible any more it says why. */
import { Button, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { undoStateQuery } from "../../api/assistant";
import { undo } from "../../api/record-writes";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./blocks.module.css";
import { useForget } from "./use-forget";

interface UndoWriteProps {
  undoId: string;
  /** What was written, for those who do not see where the button stands: "3 leads changed". */
  words: string;
  /** What the way back and the way forth are called. */
  deeds?: { back: string; forth: string };
}

const usualDeeds = { back: "Undo", forth: "Redo" };

export function UndoWrite({ undoId, words, deeds = usualDeeds }: UndoWriteProps) {
  const forget = useForget();
  /** The undo of the last step, and whether the write stands; each step gives the way back. */
  const [step, setStep] = useState({ undoId: undoId as string | null, isTakenBack: false });
  const state = useQuery({ ...undoStateQuery(undoId), enabled: step.undoId === undoId });
  const take = useMutation({
    mutationFn: undo,
    onSuccess: ({ items, undoId: next }) => {
      setStep({ undoId: next, isTakenBack: !step.isTakenBack });
      forget(items.map(({ object }) => object));
    },
  });
  const isPossible = step.undoId !== undoId || state.data?.can_undo === true;
  const { isTakenBack } = step;
  const DeedIcon = isTakenBack ? IconArrowForwardUp : IconArrowBackUp;
  const deed = isTakenBack ? deeds.forth : deeds.back;
  return (
    <>
      <span className={classes.undo}>
        <Text span size="xs" c="dimmed" role="status">
          {isTakenBack ? "Undone" : ""}
        </Text>
        {isPossible && step.undoId !== null && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<DeedIcon size={14} aria-hidden="true" />}
            loading={take.isPending}
            aria-label={`${deed}: ${words}`}
            onClick={() => step.undoId !== null && take.mutate(step.undoId)}
          >
            {deed}
          </Button>
        )}
        {!isPossible && state.data?.reason && (
          <Text span size="xs" c="dimmed">
            {state.data.reason}
          </Text>
        )}
      </span>
      {take.isError && <ProblemNotice error={take.error} />}
    </>
  );
}
