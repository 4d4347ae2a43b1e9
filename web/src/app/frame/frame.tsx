/** The frame around every page: navigation left (below on a phone), where you are on top, a record or the assistant beside. */
import { AppShell } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { AssistantPanelProvider, useAssistantPanelState } from "./assistant-panel-state";
import { Beside } from "./beside";
import { BottomBar } from "./bottom-bar";
import classes from "./frame.module.css";
import { useOpenRecord } from "./open-record";
import { SideNavigation } from "./side-navigation";
import { TopBar } from "./top-bar";

const contentId = "content";

export function Frame() {
  const [isFolded, setFolded] = useLocalStorage({ key: "frontdesk.navigation.folded", defaultValue: false });
  const record = useOpenRecord();
  const assistant = useAssistantPanelState(record.open);
  return (
    <AssistantPanelProvider value={assistant}>
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: isFolded ? 56 : 208, breakpoint: "sm", collapsed: { mobile: true } }}
        aside={{
          width: { base: 380, xl: 440 },
          breakpoint: "lg",
          collapsed: { desktop: record.open === null && !assistant.isOpen, mobile: true },
        }}
        layout="alt"
        padding={{ base: "md", sm: "lg" }}
        transitionDuration={0}
      >
        <a href={`#${contentId}`} className={classes.skip}>
          Skip to content
        </a>
        <AppShell.Header className={classes.bar}>
          <TopBar />
        </AppShell.Header>
        <AppShell.Navbar className={classes.navigation} aria-label="Main">
          <SideNavigation isFolded={isFolded} onFold={() => setFolded(!isFolded)} />
        </AppShell.Navbar>
        <AppShell.Main id={contentId} tabIndex={-1} className={classes.main}>
          <Outlet />
        </AppShell.Main>
        <Beside record={record} assistant={assistant} />
        <BottomBar />
      </AppShell>
    </AssistantPanelProvider>
  );
}
