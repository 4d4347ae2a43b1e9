/** A link to the list behind a figure. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FilterNode } from "../api/objects";

export interface RecordList {
  object: string;
  filter?: FilterNode;
  search?: string;
  sort?: string;
}

interface ListLinkProps {
  list: RecordList;
  className?: string;
  children: ReactNode;
}

export function ListLink({ list, className, children }: ListLinkProps) {
  const { object, filter, search, sort } = list;
  return (
    <Link to="/records/$object" params={{ object }} search={{ filter, search, sort }} className={className}>
      {children}
    </Link>
  );
}
