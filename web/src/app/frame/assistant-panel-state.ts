/** Whether the assistant stands beside the page; it stays there from page to page and over a reload of the tab. */
import { useLocation } from "@tanstack/react-router";
import { createContext, type RefObject, useContext, useEffect, useRef, useState } from "react";
import { modifierKey } from "../../design/modifier-key";
import type { RecordReference } from "./open-record";

const storageKey = "frontdesk.assistant.open";
export const assistantPath = "/assistant";
export const assistantKeys = `${modifierKey} J`;

export interface AssistantPanelState {
  isOpen: boolean;
  /** Two may stand beside the page, the assistant and a record; one is seen. */
  isInFront: boolean;
  input: RefObject<HTMLTextAreaElement | null>;
  /** True once a person has opened it, not a reload: then the focus goes there. */
  isAsked: boolean;
  open: () => void;
  close: () => void;
  /** Opens it or goes to it; from inside it, closes it. */
  toggle: () => void;
  showRecord: () => void;
}

export function useAssistantPanelState(record: RecordReference | null): AssistantPanelState {
  const isOnPage = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, "") === assistantPath });
  const [isWanted, setWanted] = useState(() => sessionStorage.getItem(storageKey) !== null);
  const [isAsked, setAsked] = useState(false);
  const [isRecordInFront, setRecordInFront] = useState(true);
  const input = useRef<HTMLTextAreaElement>(null);
  const key = record && `${record.object}:${record.id}`;
  // A record that was just opened is what the person wants to see.
  useEffect(() => {
    if (key !== null) setRecordInFront(true);
  }, [key]);
  const isOpen = isWanted && !isOnPage;
  const isInFront = isOpen && (record === null || !isRecordInFront);

  function open() {
    sessionStorage.setItem(storageKey, "yes");
    setAsked(true);
    setWanted(true);
    setRecordInFront(false);
    requestAnimationFrame(() => input.current?.focus());
  }

  function close() {
    sessionStorage.removeItem(storageKey);
    setWanted(false);
  }

  function toggle() {
    if (isOnPage) document.querySelector<HTMLElement>("[data-speak]")?.focus();
    else if (isInFront && document.activeElement === input.current) close();
    else open();
  }

  return { isOpen, isInFront, input, isAsked, open, close, toggle, showRecord: () => setRecordInFront(true) };
}

const PanelContext = createContext<AssistantPanelState | null>(null);

export const AssistantPanelProvider = PanelContext.Provider;

export function useAssistantPanel(): AssistantPanelState {
  const state = useContext(PanelContext);
  if (state === null) throw new Error("The assistant's panel is reached from inside the frame only.");
  return state;
}
