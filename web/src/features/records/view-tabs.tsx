/** Saved views as tabs; each is a link, so it can be opened beside and sent to a colleague. */
import { Badge, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { isChanged } from "./page-state";
import classes from "./records.module.css";
import { SaveView } from "./save-view";
import type { RecordsView } from "./use-records-page";
import { ViewMenu } from "./view-menu";

export function ViewTabs({ page }: { page: RecordsView }) {
  const { meta, views, view, state } = page;
  const changed = view !== undefined && isChanged(meta, state, view);
  return (
    <nav className={classes.tabs} aria-label="Views">
      <Tab page={page} id={undefined}>
        All {meta.label_plural.toLowerCase()}
      </Tab>
      {views.map((one) => (
        <Group key={one.id} gap={0} wrap="nowrap" flex="none" component="span">
          <Tab page={page} id={one.id}>
            {one.name}
            {one.shared && (
              <Badge size="xs" variant="default" fw={500} tt="none">
                shared
              </Badge>
            )}
            {one.id === view?.id && changed && <span title="Changed, not saved">•</span>}
          </Tab>
          {one.id === view?.id && <ViewMenu page={page} view={one} isChanged={changed} />}
        </Group>
      ))}
      <SaveView page={page} />
    </nav>
  );
}

interface TabProps {
  page: RecordsView;
  id: number | undefined;
  children: React.ReactNode;
}

function Tab({ page, id, children }: TabProps) {
  const isHere = page.view?.id === id;
  return (
    <Link
      to="/records/$object"
      params={{ object: page.meta.name }}
      search={{ view: id }}
      resetScroll={false}
      className={classes.tab}
      aria-current={isHere ? "page" : undefined}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {children}
    </Link>
  );
}
