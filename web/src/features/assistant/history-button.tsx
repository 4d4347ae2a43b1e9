/** The earlier conversations behind a button, where there is no room for them beside. */
import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHistory } from "@tabler/icons-react";
import { History } from "./history";

interface HistoryButtonProps {
  session: string | undefined;
  onChoose: (session: string) => void;
}

export function HistoryButton({ session, onChoose }: HistoryButtonProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => !isOpen && close()}
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label="Earlier conversations">
          <ActionIcon variant="default" size={32} aria-label="Earlier conversations" onClick={toggle}>
            <IconHistory size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown mah={420} style={{ overflowY: "auto" }} aria-label="Earlier conversations">
        {opened && (
          <History
            session={session}
            onChoose={(chosen) => {
              close();
              onChoose(chosen);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
