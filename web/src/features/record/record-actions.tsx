/** What can be done with the whole record. */
import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { IconDots, IconLink, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { RefusedWrite } from "../../api/crm-request";
import type { CrmRecord, ObjectMeta } from "../../api/objects";
import { Banner } from "../../design/banner";
import { ConfirmButton } from "../../design/confirm-button";
import { counted } from "../../design/number-words";
import { showDone, showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { SendEmail } from "./send-email";
import { useRecordWrites } from "./use-record-writes";

interface RecordActionsProps {
  meta: ObjectMeta;
  record: CrmRecord;
  onGone: () => void;
}

export function RecordActions({ meta, record, onGone }: RecordActionsProps) {
  const writes = useRecordWrites(meta, record);
  const remove = useMutation({
    mutationFn: writes.remove,
    onSuccess: onGone,
    onError: (error) => heldBy(error) === 0 && showProblem(error),
  });

  async function copyLink() {
    await navigator.clipboard.writeText(`${window.location.origin}/records/${meta.name}/${record.id}`);
    showDone("Link copied");
  }

  return (
    <Group gap="xs" wrap="nowrap">
      <SendEmail meta={meta} record={record} />
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More actions" loading={remove.isPending}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconLink size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void copyLink().catch(showProblem)}
          >
            Copy link
          </Menu.Item>
          {meta.rights.delete && record.deleted_at === null && (
            <Menu.Item
              leftSection={<IconTrash size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => remove.mutate(false)}
            >
              Move to the trash
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <WithAllThatHangsOnIt
        refusal={remove.error}
        onKeep={remove.reset}
        onRemove={() => remove.mutate(true)}
      />
    </Group>
  );
}

interface WithAllThatHangsOnItProps {
  refusal: unknown;
  onKeep: () => void;
  onRemove: () => void;
}

/** What other records need does not go without them. */
function WithAllThatHangsOnIt({ refusal, onKeep, onRemove }: WithAllThatHangsOnItProps) {
  const count = heldBy(refusal);
  return (
    <Modal
      opened={count > 0}
      onClose={onKeep}
      title="Other records need it"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text>
          {counted(count, "record")} cannot be without it. Move them elsewhere first, or move all to the trash
          together; you can undo it.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onKeep} data-autofocus>
            Keep
          </Button>
          <Button onClick={onRemove}>Move all to the trash</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** How many records would be left without it; 0 where that is not why it was refused. */
function heldBy(refusal: unknown): number {
  return refusal instanceof RefusedWrite ? Number(refusal.body.count ?? 0) : 0;
}

/** A record in the trash can be read, brought back, or removed for good. */
export function InTrashNotice({ meta, record, onGone }: RecordActionsProps) {
  const writes = useRecordWrites(meta, record);
  const restore = useMutation({ mutationFn: writes.restore, onError: showProblem });
  if (record.deleted_at === null) return null;
  return (
    <Banner
      action={
        <>
          {meta.rights.delete && (
            <Button variant="default" size="xs" loading={restore.isPending} onClick={() => restore.mutate()}>
              Restore
            </Button>
          )}
          {meta.rights.purge && (
            <ConfirmButton
              size="xs"
              label="Remove for good"
              title={`Remove this ${meta.label.toLowerCase()} for good?`}
              consequence="It and its history are gone and cannot be brought back."
              confirmLabel="Remove for good"
              onConfirm={async () => {
                await writes.purge();
                onGone();
              }}
            />
          )}
        </>
      }
    >
      In the trash since <When at={record.deleted_at} />. It appears in no list.
    </Banner>
  );
}
