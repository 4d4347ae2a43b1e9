/** A new own field, or the name, choices and rules of one; its kind and key stay as they were made. */
import { Button, Group, Modal, Select, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FieldType, type ObjectMeta, objectsQuery } from "../../api/objects";
import {
  addOwnField,
  changeOwnField,
  type NewOwnField,
  type OwnField,
  ownFieldsQuery,
} from "../../api/own-fields";
import { asProblem, reasonsByField } from "../../api/problem";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone } from "../../design/toasts";
import { fieldTypeChoices, hasChoices } from "./field-type-words";

interface EditOwnFieldProps {
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
  edited: "new" | OwnField | null;
  onClose: () => void;
}

export function EditOwnField({ meta, objects, edited, onClose }: EditOwnFieldProps) {
  const title =
    edited === "new" ? `Add a field of ${meta.label_plural.toLowerCase()}` : `Change ${edited?.label ?? ""}`;
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {edited !== null && (
        <FieldForm
          meta={meta}
          objects={objects}
          field={edited === "new" ? undefined : edited}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface FieldFormProps extends Omit<EditOwnFieldProps, "edited"> {
  field: OwnField | undefined;
}

interface Wish {
  label: string;
  type: FieldType;
  choices: string[];
  object: string | null;
  required: boolean;
  indexed: boolean;
}

function FieldForm({ meta, objects, field, onClose }: FieldFormProps) {
  const form = useForm<Wish>({
    initialValues: {
      label: field?.label ?? "",
      type: field?.type ?? "text",
      choices: field?.choices?.map((choice) => choice.value) ?? [],
      object: field?.object ?? null,
      required: field?.required ?? false,
      indexed: field?.indexed ?? false,
    },
    validate: {
      label: (value) => (value.trim() === "" ? "Give the field a name" : null),
      choices: (value, { type }) =>
        hasChoices(type) && value.length === 0 ? "Name at least one choice" : null,
      object: (value, { type }) =>
        type === "relation" && value === null ? "Choose what it points to" : null,
    },
  });
  const save = useSave(meta, field, onClose, (error) => form.setErrors(reasonsByField(asProblem(error))));
  return (
    <form onSubmit={form.onSubmit((wish) => save.mutate(wish))}>
      <Stack>
        <TextInput
          label="Name"
          description="As people read it above the value."
          withAsterisk
          data-autofocus
          {...form.getInputProps("label")}
        />
        <Select
          label="Kind"
          data={fieldTypeChoices}
          allowDeselect={false}
          searchable
          disabled={field !== undefined}
          description={field && "The kind of a field stays, because its values are of it."}
          {...form.getInputProps("type")}
        />
        {hasChoices(form.values.type) && (
          <TagsInput
            label="Choices"
            description="Press Enter after each. The order here is the order in lists."
            withAsterisk
            {...form.getInputProps("choices")}
          />
        )}
        {form.values.type === "relation" && (
          <Select
            label="Points to"
            data={objects.map((one) => ({ value: one.name, label: one.label_plural }))}
            searchable
            withAsterisk
            disabled={field !== undefined}
            {...form.getInputProps("object")}
          />
        )}
        <Switch label="Required" {...form.getInputProps("required", { type: "checkbox" })} />
        <Switch
          label="Quick to filter and sort"
          description="For a field that is often searched by in long lists."
          {...form.getInputProps("indexed", { type: "checkbox" })}
        />
        {save.isError && <ProblemNotice error={save.error} beside={form.values} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {field ? "Save" : "Add"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSave(
  meta: ObjectMeta,
  field: OwnField | undefined,
  onClose: () => void,
  onError: (error: unknown) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) =>
      field ? changeOwnField(meta.name, field.id, changesOf(wish)) : addOwnField(meta.name, newFieldOf(wish)),
    onSuccess: async (saved) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ownFieldsQuery(meta.name).queryKey }),
        queryClient.invalidateQueries({ queryKey: objectsQuery.queryKey }),
      ]);
      showDone(field ? "Saved" : `${saved.label} was added`);
      onClose();
    },
    onError,
  });
}

function newFieldOf(wish: Wish): NewOwnField {
  return { ...changesOf(wish), type: wish.type, object: wish.object ?? undefined };
}

function changesOf({ label, type, choices, required, indexed }: Wish) {
  return { label: label.trim(), required, indexed, ...(hasChoices(type) ? { choices } : {}) };
}
