/** The lines of the palette by groups; the input above keeps the focus. */
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./palette.module.css";
import type { Command } from "./palette-commands";

interface PaletteListProps {
  id: string;
  commands: Command[];
  active: number;
  onRun: (command: Command, isBeside: boolean) => void;
  onPoint: (index: number) => void;
  /** What is to be said about the list: that nothing fits, or that other words were searched. */
  children: ReactNode;
}

export function PaletteList({ id, commands, active, onRun, onPoint, children }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      {children}
      <div ref={list} id={id} role="listbox" aria-label="Results" className={classes.scroll}>
        {groupsOf(commands).map(({ group, from, members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a list box
          <div key={`${group}-${from}`} role="group" aria-label={group} className={classes.group}>
            <div className={classes.groupName} aria-hidden="true">
              {group}
            </div>
            {members.map((command, offset) => (
              <Line
                key={command.id}
                optionId={`${id}-${from + offset}`}
                index={from + offset}
                command={command}
                isActive={from + offset === active}
                onRun={(isBeside) => onRun(command, isBeside)}
                onPoint={() => onPoint(from + offset)}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface LineProps {
  optionId: string;
  index: number;
  command: Command;
  isActive: boolean;
  onRun: (isBeside: boolean) => void;
  onPoint: () => void;
}

function Line({ optionId, index, command, isActive, onRun, onPoint }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above answers the keys for all lines
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active line
    <div
      id={optionId}
      data-index={index}
      role="option"
      aria-selected={isActive}
      className={classes.line}
      onClick={(event) => onRun(event.ctrlKey || event.metaKey)}
      onMouseMove={onPoint}
    >
      <command.icon size={18} stroke={1.6} aria-hidden="true" />
      <span className={classes.label}>{command.label}</span>
      {command.description && <span className={classes.description}>{command.description}</span>}
    </div>
  );
}

/** Neighbours of one group together, each with the place of its first line in the whole list. */
function groupsOf(commands: Command[]): { group: string; from: number; members: Command[] }[] {
  const groups: { group: string; from: number; members: Command[] }[] = [];
  for (const [index, command] of commands.entries()) {
    const last = groups.at(-1);
    if (last?.group === command.group) last.members.push(command);
    else groups.push({ group: command.group, from: index, members: [command] });
  }
  return groups;
}
