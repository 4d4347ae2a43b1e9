/** One button for each person of the demo workspace. */
import { Button, SimpleGrid, Stack, Text } from "@mantine/core";
import type { Setup } from "../../api/types";

interface DemoSignInsProps {
  people: Setup["demo_sign_ins"];
  onChoose: (credentials: { username: string; password: string }) => void;
}

export function DemoSignIns({ people, onChoose }: DemoSignInsProps) {
  return (
    <Stack gap="xs">
      <Text c="dimmed">This is a demo. Sign in as one of its people:</Text>
      <SimpleGrid cols={2} spacing="xs">
        {people.map((person) => (
          <Button
            key={person.email}
            variant="default"
            title={person.email}
            onClick={() => onChoose({ username: person.email, password: person.password })}
          >
            {titled(person.role)}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function titled(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
