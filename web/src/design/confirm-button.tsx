/** A button for what cannot be undone: it asks once, in words that say what will be gone. */
import { Button, type ButtonProps, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { ProblemNotice } from "./problem-notice";

interface ConfirmButtonProps extends Pick<ButtonProps, "size" | "variant" | "color" | "leftSection"> {
  label: ReactNode;
  accessibleLabel?: string;
  title: string;
  consequence: ReactNode;
  confirmLabel: string;
  onConfirm: () => Promise<unknown>;
}

export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, accessibleLabel, title, consequence, confirmLabel, onConfirm, ...look } = props;
  const [opened, dialog] = useDisclosure(false);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function confirm() {
    setRunning(true);
    setError(null);
    try {
      await onConfirm();
      dialog.close();
    } catch (reason) {
      setError(reason);
    } finally {
      setRunning(false);
    }
  }

  return (
    <>
      <Button variant="default" {...look} aria-label={accessibleLabel} onClick={dialog.open}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={title}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack>
          <Text>{consequence}</Text>
          {error !== null && <ProblemNotice error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={dialog.close} data-autofocus>
              Keep
            </Button>
            <Button color="red" loading={isRunning} onClick={confirm}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
