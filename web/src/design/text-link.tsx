/** A link to a place in this app, checked against its routes. */
import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

interface PlainLinkProps
  extends Omit<AnchorProps, "href">,
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> {
  ref?: Ref<HTMLAnchorElement>;
}

function PlainLink(props: PlainLinkProps) {
  return <Anchor size="sm" {...props} />;
}

export const TextLink = createLink(PlainLink);
