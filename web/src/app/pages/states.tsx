/** Pages for what is not there, not yet there, or failed. */

import { Box, Text, Title } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";

export function NothingHere() {
  return (
    <Box component="main" maw={560} mx="auto" p="md" pt="15vh">
      <Title order={1}>Nothing is at this address</Title>
      <Text c="dimmed" mb="sm">
        It may have been deleted, or the address has a typing error.
      </Text>
      <TextLink to="/">Go to home</TextLink>
    </Box>
  );
}

export function PageFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <ProblemNotice error={error} onRetry={() => void router.invalidate()} />;
}

export function PagePending() {
  return <LoadingRows rows={8} />;
}
