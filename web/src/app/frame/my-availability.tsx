/** Whether the one who is signed in is given new conversations, and how many at a time. */
import { NumberInput, Stack, Switch, Text } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Availability, availabilityQuery, setAvailability, teamQuery } from "../../api/availability";
import { counted } from "../../design/number-words";
import { showProblem } from "../../design/toasts";

const mostAtATime = 1000;
const typingPause = 500;

export function MyAvailability() {
  const read = useQuery(availabilityQuery);
  if (read.data === undefined) return null;
  return <Fields mine={read.data} />;
}

function Fields({ mine }: { mine: Availability }) {
  const queryClient = useQueryClient();
  const [capacity, setCapacity] = useState<number | "">(mine.capacity ?? "");
  const save = useMutation({
    mutationFn: setAvailability,
    onMutate: (values) => queryClient.setQueryData(availabilityQuery.queryKey, { ...mine, ...values }),
    onError: showProblem,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: availabilityQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: teamQuery.queryKey });
    },
  });
  const saveCapacity = useDebouncedCallback((wanted: number | "") => {
    save.mutate({ available: mine.available, capacity: wanted === "" ? null : wanted });
  }, typingPause);
  return (
    <Stack gap={8} px={12} py={8}>
      <Switch
        size="sm"
        label="Available for new conversations"
        checked={mine.available}
        onChange={(event) => save.mutate({ available: event.currentTarget.checked, capacity: mine.capacity })}
      />
      <NumberInput
        size="xs"
        label="At most at a time"
        placeholder="As the bot says"
        min={0}
        max={mostAtATime}
        allowDecimal={false}
        clampBehavior="strict"
        value={capacity}
        onChange={(written) => {
          const wanted = written === "" ? "" : Number(written);
          setCapacity(wanted);
          saveCapacity(wanted);
        }}
        // Letters and arrows typed here are not for the menu around it.
        onKeyDown={(event) => event.key !== "Escape" && event.key !== "Tab" && event.stopPropagation()}
      />
      <Text size="xs" c="dimmed">
        You have {counted(mine.open, "conversation")} now.
      </Text>
    </Stack>
  );
}
