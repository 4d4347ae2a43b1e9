/** How far a source is: waiting, indexed so far, ready, or failed with the reason. */
import { Group, Progress, Text } from "@mantine/core";
import type { Source } from "../../api/types";
import { Mark } from "../../design/marks";
import { countWords } from "../../design/number-words";

export function SourceStatus({ source }: { source: Source }) {
  if (source.status === "ready") return <Mark shape="✓" tone="success" words="Ready" />;
  if (source.status === "failed") {
    return (
      <div>
        <Mark shape="◆" tone="danger" words="Failed" />
        {source.error && (
          <Text size="xs" maw="48ch">
            {source.error}
          </Text>
        )}
      </div>
    );
  }
  if (source.status === "pending") return <Mark shape="○" tone="quiet" words="Waiting to be indexed" />;
  return (
    <Group gap="xs" wrap="nowrap" miw={120}>
      <Progress.Root size="sm" flex={1} miw={40}>
        <Progress.Section
          value={source.entries === 0 ? 0 : (100 * source.indexed) / source.entries}
          aria-label={`${source.name}, indexed`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="figures">
        {countWords(source.indexed)} of {countWords(source.entries)}
      </Text>
    </Group>
  );
}
