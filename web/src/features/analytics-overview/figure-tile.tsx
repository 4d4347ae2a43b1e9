/** One figure that leads to the conversations behind it. */
import { Link } from "@tanstack/react-router";
import type { InboxView } from "../../api/inbox-view";
import classes from "./figures.module.css";

interface FigureTileProps {
  label: string;
  figure: string;
  note: string;
  search?: InboxView;
  isUrgent?: boolean;
}

export function FigureTile({ label, figure, note, search, isUrgent = false }: FigureTileProps) {
  return (
    <Link to="/inbox" search={search ?? {}} className={classes.tile} data-urgent={isUrgent}>
      <span className={classes.label}>{label}</span>
      <span className={classes.figure}>{figure}</span>
      <span className={classes.note}>{note}</span>
    </Link>
  );
}
