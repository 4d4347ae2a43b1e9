/** The chat on other sites: the tag to copy, where it may stand, how it looks, what it asks first. */
import {
  Button,
  Code,
  CopyButton,
  Group,
  Select,
  SimpleGrid,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Section } from "../../design/section";
import type { BotSettings } from "./bot-settings";
import { choices } from "./bot-words";
import classes from "./widget-fields.module.css";

interface WidgetFieldsProps {
  form: UseFormReturnType<BotSettings>;
  slug: string;
}

const askedWords = { no: "Do not ask", optional: "Ask, may be skipped", required: "Ask, must be answered" };
const sideWords = { right: "Bottom right", left: "Bottom left" };

export function WidgetFields({ form, slug }: WidgetFieldsProps) {
  return (
    <Section
      title="On your site"
      about="One line on each page of your site shows this bot's chat at the corner. It brings its own styles and holds no secret."
    >
      <ScriptTag slug={slug} />
      <TagsInput
        label="Allowed sites"
        description="Addresses such as https://www.example.com, or https://*.example.com for all below it; press Enter after each. Empty: only pages of this desk. * stands for every site."
        {...form.getInputProps("widget.allowed_origins")}
        error={originsFault(form.errors)}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <TextInput
          label="Title"
          placeholder="The company's name"
          maxLength={80}
          {...form.getInputProps("widget.title")}
        />
        <TextInput label="Colour" type="color" {...form.getInputProps("widget.color")} />
        <Select
          label="Corner"
          data={choices(sideWords)}
          allowDeselect={false}
          {...form.getInputProps("widget.position")}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label="Name, before the first message"
          data={choices(askedWords)}
          allowDeselect={false}
          {...form.getInputProps("widget.ask_name")}
        />
        <Select
          label="Email, before the first message"
          data={choices(askedWords)}
          allowDeselect={false}
          {...form.getInputProps("widget.ask_email")}
        />
      </SimpleGrid>
    </Section>
  );
}

function ScriptTag({ slug }: { slug: string }) {
  const tag = `<script src="${window.location.origin}/widget.js" data-bot="${slug}" async></script>`;
  return (
    <div>
      <Text fw={500}>Put this line before the end of the page</Text>
      <Group gap="xs" align="stretch" wrap="nowrap" mt={4}>
        <Code block className={classes.tag}>
          {tag}
        </Code>
        <CopyButton value={tag}>
          {({ copied, copy }) => (
            <Button type="button" variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}

/** The server names the entry that does not fit by its place in the list. */
function originsFault(errors: UseFormReturnType<BotSettings>["errors"]) {
  return Object.entries(errors).find(([field]) => field.startsWith("widget.allowed_origins"))?.[1];
}
