/** What is done with a conversation now and then. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconDownload, IconGitMerge, IconLink } from "@tabler/icons-react";
import { useState } from "react";
import { saveAsJson } from "../../api/download";
import { exportConversation } from "../../api/inbox";
import type { InboxConversation } from "../../api/inbox-shapes";
import { Tip } from "../../design/tip";
import { showDone } from "../../design/toasts";
import { MergeDialog } from "./merge-dialog";
import { useDeed } from "./use-deed";

export function MoreMenu({ conversation }: { conversation: InboxConversation }) {
  const deed = useDeed();
  const [isMerging, setMerging] = useState(false);
  const { id, merged_into } = conversation;

  async function copyLink() {
    await navigator.clipboard.writeText(`${window.location.origin}/inbox/${id}`);
    showDone("The link is copied");
  }

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Tip label="More">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label="More to do">
              <IconDots size={18} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
        </Tip>
        <Menu.Dropdown>
          {merged_into === null && (
            <Menu.Item
              leftSection={<IconGitMerge size={16} aria-hidden="true" />}
              onClick={() => setMerging(true)}
            >
              Merge into another
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={() =>
              deed.run({
                run: async () => saveAsJson(await exportConversation(id), `conversation-${id}.json`),
              })
            }
          >
            Export as JSON
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLink size={16} aria-hidden="true" />}
            onClick={() => deed.run({ run: copyLink })}
          >
            Copy the link
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MergeDialog conversation={conversation} isOpen={isMerging} onClose={() => setMerging(false)} />
    </>
  );
}
