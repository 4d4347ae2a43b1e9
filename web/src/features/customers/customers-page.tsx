/** Whom the bots know: found by name or address, exported, and erased for good. */
import { Group, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { answered, api } from "../../api/client";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { CustomersTable } from "./customers-table";

const route = getRouteApi("/frame/customers");
const pageSize = 50;

function customersQuery(q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ["customers", { q }],
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/customers", { params: { query: { q, limit: pageSize, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function CustomersPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    void navigate({ search: { q: words || undefined } });
  }

  return (
    <Page title="Customers" about="Who has signed in at a bot, or was named by your own site.">
      <form onSubmit={find}>
        <Group gap="xs" wrap="nowrap" maw={480}>
          <TextInput
            name="words"
            type="search"
            aria-label="Search customers"
            placeholder="A name, a mail address, an id"
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            defaultValue={q}
            key={q}
            maxLength={200}
            flex={1}
          />
        </Group>
      </form>
      <Found q={q} />
    </Page>
  );
}

function Found({ q }: { q: string | undefined }) {
  const found = useInfiniteQuery(customersQuery(q));
  if (found.isPending) return <LoadingRows />;
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const customers = found.data.pages.flatMap((page) => page.items);
  if (customers.length === 0) {
    return q ? (
      <EmptyState title="Nobody found">No customer has “{q}” in a name, an address or an id.</EmptyState>
    ) : (
      <EmptyState title="Nobody yet">
        Customers appear here when they sign in at a bot, or when your site names them to the chat.
      </EmptyState>
    );
  }
  return (
    <>
      <CustomersTable customers={customers} />
      <ShowMore
        shown={customers.length}
        total={found.data.pages[0]?.total ?? customers.length}
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </>
  );
}
