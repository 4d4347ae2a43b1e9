/** The title of a record as a link: a click opens it where the conversation opens records, with Control in a new tab. */
import { Link } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import classes from "./blocks.module.css";
import { useSurroundings } from "./surroundings";

interface RecordLinkProps {
  object: string;
  id: number;
  children: ReactNode;
  className?: string;
}

export function RecordLink({ object, id, children, className = classes.link }: RecordLinkProps) {
  const { openRecord } = useSurroundings();
  function onClick(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    openRecord(object, id);
  }
  return (
    <Link
      to="/records/$object/$id"
      params={{ object, id: String(id) }}
      preload={false}
      className={className}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
