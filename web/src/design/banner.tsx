/** A line above a page about the state of the whole place. */
import { Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./notices.module.css";

export function Banner({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.banner}>
      <IconInfoCircle size={18} aria-hidden="true" className={classes.icon} />
      <Text className={classes.body}>{children}</Text>
      {action}
    </div>
  );
}
