/** The secret with which a site signs who its visitors are; shown once, when it is made. */
import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { Bot } from "../../api/types";
import { ConfirmButton } from "../../design/confirm-button";
import { ProblemNotice } from "../../design/problem-notice";
import { Section } from "../../design/section";
import { When } from "../../design/when";

const path = "/api/v1/bots/{bot_id}/identity-secret";

export function HostIdentity({ bot }: { bot: Bot }) {
  const queryClient = useQueryClient();
  const params = { path: { bot_id: bot.id } };
  const key = ["identity-secret", bot.id];
  const standing = useQuery({ queryKey: key, queryFn: () => answered(api.GET(path, { params })) });
  const again = () => queryClient.invalidateQueries({ queryKey: key });
  const make = useMutation({
    mutationFn: () => answered(api.POST(path, { params, body: { keep_previous_hours: 24 } })),
    onSuccess: again,
  });

  async function remove() {
    await answered(api.DELETE(path, { params }));
    make.reset();
    await again();
  }

  return (
    <Section
      title="Visitors that your site knows"
      about={
        <>
          Your server signs the id of whoever is signed in there, HMAC-SHA256 in hexadecimal with the secret
          below, and the page hands both to the chat: <Code>data-user-id</Code> and{" "}
          <Code>data-user-hash</Code>, with <Code>data-user-name</Code> if you like. With{" "}
          <Code>data-user-email</Code> the id, a line break and the address are signed.
        </>
      }
    >
      <Stack gap="sm">
        {standing.isError && <ProblemNotice error={standing.error} onRetry={() => void standing.refetch()} />}
        {make.isError && <ProblemNotice error={make.error} />}
        {make.data && <NewSecret secret={make.data.secret} />}
        <Group justify="space-between">
          <Text c="dimmed">
            {standing.data?.created_at ? (
              <>
                There is a secret, made <When at={standing.data.created_at} />.
              </>
            ) : (
              "There is no secret: the chat knows nobody."
            )}
          </Text>
          <Group gap="xs">
            <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
              {standing.data?.is_set ? "Make a new secret" : "Make a secret"}
            </Button>
            {standing.data?.is_set && (
              <ConfirmButton
                label="Remove"
                title="Remove the secret?"
                consequence="The site can name nobody any more, and whom it named is signed out."
                confirmLabel="Remove the secret"
                onConfirm={remove}
              />
            )}
          </Group>
        </Group>
      </Stack>
    </Section>
  );
}

function NewSecret({ secret }: { secret: string }) {
  return (
    <Alert title="Keep this now: it is not shown again" color="accent">
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text mt="xs">It belongs on your server, never in a page. One before it counts for 24 hours more.</Text>
    </Alert>
  );
}
