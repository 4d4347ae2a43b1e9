/** Who the bot is and who may ask it. */
import { Radio, Select, SimpleGrid, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Section } from "../../design/section";
import type { BotSettings } from "./bot-settings";
import { accessWords, choices, toneWords } from "./bot-words";

interface FieldsProps {
  form: UseFormReturnType<BotSettings>;
}

export function IdentityFields({ form }: FieldsProps) {
  return (
    <Section title="Who it is">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          label="Name"
          description="Customers see it above each answer."
          withAsterisk
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Company"
          description="For whom it answers; at the top of the page."
          {...form.getInputProps("company")}
        />
      </SimpleGrid>
      <Select
        label="Tone"
        description="How its own sentences sound. What your knowledge says is quoted as it stands."
        data={choices(toneWords)}
        allowDeselect={false}
        {...form.getInputProps("tone")}
      />
      <Textarea
        label="Greeting"
        description="The first words a customer reads. Say what the bot can help with."
        autosize
        minRows={2}
        {...form.getInputProps("greeting")}
      />
    </Section>
  );
}

export function AudienceFields({ form }: FieldsProps) {
  return (
    <Section title="Who may ask">
      <Radio.Group label="Access" {...form.getInputProps("access")}>
        <Stack gap="xs" mt={6}>
          <Radio
            value="public"
            label={accessWords.public}
            description="No sign-in; requests are limited per address."
          />
          <Radio
            value="customers"
            label={accessWords.customers}
            description="Customers register or sign in for this bot first."
          />
        </Stack>
      </Radio.Group>
      <Switch
        label="The default bot"
        description="Programs that name no bot reach this one. There is one default; choosing this bot takes it from the other."
        {...form.getInputProps("is_default", { type: "checkbox" })}
      />
      <Switch
        label="Show the analysis to customers"
        description="Category, sentiment and priority under each answer. Staff always see them."
        {...form.getInputProps("show_analysis", { type: "checkbox" })}
      />
    </Section>
  );
}
