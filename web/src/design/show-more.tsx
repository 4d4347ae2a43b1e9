/** The next piece of a long list. */
import { Button, Group, Text } from "@mantine/core";
import { countWords } from "./number-words";

interface ShowMoreProps {
  shown: number;
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

export function ShowMore({ shown, total, hasMore, isLoading, onMore }: ShowMoreProps) {
  return (
    <Group gap="sm">
      <Text c="dimmed" size="xs" className="figures">
        {countWords(shown)} of {countWords(Math.max(total, shown))}
      </Text>
      {hasMore && (
        <Button variant="default" size="xs" loading={isLoading} onClick={onMore}>
          Show more
        </Button>
      )}
    </Group>
  );
}
