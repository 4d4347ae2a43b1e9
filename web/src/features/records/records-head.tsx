/** The title of the page and what can be done with the list as a whole. */
import { ActionIcon, Button, Group, Menu, Title, Tooltip } from "@mantine/core";
import { IconDots, IconDownload, IconKeyboard, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type ExportFormat, exportRecords } from "../../api/record-export";
import { showProblem } from "../../design/toasts";
import { listQueryOf } from "./page-state";
import type { RecordsView } from "./use-records-page";

interface RecordsHeadProps {
  page: RecordsView;
  isPhone: boolean;
  onImport: (() => void) | undefined;
  onHelp: () => void;
  create: ReactNode;
}

export function RecordsHead({ page, isPhone, onImport, onHelp, create }: RecordsHeadProps) {
  const save = useExport(page);
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Title order={1}>{page.meta.label_plural}</Title>
      <Group gap="xs" wrap="nowrap">
        {isPhone ? (
          <More save={save} onImport={onImport} />
        ) : (
          <>
            <KeysButton onHelp={onHelp} />
            <Export save={save} />
            {onImport && (
              <Button
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden="true" />}
                onClick={onImport}
              >
                Import
              </Button>
            )}
          </>
        )}
        {create}
      </Group>
    </Group>
  );
}

interface Saving {
  mutate: (format: ExportFormat) => void;
  isPending: boolean;
}

function useExport({ meta, state }: RecordsView): Saving {
  return useMutation({
    mutationFn: (format: ExportFormat) => exportRecords(meta.name, format, listQueryOf(state), state.columns),
    onError: showProblem,
  });
}

function KeysButton({ onHelp }: { onHelp: () => void }) {
  return (
    <Tooltip label="Keys on this page (?)">
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Keys on this page" onClick={onHelp}>
        <IconKeyboard size={18} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function Export({ save }: { save: Saving }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          loading={save.isPending}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Formats save={save} />
      </Menu.Dropdown>
    </Menu>
  );
}

function More({ save, onImport }: { save: Saving; onImport: (() => void) | undefined }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="Export or import" loading={save.isPending}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Formats save={save} />
        {onImport && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={onImport}>Import a file</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Formats({ save }: { save: Saving }) {
  return (
    <>
      <Menu.Label>Export this list as it is filtered</Menu.Label>
      <Menu.Item onClick={() => save.mutate("csv")}>CSV, for a spreadsheet</Menu.Item>
      <Menu.Item onClick={() => save.mutate("json")}>JSON, for a program</Menu.Item>
    </>
  );
}
