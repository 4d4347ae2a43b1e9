/** Opens the assistant beside the page, or goes to it. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSparkles } from "@tabler/icons-react";
import { assistantKeys, useAssistantPanel } from "./assistant-panel-state";

export function AssistantButton() {
  const { isOpen, toggle } = useAssistantPanel();
  // Also from inside a field: one may want to ask while writing.
  useHotkeys([["mod+J", toggle]], []);
  return (
    <Tooltip label={`Ask the assistant (${assistantKeys})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label="Assistant"
        aria-keyshortcuts="Control+J Meta+J"
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <IconSparkles size={18} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
