/** Every setting of a bot in groups; saved together, undone from the note in the corner. */
import { Button, Group, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { answered, api } from "../../api/client";
import { asProblem, reasonsByField } from "../../api/problem";
import type { Bot, BotChanges } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone } from "../../design/toasts";
import classes from "./bot-form.module.css";
import { type BotSettings, changesBetween, settingsOf, settingsRules } from "./bot-settings";
import { HandoffFields } from "./handoff-fields";
import { HoursFields } from "./hours-fields";
import { AudienceFields, IdentityFields } from "./identity-fields";
import { EscalationFields, MemoryFields, SearchFields } from "./rule-fields";
import { WidgetFields } from "./widget-fields";

export function BotForm({ bot, mayEdit }: { bot: Bot; mayEdit: boolean }) {
  const queryClient = useQueryClient();
  const form = useForm<BotSettings>({ initialValues: settingsOf(bot), validate: settingsRules });
  const isDirty = form.isDirty();

  useBlocker({
    shouldBlockFn: () => form.isDirty() && !window.confirm("Leave without saving your changes?"),
    enableBeforeUnload: () => form.isDirty(),
  });

  async function patch(before: BotSettings, after: BotSettings): Promise<void> {
    const saved = await answered(
      api.PATCH("/api/v1/bots/{bot_id}", {
        params: { path: { bot_id: bot.id } },
        // The generated type asks for every field that has a default; what is left out stays as it is.
        body: changesBetween(before, after) as BotChanges,
      }),
    );
    queryClient.setQueryData(["bots", bot.id], saved);
    void queryClient.invalidateQueries({ queryKey: ["bots"], exact: true });
    const now = settingsOf(saved);
    form.setInitialValues(now);
    form.setValues(now);
    form.resetDirty(now);
  }

  const save = useMutation({
    mutationFn: async (after: BotSettings) => {
      const before = settingsOf(bot);
      await patch(before, after);
      showDone("Saved", () => patch(after, before));
    },
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });

  return (
    <form onSubmit={form.onSubmit((settings) => save.mutate(settings))}>
      <fieldset disabled={!mayEdit} className={classes.fields}>
        {!mayEdit && <Text c="dimmed">Only an admin changes these settings.</Text>}
        <IdentityFields form={form} />
        <AudienceFields form={form} />
        <EscalationFields form={form} />
        <HoursFields form={form} />
        <HandoffFields form={form} />
        <SearchFields form={form} calibratedLimit={bot.knowledge.limit ?? null} />
        <MemoryFields form={form} />
        <WidgetFields form={form} slug={bot.slug} />
      </fieldset>
      {(isDirty || save.isError) && (
        <div className={classes.saveBar}>
          {save.isError && <ProblemNotice error={save.error} beside={form.values} />}
          <Group justify="flex-end" gap="xs">
            <Text c="dimmed">You have changes that are not saved.</Text>
            <Button variant="default" onClick={form.reset}>
              Discard
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </div>
      )}
    </form>
  );
}
