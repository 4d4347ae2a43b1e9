/** Elements made of text and attributes; nothing that comes from outside is ever read as markup. */

export type Child = Node | string | null | false | undefined;
type Handler = (event: never) => void;
type Attributes = Record<string, string | number | boolean | null | undefined | Handler>;

/** An attribute that is true stands without a value; a function listens to the event of its name. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else setAttribute(element, name, value);
  }
  element.append(...shown(children));
  return element;
}

export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value))
    element.setAttribute(name, value === true ? "" : String(value));
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...shown(children));
}

/** Changes a text only where it differs: a screen reader reads what is set. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function shown(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child instanceof Node || Boolean(child));
}

const shapes = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c1-4 4-5 7-5s6 1 7 5",
  up: "M7 11l4-7c2 0 3 1 2.500 3l-.5 3h5c1.500 0 2 1 1.700 2.200l-1.500 5.500c-.2 1-1 1.300-2 1.300H7zM7 11H4v8h3",
  down: "M7 13l4 7c2 0 3-1 2.500-3l-.5-3h5c1.500 0 2-1 1.700-2.200l-1.500-5.500c-.2-1-1-1.300-2-1.300H7zM7 13H4V5h3",
  clip: "M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.300a3 3 0 0 1 4.200 4.200L9.500 16.300a1.500 1.500 0 0 1-2.100-2.100L14 7.500",
  back: "M15 5l-7 7 7 7",
  fold: "M5 9l7 7 7-7",
} as const;

export function icon(name: keyof typeof shapes): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}
