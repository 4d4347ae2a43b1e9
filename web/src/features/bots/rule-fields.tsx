/** When the bot is unsure, when it calls a person, how it searches and what it remembers. */
import { NumberInput, Radio, SimpleGrid, Stack, Switch, TagsInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Section } from "../../design/section";
import { type BotSettings, limits } from "./bot-settings";
import { unsureWords } from "./bot-words";

interface FieldsProps {
  form: UseFormReturnType<BotSettings>;
}

export function EscalationFields({ form }: FieldsProps) {
  return (
    <>
      <Section
        title="When it is unsure"
        about="Confidence is the calibrated chance that the passages found answer the question."
      >
        <NumberInput
          label="Answer from this confidence on"
          description="From 0 to 1. Higher: fewer answers, fewer wrong ones."
          step={0.05}
          decimalScale={2}
          min={0}
          max={1}
          maw={360}
          {...form.getInputProps("escalation.confidence")}
        />
        <Radio.Group label="Below it" {...form.getInputProps("on_unsure")}>
          <Stack gap="xs" mt={6}>
            {Object.entries(unsureWords).map(([value, words]) => (
              <Radio key={value} value={value} label={words} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section
        title="When it calls a person"
        about="Any one of these is enough. The customer is told, and so is your team."
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <NumberInput
            label="Priority from"
            description="From 1 to 10; ordinary questions lie near 5. Empty: never."
            placeholder="Never"
            {...limits.priority}
            {...optionalNumber(form, "escalation.priority", form.values.escalation.priority)}
          />
          <NumberInput
            label="Turns that did not help"
            description="In a row: unsure, asked again, or rated badly. Empty: never."
            placeholder="Never"
            {...limits.attempts}
            {...optionalNumber(form, "escalation.attempts", form.values.escalation.attempts)}
          />
        </SimpleGrid>
        <TagsInput
          label="Words that always call a person"
          description="Press Enter after each word."
          {...form.getInputProps("escalation.keywords")}
        />
        <Switch
          label="The customer is angry"
          {...form.getInputProps("escalation.on_angry", { type: "checkbox" })}
        />
        <Switch
          label="The customer asks for a person in their message"
          description="The button on the customer page works in any case."
          {...form.getInputProps("escalation.on_request", { type: "checkbox" })}
        />
        <Radio.Group
          label="When a customer writes again after a conversation was closed"
          {...form.getInputProps("reopens_to")}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="bot" label="The assistant answers" />
            <Radio value="waiting" label="It waits for a person" />
          </Stack>
        </Radio.Group>
      </Section>
    </>
  );
}

export function SearchFields({ form, calibratedLimit }: FieldsProps & { calibratedLimit: number | null }) {
  const calibrated = calibratedLimit === null ? "not calibrated yet" : `now ${calibratedLimit.toFixed(2)}`;
  return (
    <Section title="Search">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <NumberInput
          label="Passages to look at"
          description="How many of the best passages an answer may use."
          {...limits.results}
          {...form.getInputProps("search.results")}
        />
        <NumberInput
          label="Least fit of a passage"
          description={`From 0 to 1. Empty: the calibrated limit, ${calibrated}.`}
          placeholder="Calibrated"
          step={0.05}
          decimalScale={2}
          min={0}
          max={1}
          {...optionalNumber(form, "search.threshold", form.values.search.threshold)}
        />
      </SimpleGrid>
    </Section>
  );
}

/** An empty input is null: the rule is off. */
function optionalNumber(
  form: UseFormReturnType<BotSettings>,
  path: "escalation.priority" | "escalation.attempts" | "search.threshold",
  value: number | null,
) {
  return {
    ...form.getInputProps(path),
    value: value ?? "",
    onChange: (written: string | number) => form.setFieldValue(path, written === "" ? null : Number(written)),
  };
}

export function MemoryFields({ form }: FieldsProps) {
  return (
    <Section
      title="Memory"
      about="What of this conversation the bot takes into account, and how long it keeps what customers tell of themselves."
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <NumberInput label="Messages" {...limits.messages} {...form.getInputProps("memory.messages")} />
        <NumberInput label="Hours" {...limits.hours} {...form.getInputProps("memory.hours")} />
        <NumberInput
          label="Days for facts (0: none)"
          {...limits.days}
          {...form.getInputProps("memory.days")}
        />
      </SimpleGrid>
    </Section>
  );
}
