/** How long a customer may wait for a person, and to whom a conversation is given. */
import { NumberInput, Radio, SimpleGrid, Stack, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Section } from "../../design/section";
import { type BotSettings, limits } from "./bot-settings";

interface HandoffFieldsProps {
  form: UseFormReturnType<BotSettings>;
}

export function HandoffFields({ form }: HandoffFieldsProps) {
  const { answer_within_minutes, assign } = form.values.handoff;
  return (
    <Section
      title="How long customers wait for a person"
      about="All times count within the hours above. What is late stands first in the inbox, in red."
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <NumberInput
          label="First answer within"
          description="In minutes. Empty: no target."
          placeholder="No target"
          {...limits.minutes}
          {...form.getInputProps("handoff.answer_within_minutes")}
          value={answer_within_minutes ?? ""}
          onChange={(written) =>
            form.setFieldValue("handoff.answer_within_minutes", written === "" ? null : Number(written))
          }
        />
        <NumberInput
          label="Raise again after"
          description="Minutes in which nobody answered."
          {...limits.minutes}
          {...form.getInputProps("handoff.raise_after_minutes")}
        />
        <NumberInput
          label="Raise at most"
          description="Times, the loudest first. 0: never."
          {...limits.raises}
          {...form.getInputProps("handoff.most_raises")}
        />
      </SimpleGrid>
      <Radio.Group label="Who gets the conversation" {...form.getInputProps("handoff.assign")}>
        <Stack gap="xs" mt={6}>
          <Radio value="nobody" label="The conversation waits for whoever takes it" />
          <Radio value="round_robin" label="It is given to the next who is there and has room" />
        </Stack>
      </Radio.Group>
      {assign === "round_robin" && (
        <NumberInput
          label="Conversations at a time"
          description="For members who have set no limit of their own."
          maw={360}
          {...limits.capacity}
          {...form.getInputProps("handoff.capacity")}
        />
      )}
      <Switch
        label="Ask the customer how it was once a conversation is resolved"
        {...form.getInputProps("handoff.ask_csat", { type: "checkbox" })}
      />
    </Section>
  );
}
