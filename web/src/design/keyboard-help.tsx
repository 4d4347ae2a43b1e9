/** What the keys do on a page. */
import { Modal, Table } from "@mantine/core";
import type { ReactNode } from "react";

interface KeyboardHelpProps {
  isOpen: boolean;
  onClose: () => void;
  /** Each with its sign and what it does. */
  keys: [ReactNode, string][];
}

export function KeyboardHelp({ isOpen, onClose, keys }: KeyboardHelpProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keys on this page"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([sign, words]) => (
            <Table.Tr key={words}>
              <Table.Td w={150}>{sign}</Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
